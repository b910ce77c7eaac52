"""What happened, newest first, with what was corrected struck out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.pathway import event_vocabulary
from handrail.pathway.event_order import list_effective_events, sort_events_by_moment
from handrail.people.cases.events.pathway_history import to_pathway_event
from handrail.people.records.models import Event
from handrail.platform.kernel.messages import lower_first, msg


@dataclass(frozen=True, slots=True)
class EventRow:
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


def list_timeline_rows(rows: Sequence[Event], *, notes: bool) -> tuple[EventRow, ...]:
    """The timeline in the pathway's own order.

    Args:
        rows: bound to the reader.
        notes: whether notes are wanted.

    Returns:
        The events, newest first, those that were corrected among them.
    """
    told = tuple(to_pathway_event(row) for row in rows)
    stands = {event.id for event in list_effective_events(told)}
    place = {event.id: number for number, event in enumerate(sort_events_by_moment(told))}
    newest = sorted(rows, key=lambda row: place[str(row.pk)], reverse=True)
    return tuple(_make_event_row(row, notes=notes, struck=str(row.pk) not in stands) for row in newest)


def _make_event_row(row: Event, *, notes: bool, struck: bool) -> EventRow:
    return EventRow(
        event_id=row.pk,
        event=row.event,
        name=_get_event_name(row),
        at=row.at,
        at_time=row.at_time,
        of=row.of,
        referral=row.referral,
        phase=row.phase,
        note=row.note.open() if notes else "",
        national_reference=row.reference_seal.open(),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        recorded_by_body=row.recorded_by.body.name,
        late=timezone.localdate(row.recorded_at) > row.at,
        struck=struck,
        corrects=row.supersedes_id,
        held_on=row.held_on,
    )


def _get_event_name(row: Event) -> str:
    """What happened, in words, with what it was about."""
    kind = event_vocabulary.EVENT_KINDS_BY_CODE.get(row.event)
    about = kind.choices.get(row.of, "") if kind and row.of else ""
    name = event_vocabulary.get_event_name(row.event)
    if not kind or not about:
        return name
    if kind.choices is event_vocabulary.REFERRED_TO:  # to whom: the sentence goes on
        return msg("{name} {about}", name=name, about=lower_first(about))
    return msg("{name}: {about}", name=name, about=lower_first(about))
