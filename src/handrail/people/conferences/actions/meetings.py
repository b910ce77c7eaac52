"""Calling a meeting, its attendance and minutes, and the one ending of a conference."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.conferences.actions.slice_ends import end_disclosures_of_conference
from handrail.people.conferences.actions.telling import list_member_account_ids, queue_message_to_members
from handrail.people.conferences.agreements import does_person_refuse_conference
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceEnding,
    ConferenceMeeting,
    ConferenceMember,
    MeetingAttendance,
    MeetingMove,
)
from handrail.people.conferences.permissions import lock_case_and_find_seat
from handrail.people.conferences.rules import list_missing_quorum_parts
from handrail.people.conferences.text_choices import (
    STAND_DOWN_REASONS,
    Attendance,
    ConferenceEndReason,
    ConferenceState,
    ConferenceUrgency,
    ItemDisclosureEndReason,
    MeetingResult,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.errors import ActionNotPossibleError

UNWANTED = "The person does not want it held. Cancel it, or talk with them again."
ENDED_MEANWHILE = "Someone has ended this conference. Look at it again."
MAY_BE_CALLED = (ConferenceState.ACCEPTED, ConferenceState.NOT_QUORATE, ConferenceState.HELD)
HELD_EVENT = "conference_held"


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def call_conference_meeting(
    meeting: ConferenceMeeting, *, conference_id: UUID, by: Actor
) -> ConferenceMeeting:
    """Call a meeting, the first one or again after one that was not quorate. Members with an account are told.

    Args:
        meeting: when, where, what is decided; unsaved.
        conference_id: the conference.
        by: the chair, or whoever works on the case.

    Returns:
        The saved meeting.

    Raises:
        NotVisible: the actor does not run it.
        ActionNotPossibleError: it is not accepted yet, a meeting is called already, the person does not want it
            held, the time is past, or it is late and no reason is given.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_runs()
    conference = seat.conference
    if conference.state not in MAY_BE_CALLED:
        raise ActionNotPossibleError(
            "A meeting can be arranged once the chair has accepted, and one at a time."
        )
    if does_person_refuse_conference(conference):
        raise ActionNotPossibleError(UNWANTED)
    if meeting.starts_at <= timezone.now():
        raise ActionNotPossibleError("Choose a time that has not passed.")
    _raise_if_lateness_not_explained(meeting, conference)
    meeting.case_id, meeting.conference = conference.case_id, conference
    meeting.number = ConferenceMeeting.objects.filter(conference=conference).count() + 1
    meeting.called_by_id, meeting.called_at = by.user_id, timezone.now()
    meeting.bind(UnrecordedKeyAccess(conference.case_id)).full_clean(
        exclude={"case", "conference", "called_by"}
    )
    meeting.save(force_insert=True)
    _set_conference_state(conference, ConferenceState.CONVENED, by)
    write_audit_record(who=by.who, verb="called a conference", about=conference.case_id)
    queue_message_to_members(
        "conference_called", conference, list_member_account_ids(conference), f"meeting/{meeting.number}"
    )
    return meeting


def _raise_if_lateness_not_explained(meeting: ConferenceMeeting, conference: Conference) -> None:
    """The first meeting of an urgent conference that is called for later than the 48 hours says why, as a code."""
    is_first = conference.state == ConferenceState.ACCEPTED and conference.track == ConferenceUrgency.URGENT
    if is_first and meeting.starts_at > conference.due_at and not meeting.late_reason:
        raise ActionNotPossibleError("It is later than the 48 hours. Choose why.")


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def reschedule_meeting(move: MeetingMove, *, meeting_id: UUID, seen_at: datetime.datetime, by: Actor) -> None:
    """Give a meeting that was called a new time, with the reason. Members are told to look.

    Args:
        move: the new time and the reason; unsaved and bound.
        meeting_id: the meeting.
        seen_at: the time that the page showed.
        by: the chair, or whoever works on the case.

    Raises:
        NotVisible: the actor does not run it.
        ActionNotPossibleError: it was recorded or moved meanwhile, or the new time does not do.
        ValidationError: by field.
    """
    found = ConferenceMeeting.objects.filter(pk=meeting_id).values_list("conference", flat=True).first()
    seat = lock_case_and_find_seat(found or meeting_id, by)
    seat.require_runs()
    meeting = ConferenceMeeting.objects.get(pk=meeting_id)
    if meeting.result:
        raise ActionNotPossibleError("This meeting was recorded already. Look at it again.")
    if meeting.starts_at != seen_at:
        raise ActionNotPossibleError("Someone has moved this meeting. Look at its new time.")
    if move.to_at <= timezone.now():
        raise ActionNotPossibleError("Choose a time that has not passed.")
    if move.to_at == meeting.starts_at:
        raise ActionNotPossibleError("That is the time at which it is called already.")
    move.case_id, move.meeting, move.from_at = meeting.case_id, meeting, meeting.starts_at
    move.by_id, move.at = by.user_id, timezone.now()
    move.full_clean(exclude={"case", "meeting", "by"})
    move.save(force_insert=True)
    meeting.first_at = meeting.first_at or meeting.starts_at
    meeting.starts_at = move.to_at
    meeting.bind(UnrecordedKeyAccess(meeting.case_id))
    meeting.moved_why = move.why.open() if move.why else None
    meeting.save(update_fields=["first_at", "starts_at", "moved_why"])
    write_audit_record(who=by.who, verb="moved a conference", about=meeting.case_id)
    to = list_member_account_ids(seat.conference)
    queue_message_to_members(
        "conference_moved", seat.conference, to, f"meeting/{meeting.number}/move/{move.pk}"
    )


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_conference_meeting(
    *,
    meeting_id: UUID,
    attendance: Mapping[UUID, tuple[Attendance, str]],
    minutes: str,
    agrees: str,
    by: Actor,
) -> MeetingResult:
    """Attendance and minutes. One that was not quorate decides nothing: protection goes on, and it is called again.

    Args:
        meeting_id: the meeting.
        attendance: how each member was there, and what those sent who apologised, by the member's number.
        minutes: what was discussed and decided, after the person's own words.
        agrees: what the person says of it, where they were asked; a code of PersonResponseToAgreement or "".
        by: the chair, or whoever works on the case.

    Returns:
        Held or not quorate.

    Raises:
        NotVisible: the actor does not run it.
        ActionNotPossibleError: it was recorded already, has not begun, or the person did not want it held.
    """
    found = ConferenceMeeting.objects.filter(pk=meeting_id).values_list("conference", flat=True).first()
    seat = lock_case_and_find_seat(found or meeting_id, by)
    seat.require_runs()
    conference = seat.conference
    meeting = ConferenceMeeting.objects.get(pk=meeting_id)
    if meeting.result:
        raise ActionNotPossibleError("This meeting was recorded already. Look at it again.")
    if meeting.starts_at > timezone.now():
        raise ActionNotPossibleError("The meeting has not begun.")
    if does_person_refuse_conference(conference) and (
        conference.choice_at is None or conference.choice_at <= meeting.starts_at
    ):
        raise ActionNotPossibleError(UNWANTED)
    key = UnrecordedKeyAccess(conference.case_id)
    members = ConferenceMember.objects.filter(conference=conference, left_at__isnull=True)
    came = {row.pk: (row.part, *attendance.get(row.pk, (Attendance.ABSENT, ""))) for row in members}
    missing = list_missing_quorum_parts(
        conference.area.quorum, [(part, how) for part, how, _ in came.values()]
    )
    result = MeetingResult.NOT_QUORATE if missing else MeetingResult.HELD
    for number, (_, how, sent) in came.items():
        row = MeetingAttendance(case_id=conference.case_id, meeting=meeting, member_id=number, how=how)
        row.bind(key)
        row.sent = sent
        row.save(force_insert=True)
    meeting.bind(key)
    meeting.result, meeting.missing_parts, meeting.minutes = result, missing, minutes
    meeting.agrees = agrees if result is MeetingResult.HELD else ""
    meeting.recorded_by_id, meeting.recorded_at = by.user_id, timezone.now()
    meeting.save()
    if result is MeetingResult.HELD:
        at = to_london(meeting.starts_at)
        save_event_in_locked_case(conference.case, EventInput(HELD_EVENT, at.date(), at.time()), by)
    _set_conference_state(conference, ConferenceState(result.value), by)
    write_audit_record(who=by.who, verb="recorded a conference", about=conference.case_id, why=result.label)
    return result


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def end_conference(*, conference_id: UUID, reason: ConferenceEndReason, words: str, by: Actor) -> None:
    """Close it, or stand it down. Every slice ends with it, and members are told.

    Args:
        conference_id: the conference.
        reason: why it ends.
        words: in a sentence; may be empty.
        by: the chair; standing down may be said by whoever works on the case, too.

    Raises:
        NotVisible: it is not theirs to end.
        ActionNotPossibleError: it has ended already, or actions are still open.
    """
    seat = lock_case_and_find_seat(conference_id, by, allow_closed=True)
    conference = seat.conference
    stood_down = reason in STAND_DOWN_REASONS and conference.state != ConferenceState.HELD
    if stood_down:
        seat.require_runs()
    else:
        seat.require_chairs()
        open_ones = ConferenceAction.objects.filter(conference=conference, end__isnull=True)
        if open_ones.exists():
            raise ActionNotPossibleError("Actions are still open. Record how each of them ended first.")
    key = UnrecordedKeyAccess(conference.case_id)
    ending = ConferenceEnding(case_id=conference.case_id, conference=conference, reason=reason)
    ending.bind(key)
    ending.words, ending.at, ending.by_id = words, timezone.now(), by.user_id
    try:
        with transaction.atomic():
            ending.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(ENDED_MEANWHILE) from None
    _set_conference_state(
        conference, ConferenceState.STOOD_DOWN if stood_down else ConferenceState.CLOSED, by
    )
    end_disclosures_of_conference(conference, ItemDisclosureEndReason.CLOSED)
    queue_message_to_members("conference_ended", conference, list_member_account_ids(conference), "ended")
    write_audit_record(who=by.who, verb="ended a conference", about=conference.case_id, why=reason.label)


def _set_conference_state(conference: Conference, state: ConferenceState, by: Actor) -> None:
    conference.state = state
    conference.bind(UnrecordedKeyAccess(conference.case_id)).save_by(by)
