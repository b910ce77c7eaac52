"""What happened, newest first, with what was corrected struck out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.casework.case.models import Event
from handrail.casework.case.sealing import read
from handrail.casework.events.history import happened
from handrail.kernel.saying import say, small
from handrail.pathway import vocabulary
from handrail.pathway.order import in_order, standing
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
    held_on: datetime.date | None = None


def events_of(rows: Sequence[Event], box: Box | None, *, notes: bool) -> tuple[EventLine, ...]:
    """The timeline in the pathway's own order, newest first; notes only where they are open to the reader."""
    told = tuple(happened(row) for row in rows)
    stands = {event.id for event in standing(told)}
    place = {event.id: number for number, event in enumerate(in_order(told))}
    newest = sorted(rows, key=lambda row: place[str(row.pk)], reverse=True)
    return tuple(_event(row, box, notes=notes, struck=str(row.pk) not in stands) for row in newest)


def _event(row: Event, box: Box | None, *, notes: bool, struck: bool) -> EventLine:
    return EventLine(
        event_id=row.pk,
        event=row.event,
        name=_name(row),
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
        held_on=row.held_on,
    )


def _name(row: Event) -> str:
    """What happened, in words, with what it was about."""
    kind = vocabulary.KINDS.get(row.event)
    about = kind.choices.get(row.of, "") if kind and row.of else ""
    name = vocabulary.name_of(row.event)
    return say("{name}: {about}", name=name, about=small(about)) if about else name
