"""One assurance meeting, with its questions and what followed."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.oversight.models import Meeting
from handrail.areas.oversight.permissions import visible_meetings_q
from handrail.areas.oversight.queries.notes import OversightNoteRow, make_note_rows
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible, get_own_body_ids
from handrail.platform.followups.queries import FollowUpRow, list_follow_ups_of_origin


@dataclass(frozen=True, slots=True)
class MeetingQuestionRow:
    """One question."""

    number: int
    asked: str
    answered: str
    evidence: str
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """The page of one meeting. `may_write`: the reader's body holds it and it is not settled."""

    id: UUID
    title: str
    body_id: int
    body: str
    force_id: int
    force: str
    held_on: datetime.date
    present: str
    level: str
    level_why: str
    next_on: datetime.date | None
    state: str
    version: int
    changed_by: str
    changed_at: datetime.datetime
    questions: tuple[MeetingQuestionRow, ...]
    actions: tuple[FollowUpRow, ...]
    notes: tuple[OversightNoteRow, ...]
    may_write: bool
    may_oversee: bool


def get_meeting(actor: Actor, meeting: UUID) -> MeetingDetail:
    """One meeting. Raises NotOfYours where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    bodies = get_own_body_ids(actor)
    rows = Meeting.objects.filter(visible_meetings_q(bodies), pk=meeting)
    row = rows.select_related("body", "force", "changed_by").first()
    if row is None:
        raise RecordNotVisible("meeting")
    oversees = actor.may(Permission.OVERSEE) and row.body_id in bodies
    return MeetingDetail(
        id=row.pk,
        title=row.title,
        body_id=row.body_id,
        body=row.body.name,
        force_id=row.force_id,
        force=row.force.name,
        held_on=row.held_on,
        present=row.present,
        level=row.level,
        level_why=row.level_why,
        next_on=row.next_on,
        state=row.state,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        questions=_make_question_rows(row),
        actions=list_follow_ups_of_origin("meeting", str(row.pk), actor),
        notes=make_note_rows(row.notes.select_related("by", "body")),
        may_write=oversees and row.state == "open",
        may_oversee=oversees,
    )


def _make_question_rows(row: Meeting) -> tuple[MeetingQuestionRow, ...]:
    return tuple(
        MeetingQuestionRow(
            each.number,
            each.asked,
            each.answered,
            each.evidence,
            each.version,
            each.changed_by.name if each.changed_by else "",
            each.changed_at,
        )
        for each in row.questions.select_related("changed_by")
    )
