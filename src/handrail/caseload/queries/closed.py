"""Why a case was closed, by whom, what was left open, and every closing before."""

import datetime
from dataclasses import dataclass

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.caseload.models import Closing
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.casework.whole.states import ClosedBecause
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One closing, with the opening again that followed it. `because` is empty for who may not see why."""

    because: str
    words: str
    left_open: tuple[tuple[str, int], ...]
    closed_at: datetime.datetime
    closed_by: str
    reopened_at: datetime.datetime | None
    reopened_by: str
    reopen_words: str


def closings_of(sight: Sight) -> tuple[ClosingLine, ...]:
    """The newest first. Why, and the words, are for those who may see support notes. Two queries."""
    rows: list[Closing] = _closings().models(case=sight.file_id)
    notes = sight.sees(Kind.SUPPORT) and sight.inside
    box = boxes([sight.file_id]).get(sight.file_id) if notes and rows else None
    return tuple(
        ClosingLine(
            because=ClosedBecause(row.because).label if notes else "",
            words=read(box, row, "words"),
            left_open=tuple(sorted(row.left_open.items())),
            closed_at=row.closed_at,
            closed_by=row.closed_by.name,
            reopened_at=row.reopened_at,
            reopened_by=row.reopened_by.name if row.reopened_by else "",
            reopen_words=read(box, row, "reopen_words"),
        )
        for row in rows
    )


@statement
def _closings() -> Asked:
    rows = Closing.objects.filter(case=given("case"))
    return rows.select_related("closed_by", "reopened_by").order_by("-id")


def is_closed(sight: Sight) -> bool:
    """Whether the case is closed now."""
    return Case.objects.filter(pk=sight.file_id, closed_at__isnull=False).exists()
