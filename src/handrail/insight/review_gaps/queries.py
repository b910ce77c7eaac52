"""Gaps as areas may know them: codes and checked words."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Q

from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_body_ids
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


def list_gaps_for_body(actor: Actor, body_id: int, *, also: Collection[UUID] = ()) -> tuple[GapForPlan, ...]:
    """Gaps of reviews that were shared with this body and are still open, with those of the actions in `also`.

    Three statements, however many there are.

    Args:
        actor: who reads.
        body_id: the body whose plan it is; the caller has asked whether the plan is open to the reader.
        also: numbers of actions that the plan took in, open or not.

    Returns:
        The first that is due first.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    wanted = Q(follow_up__in=also) | Q(follow_up__shared_with=body_id, follow_up__state="open")
    rows = list(
        ReviewedGap.objects.filter(wanted).select_related("district").fetch_mode(FETCH_RAISE)[:MAX_ROWS]
    )
    if not rows:
        return ()
    bodies = get_own_body_ids(actor)
    gaps = {row.follow_up_id: row for row in rows}
    actions = list_follow_up_rows(FollowUp.objects.filter(pk__in=gaps).order_by("due_on", "id"), bodies)
    return tuple(_make_gap(gaps[action.record.pk], action, bodies) for action in actions)


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
