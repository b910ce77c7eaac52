"""What frames every page: who is signed in, where they can go, the band of the training copy.

The entries are those of the setting `NAVIGATION`: the dotted name of a tuple.

A few entries at the top; the rest in folds that need no script. Whoever may open few places gets them all side by side.
"""

from functools import cache
from typing import NamedTuple, Never, TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission, Role
from handrail.platform.kernel.messages import msg


class NavigationItem(NamedTuple):
    """One entry: its words, the name of its address, who may open it, and who reaches it from another entry.

    `hidden_from`: roles for which the page is part of another of their own. `police_only`: for whoever acts for police.
    """

    name: str
    place: str
    permission: Permission
    hidden_with: Permission | None = None
    hidden_from: tuple[Role, ...] = ()
    police_only: bool = False


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


type Navigation = tuple[NavigationItem | NavigationGroup, ...]
MAX_UNFOLDED_LINKS = 6
"""So many fit side by side: where there are no more, nothing is folded."""


def get_navigation() -> Navigation:
    """The entries that the site declares, in their order."""
    entries: Navigation = import_string(settings.NAVIGATION)
    return entries


class SignedInUser(NamedTuple):
    """Who is signed in, as the head of the page says it."""

    name: str
    role: str


class LayoutContext(TypedDict):
    """The layout's variables."""

    signed_in: SignedInUser
    nav: tuple[NavigationLink, ...]
    search_url: str
    training: bool


def get_layout_context(request: HttpRequest, actor: Actor, current: str = "") -> LayoutContext:
    """What frames a page for a signed-in person.

    Args:
        request: for its address: a page that is an entry of the navigation marks itself.
        actor: who is signed in, for which body, in which role.
        current: the name of the entry that any other page belongs to.

    Returns:
        The layout's variables, to which the page adds its own.
    """
    role = msg("{card}, {body_name}", card=actor.role.card.name, body_name=actor.body_name)
    return {
        "signed_in": SignedInUser(actor.user_name, role),
        "nav": get_navigation_links(
            actor.role,
            _get_url_names_by_path(actor.role, actor.is_police).get(request.path, current),
            is_police=actor.is_police,
        ),
        "search_url": reverse("find") if actor.may(Permission.VIEW_CASE) else "",
        "training": settings.TRAINING,
    }


class VisitorLayoutContext(TypedDict):
    """The layout's variables where nobody is signed in."""

    training: bool


def get_layout_context_for_anybody(
    request: HttpRequest, actor: Actor | None, current: str
) -> LayoutContext | VisitorLayoutContext:
    """What frames a page that is open to anybody.

    Args:
        request: for its address.
        actor: who is signed in, if anybody is.
        current: the name of the entry of the navigation that the page belongs to.

    Returns:
        The layout's variables.
    """
    return get_layout_context(request, actor, current) if actor else {"training": settings.TRAINING}


def layout_context_processor(request: HttpRequest) -> LayoutContext | dict[str, Never]:
    """The same for pages that are classes (ui/action_page.py), which say where they are on the request.

    Returns:
        The layout's variables; nothing where nobody is signed in.
    """
    actor = getattr(request, "actor", None)
    return get_layout_context(request, actor, getattr(request, "nav_place", "")) if actor else {}


@cache
def _get_url_names_by_path(role: Role, is_police: bool) -> dict[str, str]:
    """Each entry’s place by its address, for a role: such a page marks itself, whatever part it says it is of."""
    places = (
        place
        for one in get_navigation()
        for place in (one.places if isinstance(one, NavigationGroup) else (one,))
    )
    return {
        reverse(one.place): one.place for one in places if _may_open_navigation_item(one, role, is_police)
    }


@cache
def get_navigation_links(role: Role, current: str, *, is_police: bool = False) -> tuple[NavigationLink, ...]:
    """The entries of a role, as seen from one of its places. Worked out once: nothing in it is anybody's own.

    Args:
        role: of the reader.
        current: the name of the entry that the page belongs to.
        is_police: whether they act for a police body.

    Returns:
        Links, or entries that hold links where they would not fit into one row.
    """
    found = [_make_navigation_link(one, role, current, is_police) for one in get_navigation()]
    there = [entry for entry in found if entry.href or entry.under]
    if sum(len(entry.under) or 1 for entry in there) <= MAX_UNFOLDED_LINKS:
        return tuple(one for entry in there for one in entry.under or (entry,))
    return tuple(entry.under[0] if len(entry.under) == 1 else entry for entry in there)


def _make_navigation_link(
    one: NavigationItem | NavigationGroup, role: Role, current: str, is_police: bool
) -> NavigationLink:
    if isinstance(one, NavigationItem):
        return NavigationLink(
            one.name,
            reverse(one.place) if _may_open_navigation_item(one, role, is_police) else "",
            one.place == current,
        )
    under = tuple(
        _make_navigation_link(each, role, current, is_police)
        for each in one.places
        if _may_open_navigation_item(each, role, is_police)
    )
    return NavigationLink(one.name, "", any(each.current for each in under), under)


def _may_open_navigation_item(one: NavigationItem, role: Role, is_police: bool) -> bool:
    if one.police_only and not is_police:
        return False
    permissions = role.card.permissions
    is_elsewhere = role in one.hidden_from or one.hidden_with in permissions
    return one.permission in permissions and not is_elsewhere
