"""Writing down what happened: on its day, late, corrected, or taken back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail import pathway
from handrail.pathway import event_vocabulary
from handrail.pathway.event_order import list_effective_events
from handrail.people.cases.events.case_evaluation import evaluate_case, recompute_case
from handrail.people.cases.events.pathway_history import to_pathway_event
from handrail.people.cases.signals import person_identified
from handrail.people.records.models import Case, Event
from handrail.people.records.national_reference import get_blind_index_scope, normalise_national_reference
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, lower_first, msg
from handrail.platform.vault import blind_index

TAKEN_BACK = "entered_in_error"
IDENTIFIED = "identified"


@dataclass(frozen=True, slots=True)
class EventInput:
    """What a worker says happened. `at_time` is London time; `of` is "rg" or "cg" where one must say which; `held_on`
    the day of a hearing or trial that was fixed."""

    event: str
    at: datetime.date
    at_time: datetime.time | None = None
    of: str = ""
    referral: int | None = None
    note: str = ""
    national_reference: str = ""
    held_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class EventResult:
    """The event as kept, and sentences that say what it changed."""

    event_id: UUID
    changes: tuple[str, ...]


@transaction.atomic
def record_event(
    *, case_id: UUID, happening: EventInput, by: Actor, supersedes: UUID | None = None
) -> EventResult:
    """Write an event down, ask the rules again, and say what it changed.

    Args:
        case_id: the case.
        happening: what happened.
        by: who acts.
        supersedes: the event of the same case that this corrects; it stays on record.

    Raises:
        ActionNotPossibleError: an unknown event, a day in the future, or an event that has been corrected already.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    return save_event_in_locked_case(case, happening, by, supersedes)


def save_event_in_locked_case(
    case: Case, happening: EventInput, by: Actor, supersedes: UUID | None = None
) -> EventResult:
    """The same, for an action that has asked its own permission and holds the lock of the case.

    Args:
        case: locked by the caller.
        happening: what happened.
        by: who acts.
        supersedes: the event that this corrects.

    Raises:
        ActionNotPossibleError: as `record_event`.
    """
    _validate_event(happening)
    before = evaluate_case(case).answer
    row = _build_event(case, happening, by, supersedes)
    row.save()
    after = recompute_case(case).answer
    verb = "corrected an event" if supersedes else "recorded an event"
    write_audit_record(
        who=by.who, verb=verb, about=case.pk, why=event_vocabulary.get_event_name(happening.event)
    )
    if happening.event == IDENTIFIED and supersedes is None:
        person_identified.send(sender=None, case=case, by=by)
    return EventResult(row.pk, pathway.list_change_sentences(before, after))


def save_past_events_of_new_case(case: Case, happenings: Sequence[EventInput], by: Actor) -> list[Event]:
    """Part of the action that opens a case with its history: each is checked as if it had been typed.

    Nobody is told, and the rules are not asked: the caller asks them once, when everything is there.

    Args:
        case: new, with nothing on it yet.
        happenings: what happened so far.
        by: who acts.

    Returns:
        The rows, in the same order.

    Raises:
        ActionNotPossibleError: as `record_event`.
    """
    for happening in happenings:
        _validate_event(happening)
    rows = [_build_event(case, happening, by, None) for happening in happenings]
    Event.objects.bulk_create(rows)
    for happening in happenings:
        name = event_vocabulary.get_event_name(happening.event)
        write_audit_record(who=by.who, verb="recorded an event", about=case.pk, why=name)
    return rows


@transaction.atomic
def take_back_event(*, case_id: UUID, event_id: UUID, because: str, by: Actor) -> EventResult:
    """Say that an event was entered in error. It stays on record, struck out, and counts for nothing.

    Args:
        case_id: the case.
        event_id: the event.
        because: why it was a mistake.
        by: who acts.

    Raises:
        ActionNotPossibleError: the event is not on the case, or was corrected already.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    mistaken = _get_uncorrected_event_or_raise(case, event_id)
    return record_event(
        case_id=case.pk,
        happening=EventInput(TAKEN_BACK, mistaken.at, mistaken.at_time, note=because),
        by=by,
        supersedes=event_id,
    )


def _validate_event(happening: EventInput) -> None:
    kind = event_vocabulary.EVENT_KINDS_BY_CODE.get(happening.event)
    if kind is None:
        raise ActionNotPossibleError("Choose what happened from the list.")
    if happening.at > timezone.localdate():
        raise ActionNotPossibleError("That day is in the future. Record what happened after the day.")
    if happening.at.year < 1990:
        raise ActionNotPossibleError("Check the year: it is before 1990.")
    if happening.held_on and happening.held_on < happening.at:
        raise ActionNotPossibleError("The hearing cannot be before the day its date was set.")
    unsaid = not happening.of and kind.scope != event_vocabulary.DECISION
    if happening.of not in kind.choices and not unsaid:
        raise ActionNotPossibleError(_explain_event_choices(kind))


def _build_event(case: Case, happening: EventInput, by: Actor, supersedes: UUID | None) -> Event:
    row = Event(
        case=case,
        event=happening.event,
        at=happening.at,
        at_time=happening.at_time,
        of=happening.of,
        referral=happening.referral,
        held_on=happening.held_on,
        supersedes=_get_uncorrected_event_or_raise(case, supersedes) if supersedes else None,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
        note=happening.note,
        reference_seal=happening.national_reference,
    )
    if happening.national_reference.strip():
        row.reference_key = blind_index.compute_blind_index(
            get_blind_index_scope(case.owner_id), normalise_national_reference(happening.national_reference)
        )
    return row.bind(UnrecordedKeyAccess(case.pk))


def _get_uncorrected_event_or_raise(case: Case, event_id: UUID) -> Event:
    found = Event.objects.filter(case=case, pk=event_id).first()
    if found is None or found.event == TAKEN_BACK:
        raise ActionNotPossibleError("That event is not on this case.")
    told = [to_pathway_event(row) for row in Event.objects.filter(case=case)]
    if str(found.pk) not in {event.id for event in list_effective_events(tuple(told))}:
        raise ActionNotPossibleError(
            "Someone has already corrected that event. Open the case again to see the correction."
        )
    return found


def _explain_event_choices(kind: event_vocabulary.EventKind) -> str:
    if not kind.choices:
        return msg("“{name}” has no further details: leave them out.", name=kind.name)
    return msg(
        "Choose the details for “{name}”: {values}.",
        name=kind.name,
        values=join_texts((lower_first(choice) for choice in kind.choices.values()), ", or "),
    )
