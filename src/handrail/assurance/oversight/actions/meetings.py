"""Recording an assurance meeting: questions, evidence that was seen, how sure the body is, what follows."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.oversight.actions.days import ahead, past
from handrail.assurance.oversight.models import Meeting, MeetingNote, Question
from handrail.assurance.oversight.permissions import enter_meeting, force_of, fresh, overseer
from handrail.assurance.oversight.states import LEVEL_CODES
from handrail.audit.actions import record
from handrail.followups.actions import raise_action
from handrail.followups.origins import Origin
from handrail.followups.texts import needed, optional
from handrail.kernel.refusals import NotNow


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """A meeting as it is entered."""

    title: str
    held_on: datetime.date
    present: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with what came of it."""

    asked: str
    answered: str = ""
    evidence: str = ""


@transaction.atomic
def hold_meeting(*, told: MeetingTold, force_id: int | None, by: Actor) -> UUID:
    """Record a meeting with the area's force."""
    body = overseer(by)
    row = Meeting(body=body, force=force_of(body, force_id))
    _fill(row, told, by)
    row.save()
    record(who=by.who, verb="recorded an assurance meeting", about=row.pk)
    return row.pk


@transaction.atomic
def change_meeting(*, meeting: UUID, told: MeetingTold, seen_version: int, by: Actor) -> None:
    """Change what is said of a meeting. Raises StaleRecord."""
    row = _writable(meeting, by)
    fresh(row.version, seen_version)
    _fill(row, told, by)
    _save(row)
    record(who=by.who, verb="changed an assurance meeting", about=row.pk)


@transaction.atomic
def ask_question(*, meeting: UUID, told: Answered, by: Actor) -> int:
    """Add a question, with what was answered and what evidence was seen. Returns its number."""
    row = _writable(meeting, by)
    number = row.questions.count() + 1
    if number > 100:
        raise NotNow("A meeting holds at most 100 questions.")
    question = Question(meeting=row, number=number)
    _put(question, told, by)
    question.save()
    record(who=by.who, verb="wrote down a question of a meeting", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_question(*, meeting: UUID, number: int, told: Answered, seen_version: int, by: Actor) -> None:
    """Change one question. Raises StaleRecord."""
    row = _writable(meeting, by)
    question = row.questions.filter(number=number).first()
    if question is None:
        raise NotNow("That question is not in this meeting.")
    fresh(question.version, seen_version)
    _put(question, told, by)
    question.version += 1
    question.save()
    record(who=by.who, verb="changed a question of a meeting", about=row.pk, why=str(number))


@transaction.atomic
def settle(
    *,
    meeting: UUID,
    level: str,
    why: str,
    next_on: datetime.date | None = None,
    seen_version: int,
    by: Actor,
) -> None:
    """Say how sure the body is now, and settle the record: from here on it is read, not written."""
    row = _writable(meeting, by)
    fresh(row.version, seen_version)
    if level not in LEVEL_CODES:
        raise NotNow("Choose the level of assurance.")
    if not row.questions.exists():
        raise NotNow("No question is written down yet. Add what was asked, and what evidence was seen.")
    row.level, row.level_why = level, needed(why, "Say why it is that level.")
    row.next_on = ahead(next_on, "The next meeting")
    row.state, row.settled_at = "settled", timezone.now()
    _sign(row, by)
    _save(row)
    record(who=by.who, verb="settled an assurance meeting", about=row.pk, why=level)


@transaction.atomic
def open_again(*, meeting: UUID, why: str, by: Actor) -> None:
    """Open a settled record again, with the reason, which stays on it."""
    row = enter_meeting(meeting, by)
    if row.state != "settled":
        raise NotNow("This meeting is open already.")
    note = MeetingNote(
        of=row,
        words=needed(why, "Say why it is opened again."),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    note.save()
    row.state, row.settled_at = "open", None
    _sign(row, by)
    _save(row)
    record(who=by.who, verb="opened an assurance meeting again", about=row.pk)


@transaction.atomic
def promise_at_meeting(
    *, meeting: UUID, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Keep an action that was promised at the meeting. A settled record may still gain one."""
    require(by, Permission.WORK_ON_ACTIONS)
    row = enter_meeting(meeting, by)
    if owner_id not in (row.body_id, row.force_id):
        raise NotNow("Choose who is to do it.")
    return raise_action(
        origin=Origin("meeting", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        shared_with_id=row.force_id,
        promised_on=row.held_on,
        by=by,
    )


def _writable(meeting: UUID, by: Actor) -> Meeting:
    row = enter_meeting(meeting, by)
    if row.state == "settled":
        raise NotNow("This meeting is settled. Open it again first, and say why.")
    return row


def _fill(row: Meeting, told: MeetingTold, by: Actor) -> None:
    row.title = needed(told.title, "Enter what the meeting was about.", 200)
    row.held_on = past(told.held_on, "The day of the meeting")
    row.present = optional(told.present, 1000)
    _sign(row, by)


def _put(question: Question, told: Answered, by: Actor) -> None:
    question.asked = needed(told.asked, "Enter the question.", 2000)
    question.answered, question.evidence = optional(told.answered), optional(told.evidence)
    question.changed_by_id, question.changed_at = by.user_id, timezone.now()


def _sign(row: Meeting, by: Actor) -> None:
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _save(row: Meeting) -> None:
    row.version += 1
    row.save()
