"""Which bids, pilots and evaluations somebody may change, beside what their role may do at all."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from handrail.areas.bids.models import Bid, FundingCall, ServiceEvaluation
from handrail.insight.posts_and_pilots.pilots import Pilot, select_non_service_pilots_of_bodies
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body


def get_local_policing_body_that_may_bid(by: Actor) -> Body:
    """The local policing body that the actor acts for. Nobody else bids here."""
    require_permission(by, Permission.EDIT_BIDS)
    body = Body.objects.get(pk=by.body_id)
    if body.kind != "local_policing_body":
        raise ActionNotPossibleError("Only a local policing body keeps bids and evaluations here.")
    return body


def lock_and_authorise_funding_call(call_id: UUID, by: Actor) -> FundingCall:
    """Lock a call of the actor's body."""
    require_permission(by, Permission.EDIT_BIDS)
    return _lock_record_held_by_actor(FundingCall, call_id, by, "call")  # type: ignore[no-any-return]


def lock_and_authorise_bid(bid_id: UUID, by: Actor, permission: Permission = Permission.EDIT_BIDS) -> Bid:
    """Lock a bid of the actor's body: to write it, or to decide on it.

    Args:
        bid_id: of the actor's body.
        by: who acts.
        permission: what is asked of their role.

    Raises:
        Denied, RecordNotVisibleError: it is not theirs to work on.
    """
    require_permission(by, permission)
    return _lock_record_held_by_actor(Bid, bid_id, by, "bid")  # type: ignore[no-any-return]


def lock_and_authorise_evaluation(
    evaluation_id: UUID, by: Actor, permission: Permission = Permission.EDIT_BIDS
) -> ServiceEvaluation:
    """Lock an evaluation of the actor's body: to write it, or to publish it.

    Args:
        evaluation_id: of the actor's body.
        by: who acts.
        permission: what is asked of their role.

    Raises:
        Denied, RecordNotVisibleError: it is not theirs to work on.
    """
    require_permission(by, permission)
    return _lock_record_held_by_actor(ServiceEvaluation, evaluation_id, by, "evaluation")  # type: ignore[no-any-return]


def lock_and_authorise_pilot(
    pilot_id: int, by: Actor, permission: Permission = Permission.EDIT_BIDS
) -> Pilot:
    """Lock a pilot of the actor's body: to write of it, or to decide on it.

    Args:
        pilot_id: of the actor's body.
        by: who acts.
        permission: what is asked of their role.

    Raises:
        Denied, RecordNotVisibleError: it is not theirs to work on.
    """
    require_permission(by, permission)
    rows = select_non_service_pilots_of_bodies(
        Q(body__in=get_own_and_taken_over_body_ids_of_actor(by))
    ).select_for_update(of=("self",))
    found = rows.filter(pk=pilot_id).first()
    if found is None:
        raise RecordNotVisibleError("pilot")
    return found


def _lock_record_held_by_actor(model: Any, pk: UUID, by: Actor, thing: str) -> Any:
    found = model.objects.held_by(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise RecordNotVisibleError(thing)
    return found
