"""One assurance meeting, with its questions and what followed."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.oversight.models import Meeting
from handrail.assurance.oversight.permissions import open_meetings
from handrail.assurance.oversight.queries.notes import NoteLine, note_lines
from handrail.followups.permissions import NotOfYours, mine
from handrail.followups.queries import ActionLine, actions_of


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question."""

    number: int
    asked: str
    answered: str
    evidence: str
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class MeetingPage:
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
    questions: tuple[QuestionLine, ...]
    actions: tuple[ActionLine, ...]
    notes: tuple[NoteLine, ...]
    may_write: bool
    may_oversee: bool


def meeting_page(actor: Actor, meeting: UUID) -> MeetingPage:
    """One meeting. Raises NotOfYours where it is another body's."""
    require(actor, Permission.VIEW_OVERSIGHT)
    bodies = mine(actor)
    rows = Meeting.objects.filter(open_meetings(bodies), pk=meeting)
    row = rows.select_related("body", "force", "changed_by").first()
    if row is None:
        raise NotOfYours("meeting")
    oversees = actor.may(Permission.OVERSEE) and row.body_id in bodies
    return MeetingPage(
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
        questions=_questions(row),
        actions=actions_of("meeting", str(row.pk), actor),
        notes=note_lines(row.notes.select_related("by", "body")),
        may_write=oversees and row.state == "open",
        may_oversee=oversees,
    )


def _questions(row: Meeting) -> tuple[QuestionLine, ...]:
    return tuple(
        QuestionLine(
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
