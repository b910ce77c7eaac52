"""Improvement plans: one with all that its page shows, and the list of them."""

from uuid import UUID

from handrail.areas.oversight.models import ImprovementPlan, Objective
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError


def get_plan(actor: Actor, plan_id: UUID) -> ImprovementPlan:
    """One plan, with its objectives, boards and notes. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    plan = ImprovementPlan.objects.visible_to(actor).for_page().filter(pk=plan_id).first()
    if plan is None:
        raise RecordNotVisibleError("plan")
    return plan


def get_objective(plan: ImprovementPlan, number: int) -> Objective:
    """One objective of a plan of `get_plan`."""
    for objective in plan.objectives.all():
        if objective.number == number:
            return objective
    raise RecordNotVisibleError("objective")


def list_plans(actor: Actor) -> list[ImprovementPlan]:
    """The plans that are open to the actor, with their counts."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(ImprovementPlan.objects.visible_to(actor).for_list()[:MAX_ROWS])
