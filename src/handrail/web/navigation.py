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
    ("Money and bags", "money", Permission.VIEW_MONEY),
    ("Pathway", "pathway_map", Permission.VIEW_RULES),
    ("Who has looked", "looks", Permission.VIEW_LOOKS),
)


def frame(request: HttpRequest, actor: Actor, current: str = "") -> dict[str, Any]:
    """The layout's variables for a signed-in person."""
    return {
        "signed_in": {"name": actor.user_name, "role": f"{actor.role.card.name}, {actor.body_name}"},
        "nav": [
            (name, reverse(place), place == current)
            for name, place, permission in PLACES
            if actor.may(permission)
        ],
        "search_url": reverse("find") if actor.may(Permission.VIEW_CASE) else "",
        "training": settings.TRAINING,
    }
