"""Gaps as areas may know them: codes alone. The words are those of the action, and were checked."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Q, QuerySet

from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission

MAX_ROWS = 100


class GapDescription(NamedTuple):
    """What is missing, in the words of the codes."""

    gap: str
    need: str
    phase: str
    district: str  # empty for the whole area


def get_gap_descriptions_by_action_id(
    actor: Actor, body_id: int, *, also: QuerySet[Any, Any]
) -> dict[UUID, GapDescription]:
    """Gaps whose action was shared with this body and is open, with those of the actions in `also`. One statement.

    Args:
        actor: who reads.
        body_id: the body whose plan it is; the caller has asked whether the plan is open to the reader.
        also: the numbers of the actions that the plan took in, open or not, as a subquery.

    Returns:
        Gaps by the number of the action.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    wanted = Q(follow_up__in=also) | Q(follow_up__shared_with=body_id, follow_up__state="open")
    rows = ReviewedGap.objects.filter(wanted).select_related("district").fetch_mode(FETCH_RAISE)[:MAX_ROWS]
    return {row.follow_up_id: _make_gap_description(row) for row in rows}


def _make_gap_description(row: ReviewedGap) -> GapDescription:
    return GapDescription(
        gap=row.get_gap_display(),
        need=row.get_need_display(),
        phase=row.get_phase_display(),
        district=row.district.name if row.district else "",
    )
