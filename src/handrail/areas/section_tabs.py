"""The tabs that pages of two rooms share: campaigns and training, and beside them the map of districts."""

from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

MAP = ("Outreach and intelligence", "intelligence_map")


def make_campaign_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """Campaigns and training; the map too for whoever has it alone of outreach and intelligence.

    Args:
        actor: who reads.
        current: the name of the address that is shown.

    Returns:
        Words, address, and whether it is the page that is shown.
    """
    places = [("Campaigns", "campaigns"), ("Training", "prevention_training")]
    if actor.may(Permission.VIEW_INTELLIGENCE_MAP) and not actor.may(Permission.RECORD_OUTREACH):
        places.append(MAP)
    return [(words, reverse(place), place == current) for words, place in places]
