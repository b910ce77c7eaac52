"""What frames every page: who is signed in, where they can go, the band of the training copy.

A few entries at the top; the rest in folds that need no script. Whoever may open few places gets them all side by side.
"""

from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission, Role
from handrail.platform.kernel.messages import msg


class NavigationItem(NamedTuple):
    """One entry: its words, the name of its address, who may open it."""

    name: str
    place: str
    permission: Permission


class NavigationGroup(NamedTuple):
    """Entries that belong together, behind one word."""

    name: str
    places: tuple[NavigationItem, ...]


class NavigationLink(NamedTuple):
    """What the layout draws: a link, or a fold with the links under it."""

    name: str
    href: str
    current: bool
    under: "tuple[NavigationLink, ...]" = ()


NAVIGATION: tuple[NavigationItem | NavigationGroup, ...] = (
    NavigationItem("For you", "area_home", Permission.VIEW_RECOMMENDATIONS),
    NavigationItem("My day", "my_day", Permission.VIEW_DAY),
    NavigationItem("Cases", "cases", Permission.VIEW_CASE),
    NavigationGroup(
        "Our work",
        (
            NavigationItem("Contacts", "contacts_of_day", Permission.RECORD),
            NavigationItem("Who stands in", "cover", Permission.RECORD),
            NavigationItem("Hand-overs", "hand_overs", Permission.RECORD),
            NavigationItem("Incidents", "incidents", Permission.RECORD),
            NavigationItem("Perhaps the same person", "likenesses", Permission.RECORD),
            NavigationItem("Forms handed to us", "nrm_handed_list", Permission.RECORD),
            NavigationItem("What people said of us", "said_of_us", Permission.ANSWER_FEEDBACK),
        ),
    ),
    NavigationGroup(
        "Help and services",
        (
            NavigationItem("Services", "services", Permission.VIEW_SERVICES),
            NavigationItem("Referrals", "referrals", Permission.OFFER),
            NavigationItem("Money and bags", "money", Permission.VIEW_MONEY),
            NavigationItem("Places", "my_places", Permission.EDIT_PLACES),
            NavigationItem("Agreements", "agreements", Permission.VIEW_AGREEMENTS),
        ),
    ),
    NavigationGroup(
        "Calls and reports",
        (
            NavigationItem("Calls", "calls", Permission.VIEW_CALLS),
            NavigationItem("Reports", "reports", Permission.VIEW_CALLS),
        ),
    ),
    NavigationGroup(
        "Oversight",
        (
            NavigationItem("Recommendations", "recommendations", Permission.VIEW_RECOMMENDATIONS),
            NavigationItem("Meetings, plans and scrutiny", "oversight", Permission.VIEW_OVERSIGHT),
        ),
    ),
    NavigationGroup(
        "Look up",
        (
            NavigationItem("Pathway", "pathway_map", Permission.VIEW_RULES),
            NavigationItem("Practices", "practices", Permission.VIEW_PRACTICES),
            NavigationItem("What changes minds", "what_changed_figures", Permission.VIEW_GAPS),
            NavigationItem("Who has looked", "looks", Permission.VIEW_LOOKS),
        ),
    ),
)
HIDDEN_WITH_PERMISSION = {"agreements": Permission.EDIT_PLACES}
"""Left out for those who reach it from another entry."""
MAX_UNFOLDED_LINKS = 6
"""So many fit side by side: where there are no more, nothing is folded."""


def get_layout_context(request: HttpRequest, actor: Actor, current: str = "") -> dict[str, Any]:
    """The layout's variables for a signed-in person."""
    return {
        "signed_in": {
            "name": actor.user_name,
            "role": msg("{card}, {body_name}", card=actor.role.card.name, body_name=actor.body_name),
        },
        "nav": get_navigation_links(actor.role, _get_items_by_path().get(request.path, current)),
        "search_url": reverse("find") if actor.may(Permission.VIEW_CASE) else "",
        "training": settings.TRAINING,
    }


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The same for pages that are classes (design/action_page.py), which say where they are on the request."""
    actor = getattr(request, "actor", None)
    return get_layout_context(request, actor, getattr(request, "nav_place", "")) if actor else {}


@cache
def _get_items_by_path() -> dict[str, str]:
    """Each entry's place by its address: a page that is an entry marks itself, whatever part it says it is of."""
    places = (
        place for one in NAVIGATION for place in (one.places if isinstance(one, NavigationGroup) else (one,))
    )
    return {reverse(one.place): one.place for one in places}


@cache
def get_navigation_links(role: Role, current: str) -> tuple[NavigationLink, ...]:
    """The entries of a role, as seen from one of its places. Worked out once: nothing in it is anybody's own."""
    found = [_make_link(one, role, current) for one in NAVIGATION]
    there = [entry for entry in found if entry.href or entry.under]
    if sum(len(entry.under) or 1 for entry in there) <= MAX_UNFOLDED_LINKS:
        return tuple(one for entry in there for one in entry.under or (entry,))
    return tuple(entry.under[0] if len(entry.under) == 1 else entry for entry in there)


def _make_link(one: NavigationItem | NavigationGroup, role: Role, current: str) -> NavigationLink:
    if isinstance(one, NavigationItem):
        return NavigationLink(
            one.name, reverse(one.place) if _may_open(one, role) else "", one.place == current
        )
    under = tuple(_make_link(each, role, current) for each in one.places if _may_open(each, role))
    return NavigationLink(one.name, "", any(each.current for each in under), under)


def _may_open(one: NavigationItem, role: Role) -> bool:
    permissions = role.card.permissions
    return one.permission in permissions and HIDDEN_WITH_PERMISSION.get(one.place) not in permissions
