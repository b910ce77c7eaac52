"""The plan: 200 invented cases, the same people for the same seed, their dates laid against today.

Three sources: the worked histories with their own dates, the cases drawn by hand (heroes), and the rest told
from stories. Nothing here touches a database.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count, cycle, repeat
from random import Random
from typing import Final

from handrail.demo.bodies import BODIES, CASELOADS, USERS
from handrail.demo.generated import generated
from handrail.demo.heroes import heroes
from handrail.demo.kinds import PlannedBody, PlannedCase, PlannedService, PlannedUser
from handrail.demo.services import SERVICES
from handrail.demo.stories import QUIET, STORIES
from handrail.demo.worked import worked

SEED: Final = "handrail"
SIZE: Final = 200
QUIET_FOR_RUTH: Final = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the demo holds, as plain values."""

    today: date
    bodies: tuple[PlannedBody, ...]
    users: tuple[PlannedUser, ...]
    services: tuple[PlannedService, ...]
    cases: tuple[PlannedCase, ...]


def make(today: date, *, seed: str = SEED, size: int = SIZE) -> Plan:
    """The plan for a day. The same seed gives the same people on any day."""
    by_hand = [*worked(), *heroes(today), *_quiet(today, seed)]
    rest = _rest(today, seed, size - len(by_hand))
    return Plan(today, BODIES, USERS, SERVICES, _numbered([*by_hand, *rest][:size]))


def many(today: date, size: int, *, seed: str = SEED, first: int = 1) -> Iterator[PlannedCase]:
    """As many generated cases as wanted, for measuring; numbered in the order in which they come."""
    seats = cycle(_seats())
    for n in range(size):
        body, area, worker = next(seats)
        made = generated(today, f"{seed}:many:{n}", body, area, worker)
        yield replace(made, number=first + n)


def _quiet(today: date, seed: str) -> list[PlannedCase]:
    """The rest of Ruth's cases: people for whom little is due this week."""
    return [
        generated(today, f"{seed}:quiet:{n}", "lantern", "E23000020", "ruth.adeyemi", QUIET[n % len(QUIET)])
        for n in range(QUIET_FOR_RUTH)
    ]


def _rest(today: date, seed: str, size: int) -> list[PlannedCase]:
    """Every road is taken once, and after that as often as it is taken."""
    seats, stories = cycle(_seats()), chain(STORIES, repeat(None))
    return [generated(today, f"{seed}:{n}", *next(seats), next(stories)) for n in range(max(size, 0))]


def _seats() -> list[tuple[str, str, str]]:
    """Body, area and worker of each generated case, in a mixed order that is always the same."""
    seats = [
        (body, area, workers[n % len(workers)])
        for body, area, workers, share in CASELOADS
        for n in range(share)
    ]
    Random("seats").shuffle(seats)
    return seats


def _numbered(cases: list[PlannedCase]) -> tuple[PlannedCase, ...]:
    """In the order in which they were opened, each with the next number of its body or the one it was given."""
    last: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    numbered = []
    for case in sorted(cases, key=lambda case: (case.opened, case.opened_time, case.key)):
        number = max(next(last[case.body]), case.number)
        last[case.body] = count(number + 1)
        numbered.append(replace(case, number=number))
    return tuple(numbered)
