"""Posts that areas share, each with the bid that pays it, the evaluation that it feeds and what cites that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page

from handrail.areas.bids.citing_specifications import (
    SpecificationClauseCitingComparison,
    list_citing_clauses_by_comparison_id,
)
from handrail.areas.bids.models import (
    Bid,
    BidPost,
    EvaluationLine,
    EvaluationPost,
    PilotPost,
    ServiceEvaluation,
)
from handrail.areas.bids.models.bid_room_record import build_own_and_area_bodies_filter
from handrail.insight.posts_and_pilots.pilots import Pilot, select_non_service_pilots_of_bodies
from handrail.insight.posts_and_pilots.posts import (
    PractitionerPostSummary,
    get_page_of_practitioner_post_summaries,
    get_practitioner_post_summary,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class StaffPostWithBidsAndEvaluations:
    """A post with what it has to do with this room. `evaluations`: its own, and those of its pilots."""

    post: PractitionerPostSummary
    bids: Sequence[Bid]
    pilots: Sequence[Pilot]
    evaluations: Sequence[ServiceEvaluation]
    specifications: Sequence[SpecificationClauseCitingComparison]


def get_staff_posts_page_with_bids_and_evaluations(
    actor: Actor, number: str
) -> "Page[StaffPostWithBidsAndEvaluations]":
    """One page of the posts that the reader's body employs or its area shares."""
    require_permission(actor, Permission.VIEW_BIDS)
    page = get_page_of_practitioner_post_summaries(actor, number)
    paginator: Any = page.paginator  # of posts; it counts what the page shows with their links
    return Page(
        _build_staff_posts_with_bids_and_evaluations(actor, list(page.object_list)), page.number, paginator
    )


def get_staff_post_with_bids_and_evaluations(actor: Actor, post_id: UUID) -> StaffPostWithBidsAndEvaluations:
    """One of them. Raises NotVisible."""
    require_permission(actor, Permission.VIEW_BIDS)
    return _build_staff_posts_with_bids_and_evaluations(
        actor, [get_practitioner_post_summary(actor, post_id)]
    )[0]


def _build_staff_posts_with_bids_and_evaluations(
    actor: Actor, posts: Sequence[PractitionerPostSummary]
) -> list[StaffPostWithBidsAndEvaluations]:
    """Six statements, however many there are."""
    ids = [post.id for post in posts]
    bids, evaluations = defaultdict[UUID, list[Bid]](list), defaultdict[UUID, list[ServiceEvaluation]](list)
    for link in BidPost.objects.filter(post__in=ids, bid__in=Bid.objects.visible_to(actor)).select_related(
        "bid"
    ):
        bids[link.post_id].append(link.bid)
    seen = ServiceEvaluation.objects.visible_to(actor)
    for link in EvaluationPost.objects.filter(post__in=ids, evaluation__in=seen).select_related("evaluation"):
        evaluations[link.post_id].append(link.evaluation)
    pilots = _list_visible_pilots_by_post_id(actor, ids)
    by_pilot = defaultdict[int | None, list[ServiceEvaluation]](list)
    of_posts = {pilot.pk for some in pilots.values() for pilot in some}
    for evaluation in seen.filter(pilot__in=of_posts) if of_posts else ():
        by_pilot[evaluation.pilot_id].append(evaluation)
    for post_id, some in pilots.items():
        found = [each for pilot in some for each in by_pilot[pilot.pk]]
        evaluations[post_id] += [each for each in found if each not in evaluations[post_id]]
    named = {each.pk for some in evaluations.values() for each in some}
    lines = dict(EvaluationLine.objects.filter(evaluation__in=named).values_list("pk", "evaluation"))
    citing = list_citing_clauses_by_comparison_id(actor, list(lines)) if lines else {}
    by_evaluation = defaultdict[UUID, list[SpecificationClauseCitingComparison]](list)
    for line_id, rows in citing.items():
        by_evaluation[lines[line_id]] += rows
    return [
        StaffPostWithBidsAndEvaluations(
            post,
            bids[post.id],
            pilots[post.id],
            evaluations[post.id],
            [row for each in evaluations[post.id] for row in by_evaluation[each.pk]],
        )
        for post in posts
    ]


def _list_visible_pilots_by_post_id(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[Pilot]]:
    """The pilots that posts belong to, each with who evaluates it. One statement."""
    visible = select_non_service_pilots_of_bodies(build_own_and_area_bodies_filter(actor))
    found = defaultdict[UUID, list[Pilot]](list)
    for link in PilotPost.objects.filter(post__in=ids, pilot__in=visible).select_related("pilot__plan"):
        found[link.post_id].append(link.pilot)
    return found
