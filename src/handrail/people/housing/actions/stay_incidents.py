"""What happens during a stay: somebody goes missing and is found, evidence is lost, a place turns out not to suit."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.housing.models import LostEvidence, MissingEpisode, Stay
from handrail.people.housing.permissions import lock_case_to_find_place
from handrail.people.housing.queries.missing_events import (
    FOUND,
    WENT_MISSING,
    find_found_event_after_missing,
    select_went_missing_events_without_found,
)
from handrail.people.housing.text_choices import StayState, UnsuitableReason
from handrail.people.records.models import Case, Event
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import dates
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_person_missing(
    *, case_id: UUID, stay_id: UUID, missing_at: datetime.datetime, told_police: bool, words: str, by: Actor
) -> UUID:
    """Missing since a moment: the pathway's `went_missing`. The bed stays theirs until somebody ends the stay.

    Args:
        case_id: the case.
        stay_id: the stay that they are missing from.
        missing_at: since when.
        told_police: whether the police were told.
        words: more about it.
        by: who acts.

    Returns:
        The number of the record.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the stay or the moment does not allow it.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by)
    if missing_at > timezone.now():
        raise ActionNotPossibleError("That time is in the future.")
    if dates.to_london(missing_at).date() < stay.booking.first_night:
        raise ActionNotPossibleError(
            msg(
                "That is before the stay began on {first_night}.",
                first_night=dates.format_long_day(stay.booking.first_night),
            )
        )
    missing = select_went_missing_events_without_found().filter(case=case).first()
    _close_missing_episode_if_found_event_on_case(stay, missing)
    if (
        missing
        and MissingEpisode.objects.filter(event__in=_get_ids_of_event_and_corrected_event(missing)).exists()
    ):
        raise ActionNotPossibleError(
            "They are already recorded as missing. Record when they were found first."
        )
    event_id = missing.pk if missing else _record_pathway_event(WENT_MISSING, case, missing_at, words, by)
    row = MissingEpisode(
        stay=stay,
        event_id=event_id,
        missing_at=missing_at,
        told_police=told_police,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.bind(case_access).save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded that they went missing", about=case.pk)
    return row.pk


@transaction.atomic
def record_person_found(
    *, case_id: UUID, stay_id: UUID, found_at: datetime.datetime, words: str, by: Actor
) -> None:
    """Found, or back, at a moment. It is the pathway's `found`, after which the safety plan is due for another look.

    Args:
        case_id: the case.
        stay_id: the stay that they were missing from.
        found_at: when.
        words: more about it.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: they are not missing, or the moment is before they went or to come.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by, live=False)
    missing = select_went_missing_events_without_found().filter(case=case).first()
    if missing is None:
        raise ActionNotPossibleError("They are not recorded as missing.")
    if found_at > timezone.now():
        raise ActionNotPossibleError("That time is in the future.")
    row = MissingEpisode.objects.select_for_update().filter(stay=stay, found_at__isnull=True).first()
    if found_at < (row.missing_at if row else _get_moment_or_start_of_day(missing)):
        raise ActionNotPossibleError("The time found cannot be before they went missing.")
    if row is not None:
        row.found_at = found_at
        row.found_words = words
        row.bind(case_access).save()
    _record_pathway_event(FOUND, case, found_at, words, by)
    write_audit_record(who=by.who, verb="recorded that they were found", about=case.pk)


def _record_pathway_event(event: str, case: Case, moment: datetime.datetime, words: str, by: Actor) -> UUID:
    """The event that the rules read: prompts, urgent limits and the safety plan follow from it."""
    there = dates.to_london(moment)
    happening = EventInput(event, there.date(), there.time().replace(second=0, microsecond=0), note=words)
    return save_event_in_locked_case(case, happening, by).event_id


def _close_missing_episode_if_found_event_on_case(stay: Stay, missing: Event | None) -> None:
    """Somebody recorded on the case that they were found: this stay's record of it ends then."""
    row = MissingEpisode.objects.select_for_update().filter(stay=stay, found_at__isnull=True).first()
    if row is None or (missing and row.event_id in _get_ids_of_event_and_corrected_event(missing)):
        return
    found = find_found_event_after_missing(row.event) if row.event else None
    row.found_at = max(row.missing_at, _get_moment_or_start_of_day(found)) if found else row.missing_at
    row.save(update_fields=["found_at"])


def _get_ids_of_event_and_corrected_event(event: Event) -> set[UUID]:
    """The event, and the one that it corrects: a record of it may stand with either."""
    return {event.pk} | ({event.supersedes_id} if event.supersedes_id else set())


def _get_moment_or_start_of_day(event: Event) -> datetime.datetime:
    """Its moment; of an event without a time, the first of its day."""
    return datetime.datetime.combine(event.at, event.at_time or datetime.time.min, dates.LONDON)


@transaction.atomic
def record_lost_evidence(*, case_id: UUID, stay_id: UUID, words: str, told_police: bool, by: Actor) -> None:
    """What was lost because of where they were put.

    Args:
        case_id: the case.
        stay_id: the stay.
        words: what was lost.
        told_police: whether the police were told.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: nothing is named.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by, live=False)
    if not words.strip():
        raise ActionNotPossibleError("Enter what was lost.")
    row = LostEvidence(
        stay=stay, told_police=told_police, recorded_at=timezone.now(), recorded_by_id=by.user_id
    )
    row.words = words
    row.bind(case_access).save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded that evidence was lost", about=case.pk)


@transaction.atomic
def mark_stay_unsuitable(
    *, case_id: UUID, stay_id: UUID, from_night: datetime.date, why: UnsuitableReason, words: str, by: Actor
) -> None:
    """From that night on the place does not suit them: its nights are counted.

    Args:
        case_id: the case.
        stay_id: the stay.
        from_night: the first of those nights.
        why: the reason.
        words: more about it.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the night is none of the stay's.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by, live=False)
    booking = stay.booking
    if not booking.first_night <= from_night <= booking.last_night:
        raise ActionNotPossibleError("Choose one of the nights of this stay.")
    if booking.unsuitable_why == UnsuitableReason.OVERRULED:
        from_night = (
            booking.unsuitable_from or from_night
        )  # its check said no: each of its nights is counted already
    booking.unsuitable_from, booking.unsuitable_why = from_night, UnsuitableReason(why)
    booking.save(update_fields=["unsuitable_from", "unsuitable_why"])
    stay.unsuitable_words = words
    stay.version += 1
    stay.bind(case_access).save()
    write_audit_record(
        who=by.who, verb="recorded a place as unsuitable", about=case.pk, why=UnsuitableReason(why).label
    )


def _lock_stay(
    case_id: UUID, stay_id: UUID, by: Actor, *, live: bool = True
) -> tuple[Case, CaseAccess, Stay]:
    case, case_access = lock_case_to_find_place(case_id, by)
    stay = Stay.objects.select_for_update(of=("self",)).filter(case=case, pk=stay_id).first()
    if stay is None or (not case_access.inside and stay.booking.unit.place.provider_id != by.body_id):
        raise ActionNotPossibleError("That stay is not on this case.")
    wanted = (StayState.CONFIRMED,) if live else (StayState.CONFIRMED, StayState.ENDED)
    if stay.state not in wanted:
        raise ActionNotPossibleError(
            msg(
                "That stay is {state}, so this cannot be recorded.", state=StayState(stay.state).label.lower()
            )
        )
    return case, case_access, stay
