"""The plan: 2,000 invented cases, the same people for the same seed, their dates laid against today.

Four sources: the worked histories with their own dates, the cases drawn by hand (heroes), each story told once, and
the rest drawn after the published figures (`drawn.py`). Nothing here touches a database.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, cycle, islice
from random import Random
from typing import Final

from handrail.demo import case_holding_bodies
from handrail.demo.generated_cases import make_planned_case_from_seed
from handrail.demo.plan_types import PlannedBody, PlannedCase, PlannedService, PlannedUser
from handrail.demo.planned_bodies_and_users import BODIES, CASELOADS, USERS
from handrail.demo.planned_services import SERVICES
from handrail.demo.sampled_cases import iterate_sampled_cases
from handrail.demo.scripted_cases import make_planned_scripted_cases
from handrail.demo.stories import QUIET_STORIES, STORIES
from handrail.demo.worked_histories import make_planned_cases_from_example_histories

SEED: Final = "handrail"
SIZE: Final = 2_000
QUIET_CASES_OF_RUTH: Final = 6


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """Everything that the demo holds, as plain values."""

    today: date
    bodies: tuple[PlannedBody, ...]
    users: tuple[PlannedUser, ...]
    services: tuple[PlannedService, ...]
    cases: tuple[PlannedCase, ...]


def make_demo_plan(today: date, *, seed: str = SEED, size: int = SIZE) -> DemoPlan:
    """The plan for a day. The same seed gives the same people on any day, and a larger plan begins with a smaller.

    Args:
        today: the day that the demo is made on.
        seed: the same gives the same people.
        size: how many cases.

    Returns:
        Bodies, users, services and cases.
    """
    first = [
        *make_planned_cases_from_example_histories(),
        *make_planned_scripted_cases(today),
        *_make_planned_cases_with_little_due(today, seed),
        *_make_planned_story_cases(today, seed),
    ]
    rest = islice(iterate_sampled_cases(today, seed), max(size - len(first), 0))
    cases = _number_cases([*first[:size], *rest])
    return DemoPlan(
        today,
        (*BODIES, *case_holding_bodies.NEW_BODIES),
        (*USERS, *case_holding_bodies.get_planned_case_workers()),
        SERVICES,
        cases,
    )


def iterate_numbered_sampled_cases(
    today: date, size: int, *, seed: str = SEED, first: int = 1
) -> Iterator[PlannedCase]:
    """As many drawn cases as wanted, for measuring; numbered in the order in which they come.

    Args:
        today: the day that the demo is made on.
        size: how many.
        seed: the same gives the same people.
        first: the number of the first.

    Returns:
        The cases, made as they are asked for.
    """
    for number, case in enumerate(islice(iterate_sampled_cases(today, seed), size), first):
        yield replace(case, number=number)


def _make_planned_cases_with_little_due(today: date, seed: str) -> list[PlannedCase]:
    """The rest of Ruth's cases: people for whom little is due this week."""
    return [
        make_planned_case_from_seed(
            today,
            f"{seed}:quiet:{n}",
            "lantern",
            "E23000020",
            "ruth.adeyemi",
            QUIET_STORIES[n % len(QUIET_STORIES)],
        )
        for n in range(QUIET_CASES_OF_RUTH)
    ]


def _make_planned_story_cases(today: date, seed: str) -> list[PlannedCase]:
    """Every road is taken once."""
    seats = cycle(_list_body_area_and_worker_per_case())
    return [
        make_planned_case_from_seed(today, f"{seed}:{n}", *next(seats), story)
        for n, story in enumerate(STORIES)
    ]


def _list_body_area_and_worker_per_case() -> list[tuple[str, str, str]]:
    """Body, area and worker of each generated case, in a mixed order that is always the same."""
    seats = [
        (body, area, workers[n % len(workers)])
        for body, area, workers, share in CASELOADS
        for n in range(share)
    ]
    Random("seats").shuffle(seats)
    return seats


def _number_cases(cases: list[PlannedCase]) -> tuple[PlannedCase, ...]:
    """In the order in which they were opened, each with the number it was given or the next of its body."""
    given = {(case.body, case.number) for case in cases if case.number}
    last: defaultdict[str, int] = defaultdict(int)
    numbered = []
    for case in sorted(cases, key=lambda case: (case.opened, case.opened_time, case.key)):
        number = case.number or next(n for n in count(last[case.body] + 1) if (case.body, n) not in given)
        last[case.body] = max(number, last[case.body])
        numbered.append(replace(case, number=number))
    return tuple(numbered)
