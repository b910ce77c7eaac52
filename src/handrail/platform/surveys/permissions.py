"""Which surveys somebody may work on, beside what their role may do at all."""

from uuid import UUID

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.surveys.models import Survey

NOT_DRAFT = "This survey was opened. Its questions stay as people saw them."
NOT_OPEN = "This survey takes no answers today."


def lock_and_authorise_survey(survey_id: UUID, by: Actor) -> Survey:
    """Lock a survey of the actor's body. Answers wait for the same lock, so none comes in while it is closed."""
    require_permission(by, Permission.RUN_SURVEYS)
    row = Survey.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=survey_id).first()
    if row is None:
        raise RecordNotVisibleError("survey")
    return row


def lock_draft_survey(survey_id: UUID, by: Actor) -> Survey:
    """Lock a survey that is still being written."""
    row = lock_and_authorise_survey(survey_id, by)
    if row.state != "draft":
        raise ActionNotPossibleError(NOT_DRAFT)
    return row
