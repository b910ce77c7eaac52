"""Improvement plans: one with all that its page shows, and the list of them."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from handrail.areas.oversight.models import ImprovementPlan, Objective, PlanGap
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.insight.review_gaps.queries import GapDescription, get_gap_descriptions_by_action_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
    visible_follow_ups_q,
)
from handrail.platform.followups.queries import FollowUpRow, make_follow_up_rows


def get_improvement_plan(
    actor: Actor, plan_id: UUID, bodies: frozenset[int] | None = None
) -> ImprovementPlan:
    """One plan, with its objectives, boards and notes.

    Args:
        actor: who reads.
        plan_id: which plan.
        bodies: those that the actor represents, where they are known already.

    Raises:
        RecordNotVisibleError: it is another body's.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    bodies = get_own_and_taken_over_body_ids_of_actor(actor) if bodies is None else bodies
    plan = ImprovementPlan.objects.visible_to_bodies(bodies).for_page().filter(pk=plan_id).first()
    if plan is None:
        raise RecordNotVisibleError("plan")
    return plan


def get_objective(plan: ImprovementPlan, number: int) -> Objective:
    """One objective of a plan of `get_improvement_plan`."""
    for objective in plan.objectives.all():
        if objective.number == number:
            return objective
    raise RecordNotVisibleError("objective")


class PlanPlaceReviewGapRow(NamedTuple):
    """A gap of a review and its action. `may_open`: whether the page of the action is open to the reader."""

    codes: GapDescription
    action: FollowUpRow
    may_open: bool


class PlanActionsAndGaps(NamedTuple):
    """The actions of a plan: promised in it, of gaps that it took in, and of gaps that it may take in."""

    own: tuple[FollowUpRow, ...]
    gaps: tuple[PlanPlaceReviewGapRow, ...]
    open_gaps: tuple[PlanPlaceReviewGapRow, ...]
    is_ours: bool  # whether the reader's body holds the plan


def get_plan_actions_and_review_gaps(
    actor: Actor, plan: ImprovementPlan, bodies: frozenset[int] | None = None
) -> PlanActionsAndGaps:
    """The actions of a plan of `get_improvement_plan`: three statements, however many there are.

    Args:
        actor: who reads.
        plan: of `get_improvement_plan`.
        bodies: those that the actor represents, where they are known already.

    Returns:
        The plan's own actions, the gaps that it took in, and those that it may take in.
    """
    here = PlanGap.objects.filter(plan=plan)
    codes = get_gap_descriptions_by_action_id(actor, plan.body_id, also=here.values("follow_up"))
    bodies = get_own_and_taken_over_body_ids_of_actor(actor) if bodies is None else bodies
    of_plan = Q(origin_kind="plan", origin_id=str(plan.pk))
    rows = FollowUp.objects.filter((visible_follow_ups_q(bodies) & of_plan) | Q(pk__in=codes))
    taken = PlanGap.objects.filter(follow_up=OuterRef("pk"))
    marked = rows.annotate(is_here=Exists(taken.filter(plan=plan)), is_taken=Exists(taken))
    found = make_follow_up_rows(marked.order_by("due_on", "id"), bodies)
    own = tuple(row for row in found if row.record.pk not in codes)
    gaps = [
        (row.record, _make_place_review_gap_row(codes[row.record.pk], row, bodies))
        for row in found
        if row not in own
    ]
    return PlanActionsAndGaps(
        own=own,
        gaps=tuple(gap for record, gap in gaps if getattr(record, "is_here", False)),
        open_gaps=tuple(
            gap for record, gap in gaps if gap.may_open and not getattr(record, "is_taken", True)
        ),
        is_ours=plan.body_id in bodies,
    )


def _make_place_review_gap_row(
    codes: GapDescription, action: FollowUpRow, bodies: frozenset[int]
) -> PlanPlaceReviewGapRow:
    named = action.record
    return PlanPlaceReviewGapRow(
        codes, action, may_open=bool(bodies & {named.owner_id, named.kept_by_id, named.shared_with_id})
    )


def list_improvement_plans_with_counts(actor: Actor) -> list[ImprovementPlan]:
    """The plans that are open to the actor, with their counts."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(ImprovementPlan.objects.visible_to(actor).for_list()[:MAX_ROWS])
