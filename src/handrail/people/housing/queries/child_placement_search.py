"""A child with nowhere to sleep: since when, what was done, and what to do next."""

import datetime
from dataclasses import dataclass

from handrail.people.housing.models import ChildPlacementSearch, ChildPlacementStep
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess

STEPS: tuple[tuple[int, str], ...] = (
    (0, "Call now. Stay with the child until someone has taken over."),
    (30, "More than half an hour has passed: call again, and tell your duty lead."),
    (
        60,
        "More than an hour has passed: call again, ask for the council’s on-call manager, and record their name.",
    ),
    (
        120,
        "Two hours have passed: call the council’s director on call. If the child is in danger, ring 999.",
    ),
)
"""Minutes since the first mark, and what to do from then on. Ours: no guidance names a time."""


@dataclass(frozen=True, slots=True)
class ChildPlacementStepRow:
    """One step that was taken."""

    sort: str
    words: str
    note: str
    at: datetime.datetime
    by: str


@dataclass(frozen=True, slots=True)
class ChildPlacementSearchDetail:
    """`began_at` is None where nobody has marked a time yet; `placed_at` where the child is not placed."""

    began_at: datetime.datetime | None
    placed_at: datetime.datetime | None
    minutes: int
    step: str
    calls: tuple[ChildPlacementStepRow, ...]

    @property
    def open(self) -> bool:
        """Whether somebody still has to find the child a place."""
        return self.placed_at is None


def get_child_placement_search(
    case: Case, case_access: CaseAccess | None, now: datetime.datetime
) -> ChildPlacementSearchDetail:
    """The newest watch with its calls, in words for a reader: two statements.

    Args:
        case: the case.
        case_access: what the reader may see of it; without it no words are opened.
        now: the time runs until then.
    """
    watch = ChildPlacementSearch.objects.filter(case=case).order_by("-began_at").first()
    if watch is None:
        return ChildPlacementSearchDetail(None, None, 0, STEPS[0][1], ())
    calls = ChildPlacementStep.objects.filter(watch=watch).select_related("by").order_by("at", "id")
    minutes = count_minutes_since(watch.began_at, now)
    return ChildPlacementSearchDetail(
        began_at=watch.began_at,
        placed_at=watch.placed_at,
        minutes=minutes,
        step=get_next_child_placement_step_words(minutes),
        calls=tuple(
            ChildPlacementStepRow(
                row.sort,
                ChildPlacementStepKind(row.sort).label,
                row.words.decrypt_for(case_access) if case_access else "",
                row.at,
                row.by.name,
            )
            for row in calls
        ),
    )


def count_minutes_since(began: datetime.datetime, now: datetime.datetime) -> int:
    """Whole minutes since."""
    return max(0, int((now - began).total_seconds() // 60))


def get_next_child_placement_step_words(minutes: int) -> str:
    """What to do when so many minutes have gone."""
    return [words for after, words in STEPS if after <= minutes][-1]
