"""Which actions somebody may see and work on, beside what their role may do at all."""

from uuid import UUID

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.followups.heirs import stands_for
from handrail.followups.models import FollowUp
from handrail.kernel.saying import say


class NotOfYours(NotOpenToYou):
    """There is no such thing here, or it is another body's: the two are never told apart."""

    def __init__(self, thing: str = "action") -> None:
        Exception.__init__(
            self,
            say("No {thing} here is open to you. Check the address, or ask whoever sent it.", thing=thing),
        )


def mine(actor: Actor) -> frozenset[int]:
    """The bodies that the actor's body stands for today."""
    return stands_for(actor.body_id, today())


def open_to(bodies: frozenset[int]) -> Q:
    """The row filter: what one of these bodies owns, keeps, or is shared."""
    return Q(owner__in=bodies) | Q(kept_by__in=bodies) | Q(shared_with__in=bodies)


def enter(action: UUID, by: Actor) -> FollowUp:
    """Lock an action that the actor's body owns or keeps."""
    require(by, Permission.WORK_ON_ACTIONS)
    bodies = mine(by)
    row = FollowUp.objects.select_for_update(of=("self",)).filter(open_to(bodies), pk=action).first()
    if row is None:
        raise NotOfYours
    return row
