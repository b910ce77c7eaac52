"""Recording an assurance meeting: questions, evidence that was seen, how sure the body is, what follows."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.areas.oversight.actions.date_checks import check_future_day, check_past_day
from handrail.areas.oversight.models import Meeting, MeetingNote, MeetingQuestion
from handrail.areas.oversight.permissions import (
    check_version,
    get_force,
    get_overseeing_body,
    lock_and_authorise_meeting,
)
from handrail.areas.oversight.states import LEVEL_CODES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.errors import ActionNotAllowed


@dataclass(frozen=True, slots=True)
class MeetingInput:
    """A meeting as it is entered."""

    title: str
    held_on: datetime.date
    present: str = ""


@dataclass(frozen=True, slots=True)
class MeetingQuestionInput:
    """One question with what came of it."""

    asked: str
    answered: str = ""
    evidence: str = ""


@transaction.atomic
def record_meeting(*, told: MeetingInput, force_id: int | None, by: Actor) -> UUID:
    """Record a meeting with the area's force."""
    body = get_overseeing_body(by)
    row = Meeting(body=body, force=get_force(body, force_id))
    _fill_meeting(row, told, by)
    row.save()
    record(who=by.who, verb="recorded an assurance meeting", about=row.pk)
    return row.pk


@transaction.atomic
def change_meeting(*, meeting: UUID, told: MeetingInput, seen_version: int, by: Actor) -> None:
    """Change what is said of a meeting. Raises StaleRecord."""
    row = _lock_writable_meeting(meeting, by)
    check_version(row.version, seen_version)
    _fill_meeting(row, told, by)
    _save_meeting(row)
    record(who=by.who, verb="changed an assurance meeting", about=row.pk)


@transaction.atomic
def ask_question(*, meeting: UUID, told: MeetingQuestionInput, by: Actor) -> int:
    """Add a question, with what was answered and what evidence was seen. Returns its number."""
    row = _lock_writable_meeting(meeting, by)
    number = row.questions.count() + 1
    if number > 100:
        raise ActionNotAllowed("A meeting holds at most 100 questions.")
    question = MeetingQuestion(meeting=row, number=number)
    _fill_question(question, told, by)
    question.save()
    record(who=by.who, verb="wrote down a question of a meeting", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_question(
    *, meeting: UUID, number: int, told: MeetingQuestionInput, seen_version: int, by: Actor
) -> None:
    """Change one question. Raises StaleRecord."""
    row = _lock_writable_meeting(meeting, by)
    question = row.questions.filter(number=number).first()
    if question is None:
        raise ActionNotAllowed("That question is not in this meeting.")
    check_version(question.version, seen_version)
    _fill_question(question, told, by)
    question.version += 1
    question.save()
    record(who=by.who, verb="changed a question of a meeting", about=row.pk, why=str(number))


@transaction.atomic
def settle_meeting(
    *,
    meeting: UUID,
    level: str,
    why: str,
    next_on: datetime.date | None = None,
    seen_version: int,
    by: Actor,
) -> None:
    """Say how sure the body is now, and settle the record: from here on it is read, not written."""
    row = _lock_writable_meeting(meeting, by)
    check_version(row.version, seen_version)
    if level not in LEVEL_CODES:
        raise ActionNotAllowed("Choose the level of assurance.")
    if not row.questions.exists():
        raise ActionNotAllowed(
            "No question is written down yet. Add what was asked, and what evidence was seen."
        )
    row.level, row.level_why = level, clean_required_text(why, "Say why it is that level.")
    row.next_on = check_future_day(next_on, "The next meeting")
    row.state, row.settled_at = "settled", timezone.now()
    _set_changed(row, by)
    _save_meeting(row)
    record(who=by.who, verb="settled an assurance meeting", about=row.pk, why=level)


@transaction.atomic
def reopen_meeting(*, meeting: UUID, why: str, by: Actor) -> None:
    """Open a settled record again, with the reason, which stays on it."""
    row = lock_and_authorise_meeting(meeting, by)
    if row.state != "settled":
        raise ActionNotAllowed("This meeting is open already.")
    note = MeetingNote(
        of=row,
        words=clean_required_text(why, "Say why it is opened again."),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    note.save()
    row.state, row.settled_at = "open", None
    _set_changed(row, by)
    _save_meeting(row)
    record(who=by.who, verb="opened an assurance meeting again", about=row.pk)


@transaction.atomic
def promise_at_meeting(
    *, meeting: UUID, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Keep an action that was promised at the meeting. A settled record may still gain one."""
    require_permission(by, Permission.WORK_ON_ACTIONS)
    row = lock_and_authorise_meeting(meeting, by)
    if owner_id not in (row.body_id, row.force_id):
        raise ActionNotAllowed("Choose who is to do it.")
    return create_follow_up(
        origin=FollowUpOrigin("meeting", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        shared_with_id=row.force_id,
        promised_on=row.held_on,
        by=by,
    )


def _lock_writable_meeting(meeting: UUID, by: Actor) -> Meeting:
    row = lock_and_authorise_meeting(meeting, by)
    if row.state == "settled":
        raise ActionNotAllowed("This meeting is settled. Open it again first, and say why.")
    return row


def _fill_meeting(row: Meeting, told: MeetingInput, by: Actor) -> None:
    row.title = clean_required_text(told.title, "Enter what the meeting was about.", 200)
    row.held_on = check_past_day(told.held_on, "The day of the meeting")
    row.present = clean_optional_text(told.present, 1000)
    _set_changed(row, by)


def _fill_question(question: MeetingQuestion, told: MeetingQuestionInput, by: Actor) -> None:
    question.asked = clean_required_text(told.asked, "Enter the question.", 2000)
    question.answered, question.evidence = (
        clean_optional_text(told.answered),
        clean_optional_text(told.evidence),
    )
    question.changed_by_id, question.changed_at = by.user_id, timezone.now()


def _set_changed(row: Meeting, by: Actor) -> None:
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _save_meeting(row: Meeting) -> None:
    row.version += 1
    row.save()
