"""Closings of a case, the newest first."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.contacts.models import Closing
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows_to_access


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """One closing, with the opening again that followed it. `because` is empty for readers who may not see why."""

    because: str
    words: str
    left_open: tuple[tuple[str, int], ...]
    closed_at: datetime.datetime
    closed_by: str
    reopened_at: datetime.datetime | None
    reopened_by: str
    reopen_words: str


def list_closing_rows(case_access: CaseAccess) -> tuple[ClosingRow, ...]:
    """The closings. The reason and the words are for those who may see support notes. One query.

    Returns:
        The newest first.
    """
    rows: list[Closing] = bind_rows_to_access(_select_case_closings(case_access.file_id), case_access)
    notes = case_access.sees(Kind.NOTES) and case_access.inside
    return tuple(
        ClosingRow(
            because=ClosureReason(row.because).label if notes else "",
            words=row.words.open() if notes else "",
            left_open=tuple(sorted(row.left_open.items())),
            closed_at=row.closed_at,
            closed_by=row.closed_by.name,
            reopened_at=row.reopened_at,
            reopened_by=row.reopened_by.name if row.reopened_by else "",
            reopen_words=row.reopen_words.open() if notes else "",
        )
        for row in rows
    )


def _select_case_closings(case: UUID) -> QuerySet[Any, Any]:
    rows = Closing.objects.filter(case=case)
    return rows.select_related("closed_by", "reopened_by").order_by("-id")


def is_case_closed(case_access: CaseAccess) -> bool:
    """Whether the case is closed now."""
    return Case.objects.filter(pk=case_access.file_id, closed_at__isnull=False).exists()
