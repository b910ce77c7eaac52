"""Which recommendation and which updates somebody may see and act on, beside what their role may do at all."""

from django.db.models import Exists, OuterRef, Q

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.models import Addressee, Asking, Recommendation
from handrail.followups.heirs import stands_for


class NotHere(NotOpenToYou):
    """There is no such recommendation, or it is not the actor's: the two are never told apart."""

    def __init__(self) -> None:
        Exception.__init__(
            self, "No recommendation here is open to you. Check the address, or ask whoever sent it."
        )


def mine(actor: Actor) -> frozenset[int]:
    """The bodies that the actor's body stands for today: itself, and those whose area it took over."""
    return stands_for(actor.body_id, today())


def visible(bodies: frozenset[int]) -> Q:
    """The row filter: national ones, those the body keeps, and those that ask something of it or are asked by it."""
    askings = Asking.objects.filter(Q(asker__in=bodies) | Q(owner__in=bodies), recommendation=OuterRef("pk"))
    to_us = Addressee.objects.filter(body__in=bodies, recommendation=OuterRef("pk"))
    return Q(national=True) | Q(kept_by__in=bodies) | Exists(to_us) | Exists(askings)


def between(bodies: frozenset[int]) -> Q:
    """The row filter for asked updates: only who asks and who answers see them."""
    return Q(asker__in=bodies) | Q(owner__in=bodies)


def enter(code: str, by: Actor, permission: Permission) -> Recommendation:
    """Lock a recommendation that the actor may see."""
    require(by, permission)
    row = Recommendation.objects.select_for_update(of=("self",)).filter(visible(mine(by)), code=code).first()
    if row is None:
        raise NotHere
    return row


def enter_as_keeper(code: str, by: Actor, permission: Permission) -> Recommendation:
    """Lock a recommendation that the actor's body keeps."""
    row = enter(code, by, permission)
    if row.kept_by_id not in mine(by):
        raise NotHere
    return row


def enter_asking(asking: int, by: Actor, permission: Permission, *, as_asker: bool) -> Asking:
    """Lock what was asked: as the body that asks, or as the one that answers."""
    require(by, permission)
    bodies = mine(by)
    ours = Q(asker__in=bodies) if as_asker else Q(owner__in=bodies)
    row = (
        Asking.objects.select_for_update(of=("self",))
        .select_related("recommendation", "owner", "asker")
        .filter(ours, pk=asking)
        .first()
    )
    if row is None:
        raise NotHere
    return row
