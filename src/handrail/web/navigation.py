"""What frames every page: who is signed in, where they can go, the band of the training copy.

A few entries at the top; the rest in folds that need no script. Whoever may open few places gets them all side by side.
"""

from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission, Role
from handrail.kernel.saying import say


class Place(NamedTuple):
    """One entry: its words, the name of its address, who may open it."""

    name: str
    place: str
    permission: Permission


class Fold(NamedTuple):
    """Entries that belong together, behind one word."""

    name: str
    places: tuple[Place, ...]


class Entry(NamedTuple):
    """What the layout draws: a link, or a fold with the links under it."""

    name: str
    href: str
    current: bool
    under: "tuple[Entry, ...]" = ()


TOP: tuple[Place | Fold, ...] = (
    Place("My day", "my_day", Permission.VIEW_DAY),
    Place("Cases", "cases", Permission.VIEW_CASE),
    Fold(
        "Our work",
        (
            Place("Contacts", "contacts_of_day", Permission.RECORD),
            Place("Who stands in", "cover", Permission.RECORD),
            Place("Hand-overs", "hand_overs", Permission.RECORD),
            Place("Incidents", "incidents", Permission.RECORD),
            Place("Perhaps the same person", "likenesses", Permission.RECORD),
            Place("Forms handed to us", "nrm_handed_list", Permission.RECORD),
            Place("What people said of us", "said_of_us", Permission.ANSWER_FEEDBACK),
        ),
    ),
    Fold(
        "Help and services",
        (
            Place("Services", "services", Permission.VIEW_SERVICES),
            Place("Referrals", "referrals", Permission.OFFER),
            Place("Money and bags", "money", Permission.VIEW_MONEY),
            Place("Places", "my_places", Permission.EDIT_PLACES),
            Place("Agreements", "agreements", Permission.VIEW_AGREEMENTS),
        ),
    ),
    Fold(
        "Calls and reports",
        (
            Place("Calls", "calls", Permission.VIEW_CALLS),
            Place("Reports", "reports", Permission.VIEW_CALLS),
        ),
    ),
    Fold(
        "Oversight",
        (
            Place("Recommendations", "recommendations", Permission.VIEW_RECOMMENDATIONS),
            Place("Meetings, plans and scrutiny", "oversight", Permission.VIEW_OVERSIGHT),
        ),
    ),
    Fold(
        "Look up",
        (
            Place("Pathway", "pathway_map", Permission.VIEW_RULES),
            Place("Practices", "practices", Permission.VIEW_PRACTICES),
            Place("What changes minds", "what_changed_figures", Permission.VIEW_GAPS),
            Place("Who has looked", "looks", Permission.VIEW_LOOKS),
        ),
    ),
)
UNLESS = {"agreements": Permission.EDIT_PLACES}
"""Left out for those who reach it from another entry."""
FEW = 6
"""So many fit side by side: where there are no more, nothing is folded."""


def frame(request: HttpRequest, actor: Actor, current: str = "") -> dict[str, Any]:
    """The layout's variables for a signed-in person."""
    return {
        "signed_in": {
            "name": actor.user_name,
            "role": say("{card}, {body_name}", card=actor.role.card.name, body_name=actor.body_name),
        },
        "nav": entries(actor.role, _places().get(request.path, current)),
        "search_url": reverse("find") if actor.may(Permission.VIEW_CASE) else "",
        "training": settings.TRAINING,
    }


@cache
def _places() -> dict[str, str]:
    """Each entry's place by its address: a page that is an entry marks itself, whatever part it says it is of."""
    places = (place for one in TOP for place in (one.places if isinstance(one, Fold) else (one,)))
    return {reverse(one.place): one.place for one in places}


@cache
def entries(role: Role, current: str) -> tuple[Entry, ...]:
    """The entries of a role, as seen from one of its places. Worked out once: nothing in it is anybody's own."""
    found = [_entry(one, role, current) for one in TOP]
    there = [entry for entry in found if entry.href or entry.under]
    if sum(len(entry.under) or 1 for entry in there) <= FEW:
        return tuple(one for entry in there for one in entry.under or (entry,))
    return tuple(entry.under[0] if len(entry.under) == 1 else entry for entry in there)


def _entry(one: Place | Fold, role: Role, current: str) -> Entry:
    if isinstance(one, Place):
        return Entry(one.name, reverse(one.place) if _open(one, role) else "", one.place == current)
    under = tuple(_entry(each, role, current) for each in one.places if _open(each, role))
    return Entry(one.name, "", any(each.current for each in under), under)


def _open(one: Place, role: Role) -> bool:
    permissions = role.card.permissions
    return one.permission in permissions and UNLESS.get(one.place) not in permissions
