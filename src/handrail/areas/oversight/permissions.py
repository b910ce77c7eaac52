"""Which meetings, plans and programmes somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from handrail.areas.oversight.models import ImprovementPlan, Meeting, Programme
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body


def lock_and_authorise_meeting(meeting_id: UUID, by: Actor) -> Meeting:
    """Lock a meeting that the actor's body held."""
    require_permission(by, Permission.OVERSEE)
    rows = Meeting.objects.select_for_update(of=("self",))
    row = rows.filter(body__in=get_own_and_taken_over_body_ids_of_actor(by), pk=meeting_id).first()
    if row is None:
        raise RecordNotVisibleError("meeting")
    return row


def lock_and_authorise_improvement_plan(plan_id: UUID, by: Actor) -> ImprovementPlan:
    """Lock a plan that the actor's body holds, alone or together."""
    require_permission(by, Permission.WORK_ON_ACTIONS)
    row = ImprovementPlan.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if row is None:
        raise RecordNotVisibleError("plan")
    return row


def lock_and_authorise_scrutiny_programme(programme_id: UUID, by: Actor) -> Programme:
    """Lock a programme of the actor's body."""
    require_permission(by, Permission.OVERSEE)
    row = Programme.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=programme_id).first()
    if row is None:
        raise RecordNotVisibleError("programme")
    return row


def get_local_policing_body_that_may_oversee(by: Actor) -> Body:
    """The local policing body that the actor acts for. Nobody else oversees."""
    require_permission(by, Permission.OVERSEE)
    body = Body.objects.get(pk=by.body_id)
    if body.kind != "local_policing_body":
        raise ActionNotPossibleError("Only a local policing body can oversee a force.")
    return body


def get_force_of_same_area(body: Body, force: int | None) -> Body:
    """The force of the same area. Another body's number is no force here."""
    found = Body.objects.filter(pk=force or 0, kind="police", area=body.area_id, area__isnull=False).first()
    if found is None:
        raise ActionNotPossibleError("Choose your area’s police force.")
    return found
