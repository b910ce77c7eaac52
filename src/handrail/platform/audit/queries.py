"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from handrail.platform.audit.models import Record
from handrail.platform.prepared import Asked, given, statement


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
        for at, user, body, role, verb, outcome, shown, why in _newest_statement(limit).rows(file=about)
    ]


def count_records_about(about: UUID) -> int:
    """How many records speak of this file."""
    return sum(_count_statement().column(file=about))


ROW_COLUMNS = ("at", "user_name", "body_name", "role", "verb", "outcome", "shown", "why")


@statement
def _newest_statement(limit: int) -> Asked:
    return Record.objects.filter(about=given("file")).order_by("-id").values_list(*ROW_COLUMNS)[:limit]


@statement
def _count_statement() -> Asked:
    rows = Record.objects.filter(about=given("file")).order_by().values("about")
    return rows.annotate(number=Count("pk")).values_list("number")
