"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handrail.audit.models import Record


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
    return [_look(row) for row in Record.objects.filter(about=about).order_by("-id")[:limit]]


def count_looks(about: UUID) -> int:
    """How many records speak of this file."""
    return Record.objects.filter(about=about).count()


def _look(row: Record) -> Look:
    return Look(
        at=row.at,
        user_name=row.user_name,
        body_name=row.body_name,
        role=row.role,
        verb=row.verb,
        outcome=row.outcome,
        shown=tuple(row.shown),
        why=row.why,
    )
