"""Which lines somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from handrail.areas.commissioning.models import CommissionedService
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body


def lock_and_authorise_service(
    line_id: UUID, by: Actor, permission: Permission = Permission.EDIT_COMMISSIONING
) -> CommissionedService:
    """Lock a line of the actor's own body.

    Args:
        line_id: which line.
        by: who acts.
        permission: what the act needs.

    Raises:
        Denied: by role.
        RecordNotVisibleError: it is another body's.
    """
    require_permission(by, permission)
    rows = CommissionedService.objects.select_for_update(of=("self",)).select_related("body")
    row = rows.filter(body__in=get_own_and_taken_over_body_ids_of_actor(by), pk=line_id).first()
    if row is None:
        raise RecordNotVisibleError("service")
    return row


def get_local_policing_body_that_may_commission(by: Actor) -> Body:
    """The local policing body that the actor acts for. Nobody else commissions here."""
    require_permission(by, Permission.EDIT_COMMISSIONING)
    body = Body.objects.get(pk=by.body_id)
    if body.kind != "local_policing_body":
        raise ActionNotPossibleError("Only a local policing body records what it commissions.")
    return body


def require_service_not_ended(line: CommissionedService) -> None:
    """Raise ActionNotPossibleError where the line has come to its end."""
    if line.is_over:
        raise ActionNotPossibleError("This service has ended. Its record is kept as it is.")
