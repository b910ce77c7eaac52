"""What the pages of this room share: their place in the navigation and their tabs."""

from typing import Final

from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

NAV: Final = "practitioners"
SECTION_PAGES: Final = (
    ("Practitioners", "practitioners", Permission.VIEW_PRACTITIONERS),
    ("Posts", "posts", Permission.VIEW_POSTS),
    ("Training", "training_sessions", Permission.VIEW_PRACTITIONERS),
    ("Expiring soon", "lapsing", Permission.VIEW_PRACTITIONERS),
    ("Weights and limits", "deployment_settings", Permission.VIEW_PRACTITIONERS),
    ("My availability", "own_availability", Permission.KEEP_AVAILABILITY),
)


def list_practitioner_section_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The pages of the section that the reader may open: name, address, and whether it is `current` (a URL name)."""
    return [
        (name, reverse(page), page == current)
        for name, page, permission in SECTION_PAGES
        if actor.may(permission)
    ]
