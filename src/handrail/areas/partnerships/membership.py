"""For which organisations somebody sits: their own, those whose area it took over, and those that merged into it."""

from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_represented_body_ids
from handrail.platform.reference.models import Body

MOST_MERGERS = 5


def get_seat_body_ids(actor: Actor) -> frozenset[int]:
    """A seat of an organisation that merged into another is the other's from that day, and so is what it answers."""
    found = set(get_represented_body_ids(actor))
    newest = found
    for _ in range(MOST_MERGERS):
        newest = set(Body.objects.filter(successor__in=newest).values_list("pk", flat=True)) - found
        if not newest:
            break
        found |= newest
    return frozenset(found)
