"""Places of the people whose cases the reader may open: who needs one, who is held one, who stays where until when."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.people.cases.case_filter import CaseScope, list_case_scopes
from handrail.people.housing.forms.stays import format_night_from_evening
from handrail.people.housing.queries.places_of_people import PlaceList
from handrail.people.workspace.case_list_filters import SCOPE_CHOICES
from handrail.people.workspace.presenters.places import PlacesPageItem, present_person_place
from handrail.people.workspace.queries.places import PlacesPageRows, get_places_page
from handrail.people.workspace.queries.sql.places import MOST_CASES
from handrail.people.workspace.reading_records import record_reading_of_cases
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query


class PlacesPageList(NamedTuple):
    """One list: its code, its rows, how many there are in all, and the address of all where some are left out."""

    code: str
    rows: Sequence[PlacesPageItem]
    total: int
    all_href: str


class PlacesPageContext(TypedDict):
    """What `workspace/places.html` draws. `part` is the list that is shown whole, "" for all three."""

    night: str
    scopes: Sequence[tuple[str, str, bool]]
    lists: Sequence[PlacesPageList]
    part: str
    all_lists: str
    page: int
    pages: int
    previous_page: str
    next_page: str
    most_cases: int


@requires_permission(Permission.FIND_PLACE)
def show_places_of_people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The three lists, each with its first rows, or one of them page by page. No address of a place is on it."""
    scopes = list_case_scopes(actor)
    scope = next((one for one in scopes if one.value == request.GET.get("whose")), scopes[0])
    part = next((one for one in PlaceList if one.value == request.GET.get("show")), None)
    now = timezone.localtime()
    found = get_places_page(actor, scope, part, request.GET.get("page", "1"))
    record_reading_of_cases(actor, "viewed: places", found.shown)
    shown: PlacesPageContext = {
        "night": format_night_from_evening(get_tonight(now)),
        "scopes": [(one.value, SCOPE_CHOICES[one], one is scope) for one in scopes],
        "lists": [
            _make_places_page_list(request, actor, found, each, is_shared=scope is CaseScope.SHARED)
            for each in found.rows
        ],
        "part": part or "",
        "all_lists": build_address_with_query(request, show=None),
        "page": found.page,
        "pages": found.pages,
        "previous_page": build_address_with_query(request, page=found.page - 1) if found.page > 1 else "",
        "next_page": build_address_with_query(request, page=found.page + 1)
        if found.page < found.pages
        else "",
        "most_cases": MOST_CASES if found.is_more else 0,
    }
    layout = get_layout_context(request, actor, "places_of_people")
    return render(request, "workspace/places.html", {**layout, **shown})


def _make_places_page_list(
    request: HttpRequest, actor: Actor, found: PlacesPageRows, which: PlaceList, *, is_shared: bool
) -> PlacesPageList:
    now = timezone.localtime()
    rows, count = found.rows[which], found.counts[which]
    is_cut = len(found.rows) > 1 and count > len(rows)
    return PlacesPageList(
        which,
        [present_person_place(row, now, reader=actor.user_name, is_shared=is_shared) for row in rows],
        count,
        build_address_with_query(request, show=which) if is_cut else "",
    )
