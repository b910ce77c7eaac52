"""A small demo as a world: the rows of every room, written by its own loader."""

from typing import NamedTuple

from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.demo_plan import DemoPlan, make_demo_plan
from handrail.demo.loader import load_demo, write_base_records_and_get_lookups
from support.worlds import shared_world


class DemoBase(NamedTuple):
    """What a demo stands on before its first case."""

    plan: DemoPlan
    cast: DemoLookups


@shared_world
def small_demo() -> list[str]:
    """A plan of twelve cases with everything that stands beside them; what was said while it was loaded."""
    lines: list[str] = []
    load_demo(lines.append, size=12)
    return lines


@shared_world
def demo_base() -> DemoBase:
    """A plan of two hundred cases, and the bodies, workers and services that they point at: no case yet."""
    plan = make_demo_plan(timezone.localdate(), size=200)
    return DemoBase(plan, write_base_records_and_get_lookups(plan))
