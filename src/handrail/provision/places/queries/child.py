"""A child with nowhere to sleep: since when, what was done, and what to do next."""

import datetime
from dataclasses import dataclass

from handrail.casework.case.models import Case
from handrail.casework.case.sealing import read
from handrail.provision.places.models import ChildCall, ChildWatch
from handrail.provision.places.states import ChildCallSort
from handrail.vault.box import Box

STEPS: tuple[tuple[int, str], ...] = (
    (0, "Ring now. Stay with the child until somebody has taken over."),
    (30, "Half an hour has gone: ring again, and tell your duty lead."),
    (60, "An hour has gone: ask for the council’s manager on call, by name."),
    (120, "Two hours have gone: the duty lead rings the council’s director on call. In danger, ring 999."),
)
"""Minutes since the first mark, and what to do from then on. Ours: no guidance names a time."""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One step that was taken."""

    sort: str
    words: str
    note: str
    at: datetime.datetime
    by: str


@dataclass(frozen=True, slots=True)
class ChildLine:
    """`began_at` is None where nobody has marked a time yet; `placed_at` where the child is not placed."""

    began_at: datetime.datetime | None
    placed_at: datetime.datetime | None
    minutes: int
    step: str
    calls: tuple[CallLine, ...]

    @property
    def open(self) -> bool:
        """Whether somebody still has to find the child a place."""
        return self.placed_at is None


def child_line(case: Case, box: Box | None, now: datetime.datetime) -> ChildLine:
    """The newest watch with its calls: two statements."""
    watch = ChildWatch.objects.filter(case=case).order_by("-began_at").first()
    if watch is None:
        return ChildLine(None, None, 0, STEPS[0][1], ())
    calls = ChildCall.objects.filter(watch=watch).select_related("by").order_by("at", "id")
    minutes = minutes_of(watch.began_at, now)
    return ChildLine(
        began_at=watch.began_at,
        placed_at=watch.placed_at,
        minutes=minutes,
        step=step_at(minutes),
        calls=tuple(
            CallLine(row.sort, ChildCallSort(row.sort).label, read(box, row, "words"), row.at, row.by.name)
            for row in calls
        ),
    )


def minutes_of(began: datetime.datetime, now: datetime.datetime) -> int:
    """Whole minutes since."""
    return max(0, int((now - began).total_seconds() // 60))


def step_at(minutes: int) -> str:
    """What to do when so many minutes have gone."""
    return [words for after, words in STEPS if after <= minutes][-1]
