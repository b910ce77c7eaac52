"""What happened, newest first, with what was corrected struck out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.casework.models import (
    Event,
)
from handrail.casework.sealing import read
from handrail.pathway import vocabulary
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of the timeline; `struck` where a later one corrected it or took it back."""

    event_id: UUID
    event: str
    name: str
    at: datetime.date
    at_time: datetime.time | None
    of: str
    referral: int | None
    phase: str
    note: str
    national_reference: str
    recorded_at: datetime.datetime
    recorded_by: str
    recorded_by_body: str
    late: bool
    struck: bool
    corrects: UUID | None


def events_of(rows: Sequence[Event], box: Box | None, *, notes: bool) -> tuple[EventLine, ...]:
    """The timeline, newest first; notes only where they are open to the reader."""
    struck = {row.supersedes_id for row in rows if row.supersedes_id}
    return tuple(_event(row, box, notes=notes, struck=row.pk in struck) for row in reversed(rows))


def _event(row: Event, box: Box | None, *, notes: bool, struck: bool) -> EventLine:
    kind = vocabulary.KINDS.get(row.event)
    return EventLine(
        event_id=row.pk,
        event=row.event,
        name=kind.name if kind else row.event,
        at=row.at,
        at_time=row.at_time,
        of=row.of,
        referral=row.referral,
        phase=row.phase,
        note=read(box, row, "note") if notes else "",
        national_reference=read(box, row, "reference_seal"),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        recorded_by_body=row.recorded_by.body.name,
        late=timezone.localdate(row.recorded_at) > row.at,
        struck=struck,
        corrects=row.supersedes_id,
    )
