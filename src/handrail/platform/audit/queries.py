"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from handrail.platform.audit.models import Record


@dataclass(frozen=True)
class AuditTrailRow:
    """One line of "who has looked"."""

    at: datetime
    user_name: str
    body_name: str
    role: str
    verb: str
    outcome: str
    shown: tuple[str, ...]
    why: str


def list_records_about(about: UUID, limit: int) -> list[AuditTrailRow]:
    """What was done, read or refused about this file, newest first."""
    return [
        AuditTrailRow(at, user, body, role, verb, outcome, tuple(shown), why)
        for at, user, body, role, verb, outcome, shown, why in _newest_records_queryset(limit, file=about)
    ]


def count_records_about(about: UUID) -> int:
    """How many records speak of this file."""
    return sum(_record_count_queryset(about))


ROW_COLUMNS = ("at", "user_name", "body_name", "role", "verb", "outcome", "shown", "why")


def _newest_records_queryset(limit: int, *, file: UUID) -> QuerySet[Any, Any]:
    return Record.objects.filter(about=file).order_by("-id").values_list(*ROW_COLUMNS)[:limit]


def _record_count_queryset(file: UUID) -> QuerySet[Any, Any]:
    rows = Record.objects.filter(about=file).order_by().values("about")
    return rows.annotate(number=Count("pk")).values_list("number", flat=True)
