"""Pilots and evaluations, each with all that a page shows."""

from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Prefetch, Q

from handrail.areas.bids.models import (
    EvaluationLine,
    EvaluationPost,
    PilotDecision,
    PilotPlan,
    PilotPost,
    ServiceEvaluation,
)
from handrail.areas.bids.models.bid_room_record import build_own_and_area_bodies_filter
from handrail.insight.posts_and_pilots.pilots import Pilot, select_non_service_pilots_of_bodies
from handrail.insight.posts_and_pilots.posts import (
    PractitionerPostSummary,
    get_practitioner_post_summaries_by_id,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.ui.paging import fetch_page


def get_pilots_page(actor: Actor, number: str) -> "Page[Pilot]":
    """Pilots of the reader's area, the last to end first, each with its decisions."""
    require_permission(actor, Permission.VIEW_BIDS)
    rows = select_non_service_pilots_of_bodies(build_own_and_area_bodies_filter(actor))
    rows = rows.annotate(outcome_count=Count("measures", distinct=True))
    return fetch_page(rows.prefetch_related(Prefetch("decisions", PilotDecision.objects.all())), number)


def get_pilot(actor: Actor, pilot_id: int) -> Pilot:
    """One pilot with its area. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_BIDS)
    rows = select_non_service_pilots_of_bodies(build_own_and_area_bodies_filter(actor)).select_related(
        "body__area", "plan__changed_by"
    )
    found = (
        rows.prefetch_related(Prefetch("decisions", PilotDecision.objects.select_related("by", "body")))
        .filter(pk=pilot_id)
        .first()
    )
    if found is None:
        raise RecordNotVisibleError("pilot")
    return found


def find_theory_of_change_of_pilot(pilot: Pilot) -> PilotPlan | None:
    """The theory of change of a pilot of `get_pilot`; None where none is written."""
    return getattr(pilot, "plan", None)


def list_links_of_pilot_to_staff_posts(pilot: Pilot) -> list[PilotPost]:
    """The posts of a pilot with their titles and days. One statement."""
    return list(PilotPost.objects.filter(pilot=pilot).select_related("post").order_by("id"))


def list_visible_staff_posts_of_pilot(actor: Actor, pilot: Pilot) -> list[PractitionerPostSummary]:
    """The posts of a pilot that the reader may see. Four statements."""
    ids = list(PilotPost.objects.filter(pilot=pilot).order_by("id").values_list("post", flat=True))
    found = get_practitioner_post_summaries_by_id(actor, ids) if ids else {}
    return [found[each] for each in ids if each in found]


def list_evaluations_of_pilot(pilot: Pilot) -> list[ServiceEvaluation]:
    """Evaluations of a pilot of `get_pilot`: of the body that holds it, and published ones. One statement."""
    rows = ServiceEvaluation.objects.filter(Q(body=pilot.body_id) | Q(state="published"), pilot=pilot)
    return list(rows)


def get_evaluations_page(actor: Actor, number: str) -> "Page[ServiceEvaluation]":
    """Evaluations of the reader's area, and published ones of all."""
    require_permission(actor, Permission.VIEW_EVALUATIONS)
    rows = ServiceEvaluation.objects.visible_to(actor).select_related("body")
    rows = rows.annotate(line_count=Count("lines"))
    return fetch_page(rows.order_by("-changed_at", "-id"), number)


def get_evaluation(actor: Actor, evaluation_id: UUID) -> ServiceEvaluation:
    """One evaluation with its lines. Raises RecordNotVisibleError."""
    require_permission(actor, Permission.VIEW_EVALUATIONS)
    found = ServiceEvaluation.objects.visible_to(actor).for_page().filter(pk=evaluation_id).first()
    if found is None:
        raise RecordNotVisibleError("evaluation")
    return found  # type: ignore[no-any-return]


def get_comparison_of_evaluation(evaluation: ServiceEvaluation, number: int) -> EvaluationLine:
    """One line of an evaluation of `get_evaluation`."""
    for line in evaluation.lines.all():
        if line.number == number:
            return line
    raise RecordNotVisibleError("line")


def list_staff_posts_feeding_evaluation(evaluation: ServiceEvaluation) -> list[tuple[UUID, str]]:
    """The posts that feed an evaluation: number and title. One statement."""
    rows = EvaluationPost.objects.filter(evaluation=evaluation).order_by("id")
    return list(rows.values_list("post", "post__title"))
