"""What frames every page: who is signed in, where they can go, the band of the training copy."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission

PLACES: tuple[tuple[str, str, Permission], ...] = (
    ("My day", "my_day", Permission.VIEW_DAY),
    ("Cases", "cases", Permission.VIEW_CASE),
    ("Services", "services", Permission.VIEW_SERVICES),
    ("Referrals", "referrals", Permission.OFFER),
    ("Money and bags", "money", Permission.VIEW_MONEY),
    ("Places", "my_places", Permission.EDIT_PLACES),
    ("Agreements", "agreements", Permission.VIEW_AGREEMENTS),
    ("Pathway", "pathway_map", Permission.VIEW_RULES),
    ("Calls", "calls", Permission.VIEW_CALLS),
    ("Recommendations", "recommendations", Permission.VIEW_RECOMMENDATIONS),
    ("Oversight", "oversight", Permission.VIEW_OVERSIGHT),
    ("Practices", "practices", Permission.VIEW_PRACTICES),
    ("Reports", "reports", Permission.VIEW_CALLS),
    ("Who has looked", "looks", Permission.VIEW_LOOKS),
)
UNLESS = {"agreements": Permission.EDIT_PLACES}
"""Left out for those who reach it from another entry."""


def frame(request: HttpRequest, actor: Actor, current: str = "") -> dict[str, Any]:
    """The layout's variables for a signed-in person."""
    return {
        "signed_in": {"name": actor.user_name, "role": f"{actor.role.card.name}, {actor.body_name}"},
        "nav": [
            (name, reverse(place), place == current)
            for name, place, permission in PLACES
            if actor.may(permission) and not (place in UNLESS and actor.may(UNLESS[place]))
        ],
        "search_url": reverse("find") if actor.may(Permission.VIEW_CASE) else "",
        "training": settings.TRAINING,
    }
