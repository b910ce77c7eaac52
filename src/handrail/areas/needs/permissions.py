"""Which assessments somebody may change, beside what their role may do at all."""

from uuid import UUID

from handrail.areas.needs.models import NeedsAssessment
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

PUBLISHED_STAYS = "A published assessment cannot be changed. Make a new one to replace it."


def lock_and_authorise_assessment(assessment_id: UUID, permission: Permission, by: Actor) -> NeedsAssessment:
    """Lock an assessment of the actor's body, whatever its state.

    Args:
        assessment_id: its number.
        permission: what the actor wants to do with it.
        by: of its body.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
    """
    require_permission(by, permission)
    rows = NeedsAssessment.objects.select_for_update(of=("self",)).select_related("area", "replaces")
    row = rows.filter(pk=assessment_id, body__in=get_own_and_taken_over_body_ids_of_actor(by)).first()
    if row is None:
        raise RecordNotVisibleError("needs assessment")
    return row


def lock_draft_assessment(assessment_id: UUID, permission: Permission, by: Actor) -> NeedsAssessment:
    """Lock an assessment that is still written.

    Args:
        assessment_id: its number.
        permission: what the actor wants to do with it.
        by: of its body.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ActionNotPossibleError: it is published.
    """
    row = lock_and_authorise_assessment(assessment_id, permission, by)
    if row.state != "draft":
        raise ActionNotPossibleError(PUBLISHED_STAYS)
    return row


def get_local_policing_body_that_may_assess_needs(by: Actor) -> Body:
    """The body that the actor acts for, which has an area: nobody else assesses needs."""
    require_permission(by, Permission.WRITE_NEEDS)
    body = Body.objects.select_related("area").get(pk=by.body_id)
    if body.kind != "local_policing_body" or body.area is None:
        raise ActionNotPossibleError("Only a local policing body with an area makes a needs assessment.")
    return body
