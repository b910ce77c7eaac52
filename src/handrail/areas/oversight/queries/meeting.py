"""Assurance meetings: one with all that its page shows, and the list of them."""

from uuid import UUID

from handrail.areas.oversight.models import Meeting, MeetingQuestion
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError


def get_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """One meeting, with its questions and notes. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    meeting = Meeting.objects.visible_to(actor).for_page().filter(pk=meeting_id).first()
    if meeting is None:
        raise RecordNotVisibleError("meeting")
    return meeting


def get_meeting_question(meeting: Meeting, number: int) -> MeetingQuestion:
    """One question of a meeting of `get_meeting`."""
    for question in meeting.questions.all():
        if question.number == number:
            return question
    raise RecordNotVisibleError("question")


def list_meetings(actor: Actor) -> list[Meeting]:
    """The meetings that are open to the actor, newest first."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(Meeting.objects.visible_to(actor).select_related("force")[:MAX_ROWS])
