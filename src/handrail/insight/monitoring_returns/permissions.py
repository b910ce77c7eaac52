"""Which templates, returns and asked counts somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from handrail.insight.monitoring_returns.models import MonitoringLine, MonitoringReturn, MonitoringTemplate
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError

THING = "monitoring return"
STAYS = "This edition is in use and cannot be changed. Create the next edition to change it."


def lock_and_authorise_template(template_id: UUID, by: Actor) -> MonitoringTemplate:
    """Lock a template of the actor's own body. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.WRITE_RETURN)
    rows = MonitoringTemplate.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.filter(pk=template_id).first()
    if row is None:
        raise RecordNotVisibleError(THING)
    return row


def lock_and_authorise_draft_template(template_id: UUID, by: Actor) -> MonitoringTemplate:
    """The same, as long as it is not in use. Raises ActionNotPossibleError."""
    row = lock_and_authorise_template(template_id, by)
    if row.state != "draft":
        raise ActionNotPossibleError(STAYS)
    return row


def lock_and_authorise_monitoring_return(
    return_id: UUID, by: Actor, permission: Permission, state: str
) -> MonitoringReturn:
    """Lock a return of the actor's own body.

    Args:
        return_id: its number.
        by: who acts.
        permission: what their role must allow.
        state: that it must be in.

    Raises:
        Denied, RecordNotVisibleError: by role, or it is another body's.
        ActionNotPossibleError: it is in another state.
    """
    require_permission(by, permission)
    rows = MonitoringReturn.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("template").filter(pk=return_id).first()
    if row is None:
        raise RecordNotVisibleError(THING)
    if row.state != state:
        raise ActionNotPossibleError("This return has moved on. Open its page to see where it is.")
    return row


def get_return_and_count_requested_of_body(
    return_id: UUID, number: int, actor: Actor
) -> tuple[MonitoringReturn, MonitoringLine]:
    """A draft return and a count of it that the actor's body is asked to give.

    Args:
        return_id: of the return.
        number: of the count.
        actor: of the body that is asked.

    Returns:
        Both.

    Raises:
        Denied, RecordNotVisibleError: by role, or the actor's body is not asked.
    """
    require_permission(actor, Permission.DISCLOSE_COUNTS)
    line = (
        MonitoringLine.objects.select_related("template__body", "provider")
        .filter(
            number=number,
            provider__in=get_own_and_taken_over_body_ids_of_actor(actor),
            template__returns=return_id,
        )
        .first()
    )
    row = MonitoringReturn.objects.filter(pk=return_id, state="draft").first() if line else None
    if line is None or row is None:
        raise RecordNotVisibleError(THING)
    return row, line
