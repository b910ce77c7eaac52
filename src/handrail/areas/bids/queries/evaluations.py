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
from handrail.insight.posts_and_pilots.pilots import Pilot, select_pilots_of_bodies
from handrail.insight.posts_and_pilots.posts import PostSummary, list_posts_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError, get_represented_body_ids
from handrail.platform.reference.models import Body
from handrail.platform.ui.paging import fetch_page


def get_pilots_page(actor: Actor, number: str) -> "Page[Pilot]":
    """Pilots of the reader's area, the last to end first, each with its decisions."""
    require_permission(actor, Permission.VIEW_BIDS)
    rows = select_pilots_of_bodies(_list_area_body_ids(actor))
    rows = rows.annotate(outcome_count=Count("measures", distinct=True))
    return fetch_page(rows.prefetch_related(Prefetch("decisions", PilotDecision.objects.all())), number)


def get_pilot(actor: Actor, pilot_id: int) -> Pilot:
    """One pilot with its area. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_BIDS)
    rows = select_pilots_of_bodies(_list_area_body_ids(actor)).select_related("body__area")
    found = (
        rows.prefetch_related(Prefetch("decisions", PilotDecision.objects.select_related("by", "body")))
        .filter(pk=pilot_id)
        .first()
    )
    if found is None:
        raise RecordNotVisibleError("pilot")
    return found


def find_pilot_plan(pilot: Pilot) -> PilotPlan | None:
    """The theory of change; None where none is written."""
    return PilotPlan.objects.select_related("changed_by").filter(pilot=pilot).first()


def list_pilot_posts(actor: Actor, pilot: Pilot) -> list[PostSummary]:
    """The posts of a pilot that the reader may see. Four statements."""
    ids = list(PilotPost.objects.filter(pilot=pilot).order_by("id").values_list("post", flat=True))
    found = list_posts_by_id(actor, ids) if ids else {}
    return [found[each] for each in ids if each in found]


def list_evaluations_of_pilot(actor: Actor, pilot: Pilot) -> list[ServiceEvaluation]:
    """Evaluations of a pilot that the reader may see. One statement."""
    return list(ServiceEvaluation.objects.visible_to(actor).filter(pilot=pilot))


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


def get_line(evaluation: ServiceEvaluation, number: int) -> EvaluationLine:
    """One line of an evaluation of `get_evaluation`."""
    for line in evaluation.lines.all():
        if line.number == number:
            return line
    raise RecordNotVisibleError("line")


def list_evaluation_posts(evaluation: ServiceEvaluation) -> list[tuple[UUID, str]]:
    """The posts that feed an evaluation: number and title. One statement."""
    rows = EvaluationPost.objects.filter(evaluation=evaluation).order_by("id")
    return list(rows.values_list("post", "post__title"))


def _list_area_body_ids(actor: Actor) -> list[int]:
    """The reader's own bodies, and the local policing body of their area."""
    area = Body.objects.filter(pk=actor.body_id, area__isnull=False).values("area")
    rows = Body.objects.filter(
        Q(pk__in=get_represented_body_ids(actor)) | Q(kind="local_policing_body", area__in=area)
    )
    return list(rows.values_list("pk", flat=True))
