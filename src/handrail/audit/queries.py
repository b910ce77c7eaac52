"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from handrail.audit.models import Record
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True)
class Look:
    """One line of "who has looked"."""

    at: datetime
    user_name: str
    body_name: str
    role: str
    verb: str
    outcome: str
    shown: tuple[str, ...]
    why: str


def looks(about: UUID, limit: int) -> list[Look]:
    """What was done, read or refused about this file, newest first."""
    return [
        Look(at, user, body, role, verb, outcome, tuple(shown), why)
        for at, user, body, role, verb, outcome, shown, why in _newest(limit).rows(file=about)
    ]


def count_looks(about: UUID) -> int:
    """How many records speak of this file."""
    return sum(_counted().column(file=about))


LINE = ("at", "user_name", "body_name", "role", "verb", "outcome", "shown", "why")


@statement
def _newest(limit: int) -> Asked:
    return Record.objects.filter(about=given("file")).order_by("-id").values_list(*LINE)[:limit]


@statement
def _counted() -> Asked:
    rows = Record.objects.filter(about=given("file")).order_by().values("about")
    return rows.annotate(number=Count("pk")).values_list("number")
