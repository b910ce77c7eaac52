"""Writing down what happened: on its day, late, corrected, or taken back."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail import pathway
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Event
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.events.history import happened
from handrail.casework.events.national_reference import fold, scope
from handrail.casework.events.recompute import ask, recompute
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say, small
from handrail.pathway import vocabulary
from handrail.pathway.order import standing
from handrail.vault import blind

TAKEN_BACK = "entered_in_error"


@dataclass(frozen=True, slots=True)
class Happening:
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
class Recorded:
    """The event as kept, and sentences that say what it changed."""

    event_id: UUID
    changes: tuple[str, ...]


@transaction.atomic
def record_event(
    *, case_id: UUID, happening: Happening, by: Actor, supersedes: UUID | None = None
) -> Recorded:
    """Write an event down, ask the rules again, and say what it changed.

    With `supersedes` it corrects an earlier event of the same case, which stays on record. Raises NotNow for
    an unknown event, a day in the future, or an event that has been corrected already.
    """
    case, _ = enter(case_id, by, Permission.RECORD, Kind.PATHWAY)
    return write(case, happening, by, supersedes)


def write(case: Case, happening: Happening, by: Actor, supersedes: UUID | None = None) -> Recorded:
    """The same, for an action that has asked its own door, and holds the lock of the case."""
    _check(happening)
    before = ask(case).answer
    row = _row(case, happening, by, supersedes)
    row.save()
    after = recompute(case).answer
    verb = "corrected an event" if supersedes else "recorded an event"
    record(who=by.who, verb=verb, about=case.pk, why=vocabulary.name_of(happening.event))
    return Recorded(row.pk, pathway.changes(before, after))


@transaction.atomic
def take_back(*, case_id: UUID, event_id: UUID, because: str, by: Actor) -> Recorded:
    """Say that an event was entered in error. It stays on record, struck out, and counts for nothing."""
    case, _ = enter(case_id, by, Permission.RECORD, Kind.PATHWAY)
    mistaken = _current(case, event_id)
    return record_event(
        case_id=case.pk,
        happening=Happening(TAKEN_BACK, mistaken.at, mistaken.at_time, note=because),
        by=by,
        supersedes=event_id,
    )


def _check(happening: Happening) -> None:
    kind = vocabulary.KINDS.get(happening.event)
    if kind is None:
        raise NotNow("Choose what happened from the list.")
    if happening.at > timezone.localdate():
        raise NotNow("That day has not come yet. Record what happened once it has.")
    if happening.at.year < 1990:
        raise NotNow("Check the year: it is before 1990.")
    if happening.held_on and happening.held_on < happening.at:
        raise NotNow("The hearing cannot be before the day on which its date was fixed.")
    unsaid = not happening.of and kind.scope != vocabulary.DECISION
    if happening.of not in kind.choices and not unsaid:
        raise NotNow(_say_which(kind))


def _row(case: Case, happening: Happening, by: Actor, supersedes: UUID | None) -> Event:
    row = Event(
        case=case,
        event=happening.event,
        at=happening.at,
        at_time=happening.at_time,
        of=happening.of,
        referral=happening.referral,
        held_on=happening.held_on,
        supersedes=_current(case, supersedes) if supersedes else None,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, note=happening.note, reference_seal=happening.national_reference)
    if happening.national_reference.strip():
        row.reference_key = blind.index(scope(case.owner_id), fold(happening.national_reference))
    return row


def _current(case: Case, event_id: UUID) -> Event:
    found = Event.objects.filter(case=case, pk=event_id).first()
    if found is None or found.event == TAKEN_BACK:
        raise NotNow("That event is not on this case.")
    told = [happened(row) for row in Event.objects.filter(case=case)]
    if str(found.pk) not in {event.id for event in standing(tuple(told))}:
        raise NotNow("Somebody has corrected that event already. Open the case again to see how.")
    return found


def _say_which(kind: vocabulary.EventKind) -> str:
    if not kind.choices:
        return say("“{name}” is about nothing further: leave that out.", name=kind.name)
    return say(
        "Say what “{name}” is about: {values}.",
        name=kind.name,
        values=joined((small(choice) for choice in kind.choices.values()), ", or "),
    )
