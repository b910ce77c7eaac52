"""Recording an assurance meeting: questions, evidence that was seen, how sure the body is, what follows."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.areas.oversight.models import Meeting, MeetingQuestion, MeetingReopeningNote
from handrail.areas.oversight.permissions import (
    get_force_of_same_area,
    get_local_policing_body_that_may_oversee,
    lock_and_authorise_meeting,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MOST_QUESTIONS = 100


@transaction.atomic
def record_oversight_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Record a meeting with the area's force."""
    meeting.body = get_local_policing_body_that_may_oversee(by)
    meeting.force = get_force_of_same_area(meeting.body, meeting.force_id)
    meeting.save_by(by)
    write_audit_record(who=by.who, verb="recorded an assurance meeting", about=meeting.pk)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, seen: int, by: Actor) -> None:
    """Change what is said of a meeting.

    Args:
        meeting: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the meeting is settled.
    """
    _lock_open_assurance_meeting(meeting.pk, by)
    meeting.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed an assurance meeting", about=meeting.pk)


@transaction.atomic
def add_meeting_question(question: MeetingQuestion, *, by: Actor) -> MeetingQuestion:
    """Add a question, with what was answered and what evidence was seen, under the next number."""
    question.meeting = meeting = _lock_open_assurance_meeting(question.meeting_id, by)
    question.number = meeting.questions.count() + 1
    if question.number > MOST_QUESTIONS:
        raise ActionNotPossibleError("A meeting can have up to 100 questions.")
    question.save_by(by)
    write_audit_record(
        who=by.who, verb="recorded a question from a meeting", about=meeting.pk, why=str(question.number)
    )
    return question


@transaction.atomic
def change_meeting_question(question: MeetingQuestion, *, seen: int, by: Actor) -> None:
    """Change one question.

    Args:
        question: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the meeting is settled.
    """
    _lock_open_assurance_meeting(question.meeting_id, by)
    question.save_by(by, seen=seen)
    why = str(question.number)
    write_audit_record(who=by.who, verb="changed a question of a meeting", about=question.meeting_id, why=why)


@transaction.atomic
def finalise_meeting_record(meeting: Meeting, *, seen: int, by: Actor) -> None:
    """Say how sure the body is now, and settle the record: from here on it is read, not written.

    Args:
        meeting: with its level, the reason and the next day.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: no question is written down yet.
    """
    saved = _lock_open_assurance_meeting(meeting.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if not saved.questions.exists():
        raise ActionNotPossibleError("No questions yet. Add what was asked and what evidence was seen.")
    if meeting.next_on and meeting.next_on < today():
        said = msg("{what} must be today or in the future", what="The next meeting")
        raise ValidationError({"next_on": said})
    meeting.state, meeting.settled_at = "settled", timezone.now()
    meeting.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="finalised an assurance meeting", about=meeting.pk, why=meeting.level)


@transaction.atomic
def reopen_meeting_record(meeting_id: UUID, *, why: str, by: Actor) -> None:
    """Open a settled record again, with the reason, which stays on it.

    Args:
        meeting_id: of a settled meeting.
        why: the reason.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the meeting is open already.
    """
    meeting = lock_and_authorise_meeting(meeting_id, by)
    if meeting.state != "settled":
        raise ActionNotPossibleError("This meeting is already open.")
    note = MeetingReopeningNote(
        of=meeting, words=why, body_id=by.body_id, by_id=by.user_id, at=timezone.now()
    )
    note.full_clean(exclude={"of", "body", "by"})
    note.save()
    meeting.state, meeting.settled_at = "open", None
    meeting.save_by(by)
    write_audit_record(who=by.who, verb="reopened an assurance meeting", about=meeting.pk)


@transaction.atomic
def add_action_promised_at_meeting(meeting_id: UUID, follow_up: FollowUp, *, by: Actor) -> UUID:
    """Keep an action that was promised at the meeting. A settled record may still gain one.

    Args:
        meeting_id: a meeting of one of the actor's own bodies.
        follow_up: what, who and by when.
        by: who keeps it.

    Returns:
        The number of the action.

    Raises:
        Denied, RecordNotVisibleError: the meeting is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the owner is neither body of the meeting.
    """
    require_permission(by, Permission.WORK_ON_ACTIONS)
    meeting = lock_and_authorise_meeting(meeting_id, by)
    if follow_up.owner_id not in (meeting.body_id, meeting.force_id):
        raise ActionNotPossibleError("Choose who will do it.")
    follow_up.kept_by_id, follow_up.shared_with_id = meeting.body_id, meeting.force_id
    follow_up.promised_on = meeting.held_on
    origin = FollowUpOrigin("meeting", str(meeting.pk), meeting.title)
    return create_follow_up(follow_up, origin=origin, by=by)


def _lock_open_assurance_meeting(meeting_id: UUID, by: Actor) -> Meeting:
    """The row that is saved, locked."""
    saved = lock_and_authorise_meeting(meeting_id, by)
    if saved.state == "settled":
        raise ActionNotPossibleError("This meeting is finalised. Reopen it first, with a reason.")
    return saved
