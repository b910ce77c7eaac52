"""A small demo as a world: the rows of every room, written by its own loader."""

from contextlib import suppress
from typing import NamedTuple

from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.demo_plan import DemoPlan, make_demo_plan
from handrail.demo.loader import is_demo_loaded, load_demo, write_base_records_and_get_lookups
from handrail.people.records.models import Case, DangerCheck, Person
from support.worlds import shared_world


class DemoBase(NamedTuple):
    """What a demo stands on before its first case."""

    plan: DemoPlan
    cast: DemoLookups


class SmallDemo(NamedTuple):
    """What was said while a demo was loaded, and what was there when its load was broken off and went on."""

    lines: list[str]
    cases_halfway: int
    people_halfway: int
    people_with_danger_checks_halfway: int
    was_loaded_halfway: bool
    written_afterwards: int


@shared_world
def small_demo() -> SmallDemo:
    """A plan of twelve cases with everything that stands beside them. Somebody stops its first load at the cases."""
    lines: list[str] = []

    def break_off(line: str) -> None:
        lines.append(line)
        if line.startswith("Cases: "):
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        load_demo(break_off, size=12)
    halfway = (
        Case.objects.count(),
        Person.objects.count(),
        DangerCheck.objects.values("case").distinct().count(),
        is_demo_loaded(),
    )
    result = load_demo(lines.append, size=12)
    assert not result.missing
    return SmallDemo(lines, *halfway, result.cases)


@shared_world
def demo_base() -> DemoBase:
    """A plan of two hundred cases, and the bodies, workers and services that they point at: no case yet."""
    plan = make_demo_plan(timezone.localdate(), size=200)
    return DemoBase(plan, write_base_records_and_get_lookups(plan))
