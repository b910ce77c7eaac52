"""Improvement plans: one with all that its page shows, and the list of them."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from handrail.areas.oversight.models import ImprovementPlan, Objective, PlanGap
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.insight.review_gaps.queries import GapForPlan, list_gaps_for_body
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


class PlanGaps(NamedTuple):
    """Gaps of reviews: those that the plan took in, and those that it may take in."""

    taken: tuple[GapForPlan, ...]
    open: tuple[GapForPlan, ...]


def find_plan_gaps(actor: Actor, plan: ImprovementPlan) -> PlanGaps:
    """The gaps of reviews that concern a plan of `get_plan`."""
    pairs = PlanGap.objects.filter(Q(plan=plan) | Q(follow_up__shared_with=plan.body_id))
    plans = dict(pairs.values_list("follow_up_id", "plan_id"))
    here = {number for number, plan_id in plans.items() if plan_id == plan.pk}
    found = list_gaps_for_body(actor, plan.body_id, also=here)
    return PlanGaps(
        taken=tuple(gap for gap in found if gap.action.record.pk in here),
        open=tuple(gap for gap in found if gap.action.record.pk not in plans and gap.may_open),
    )


def list_plans(actor: Actor) -> list[ImprovementPlan]:
    """The plans that are open to the actor, with their counts."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(ImprovementPlan.objects.visible_to(actor).for_list()[:MAX_ROWS])
