"""Writing the trail."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.audit import ids
from handrail.audit.macs import record_mac
from handrail.audit.models import Record
from handrail.audit.who import Who

Outcome = Literal["done", "read", "refused"]


def record(
    *,
    who: Who,
    verb: str,
    about: UUID | None,
    outcome: Outcome = "done",
    shown: Sequence[str] = (),
    why: str = "",
) -> None:
    """Write a record in the caller's transaction: it stands or falls with what it speaks of."""
    row = unwritten(timezone.now(), who, verb=verb, about=about, outcome=outcome, shown=list(shown), why=why)
    row.save(force_insert=True)


def record_read(
    *,
    who: Who,
    verb: str,
    about: UUID | None,
    outcome: Outcome = "read",
    shown: Sequence[str] = (),
    why: str = "",
) -> None:
    """Write a record in a short transaction of its own: it stands whatever becomes of the page."""
    with transaction.atomic(durable=True):
        record(who=who, verb=verb, about=about, outcome=outcome, shown=shown, why=why)


def record_reads(*, who: Who, verb: str, about: Iterable[UUID], shown: Sequence[str]) -> None:
    """Write that something of each of these files was shown, in one statement and a short transaction of its own."""
    now, kept = timezone.now(), list(shown)
    rows = [unwritten(now, who, verb=verb, about=one, outcome="read", shown=kept, why="") for one in about]
    if rows:
        with transaction.atomic(durable=True):
            Record.objects.bulk_create(rows)


def unwritten(at: datetime, who: Who, **fields: Any) -> Record:
    """A record of that moment that the caller writes, with others, in one statement."""
    row = Record(id=ids.new(at), at=at, **fields)
    row.user_id, row.user_name, row.role = who.user_id, who.user_name, who.role
    row.body_code, row.body_name = who.body_code, who.body_name
    row.mac = record_mac(row)
    return row
