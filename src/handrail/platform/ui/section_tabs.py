"""The tabs of the section on money, bags and unmet needs, which the pages of several rooms show."""

from typing import Final

from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

SECTION_PAGES: Final = (
    ("Requests", "money", Permission.VIEW_MONEY),
    ("Funds", "funds", Permission.VIEW_MONEY),
    ("Bags", "bags", Permission.VIEW_STORES),
    ("Unmet need", "gaps", Permission.VIEW_GAPS),
    ("What helps people engage", "what_changed_figures", Permission.VIEW_GAPS),
)


def list_money_bags_and_gaps_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The pages of the section that the reader may open: name, address, and whether it is `current` (a URL name)."""
    return [
        (name, reverse(page), page == current)
        for name, page, permission in SECTION_PAGES
        if actor.may(permission)
    ]
