"""Gaps as areas may know them: codes and checked words."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE

from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_body_ids, visible_follow_ups_q
from handrail.platform.followups.queries import FollowUpRow, list_follow_up_rows

MAX_ROWS = 100


class GapForPlan(NamedTuple):
    """A gap and its action. `may_open`: whether the page of the action is open to the reader."""

    gap: str
    need: str
    phase: str
    district: str  # empty for the whole area
    action: FollowUpRow
    may_open: bool


def list_gaps_of_actions(actor: Actor, follow_ups: list[UUID]) -> tuple[GapForPlan, ...]:
    """The gaps behind these actions, of a plan that the caller has shown to be open to the reader. Four statements.

    Args:
        actor: who reads.
        follow_ups: numbers of actions.

    Returns:
        The first that is due first.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    bodies = get_own_body_ids(actor)
    rows = ReviewedGap.objects.filter(follow_up__in=follow_ups).select_related("district")
    gaps = {row.follow_up_id: row for row in rows.fetch_mode(FETCH_RAISE)}
    actions = list_follow_up_rows(FollowUp.objects.filter(pk__in=gaps).order_by("due_on", "id"), bodies)
    return tuple(_make_gap(gaps[action.record.pk], action, bodies) for action in actions)


def list_open_review_actions(actor: Actor, body_id: int) -> list[FollowUp]:
    """Open actions of reviews that were shared with this body and that the reader may see: what a plan may take in.

    Args:
        actor: who reads.
        body_id: the body whose plan it is.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    numbers = ReviewedGap.objects.values("follow_up")
    visible = visible_follow_ups_q(get_own_body_ids(actor))
    rows = FollowUp.objects.filter(visible, pk__in=numbers, state="open", shared_with=body_id)
    return list(rows.order_by("due_on", "id")[:MAX_ROWS])


def _make_gap(row: ReviewedGap, action: FollowUpRow, bodies: frozenset[int]) -> GapForPlan:
    named = action.record
    return GapForPlan(
        gap=row.get_gap_display(),
        need=row.get_need_display(),
        phase=row.get_phase_display(),
        district=row.district.name if row.district else "",
        action=action,
        may_open=bool(bodies & {named.owner_id, named.kept_by_id, named.shared_with_id}),
    )
