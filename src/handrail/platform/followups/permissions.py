"""Which actions somebody may see and work on, beside what their role may do at all."""

from uuid import UUID

from django.db.models import Q

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import PARTNERSHIP, REVIEW
from handrail.platform.followups.successors import get_predecessor_and_own_body_ids
from handrail.platform.kernel.messages import msg


class RecordNotVisibleError(NotVisible):
    """There is no such record, or it is another body's. One message for both, so that it tells neither."""

    def __init__(self, thing: str = "action") -> None:
        Exception.__init__(
            self,
            msg(
                "You cannot open any {thing} here. Check the address, or ask the person who sent it.",
                thing=thing,
            ),
        )


def get_own_and_taken_over_body_ids_of_actor(actor: Actor) -> frozenset[int]:
    """The bodies that the actor's body represents today: itself, and those whose area it took over."""
    return get_predecessor_and_own_body_ids(actor.body_id, today())


def visible_follow_ups_q(bodies: frozenset[int]) -> Q:
    """The row filter: what one of these bodies owns, keeps, or is shared."""
    return Q(owner__in=bodies) | Q(kept_by__in=bodies) | Q(shared_with__in=bodies)


def require_permission_for_origin(origin_kind: str, by: Actor) -> None:
    """Those who work on actions may; on those of a review of places also those who keep places, on those of a
    board or forum whoever takes part in partnerships. Raises Denied."""
    if origin_kind == PARTNERSHIP and by.may(Permission.JOIN_PARTNERSHIPS):
        return
    keeps_places = origin_kind == REVIEW and by.may(Permission.EDIT_PLACES)
    require_permission(by, Permission.EDIT_PLACES if keeps_places else Permission.WORK_ON_ACTIONS)


def lock_and_authorise_follow_up(action: UUID, by: Actor) -> FollowUp:
    """Lock an action that the actor's body owns or keeps."""
    if not (by.may(Permission.EDIT_PLACES) or by.may(Permission.JOIN_PARTNERSHIPS)):
        require_permission(by, Permission.WORK_ON_ACTIONS)
    bodies = get_own_and_taken_over_body_ids_of_actor(by)
    row = (
        FollowUp.objects.select_for_update(of=("self",))
        .filter(visible_follow_ups_q(bodies), pk=action)
        .first()
    )
    if row is None:
        raise RecordNotVisibleError
    require_permission_for_origin(row.origin_kind, by)
    return row
