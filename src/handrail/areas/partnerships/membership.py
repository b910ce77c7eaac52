"""For which organisations somebody sits: their own, those whose area it took over, and those that merged into it."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.reference.models import Body

MOST_MERGERS = 5


def select_bodies_with_seats_answered_for(represented: Collection[int]) -> "QuerySet[Body]":
    """Whose seats some organisations answer for, as a query: their own, and of those that merged into them."""
    mergers = ["pk", *("__".join(["successor"] * steps) for steps in range(1, MOST_MERGERS + 1))]
    merged = Q()
    for path in mergers:
        merged |= Q(**{f"{path}__in": represented})
    return Body.objects.filter(merged)


def get_body_ids_whose_seats_actor_answers_for(actor: Actor) -> frozenset[int]:
    """A seat of an organisation that merged into another is the other's from that day, and so is what it answers."""
    found = set(get_own_and_taken_over_body_ids_of_actor(actor))
    newest = found
    for _ in range(MOST_MERGERS):
        newest = set(Body.objects.filter(successor__in=newest).values_list("pk", flat=True)) - found
        if not newest:
            break
        found |= newest
    return frozenset(found)
