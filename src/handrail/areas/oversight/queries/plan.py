"""Improvement plans: one with all that its page shows, and the list of them."""

from uuid import UUID

from handrail.areas.oversight.models import ImprovementPlan, Objective, PlanGap
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.insight.review_gaps.queries import (
    GapForPlan,
    list_gaps_of_actions,
    list_open_review_actions,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.models import FollowUp
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


def list_gaps_in_plan(actor: Actor, plan: ImprovementPlan) -> tuple[GapForPlan, ...]:
    """The gaps of reviews that a plan of `get_plan` took in.

    Returns:
        The first whose action is due first.
    """
    taken = list(PlanGap.objects.filter(plan=plan).values_list("follow_up_id", flat=True))
    return list_gaps_of_actions(actor, taken) if taken else ()


def list_gaps_in_no_plan(actor: Actor, plan: ImprovementPlan) -> list[FollowUp]:
    """Open actions of reviews that are in no plan yet and may come into this one."""
    found = list_open_review_actions(actor, plan.body_id)
    taken = set(PlanGap.objects.filter(follow_up__in=found).values_list("follow_up_id", flat=True))
    return [row for row in found if row.pk not in taken]


def list_plans(actor: Actor) -> list[ImprovementPlan]:
    """The plans that are open to the actor, with their counts."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(ImprovementPlan.objects.visible_to(actor).for_list()[:MAX_ROWS])
