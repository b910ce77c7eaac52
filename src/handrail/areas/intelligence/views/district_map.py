"""The map of outreach and intelligence: districts and merged cells, a month late."""

from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.areas.intelligence import presenters
from handrail.areas.intelligence.presenters import NAV, DistrictMapSection
from handrail.areas.intelligence.queries.district_map import SMALLEST_CELL, get_district_map
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class MapPageContext(TypedDict):
    """What intelligence/map.html shows."""

    tabs: list[tuple[str, str, bool]]
    period: str
    figures: list[dict[str, object]]
    parts: list[DistrictMapSection]
    smallest: int
    within: int


@requires_permission(Permission.VIEW_INTELLIGENCE_MAP)
def intelligence_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's own area over twelve months."""
    found = get_district_map(actor)
    shown: MapPageContext = {
        "tabs": presenters.make_intelligence_tabs(actor, "intelligence_map"),
        "period": presenters.format_first_and_last_month_of_map(found),
        "figures": presenters.list_intelligence_totals_of_area(found),
        "parts": presenters.present_district_map_sections(found),
        "smallest": SMALLEST_CELL,
        "within": found.within,
    }
    return render(request, "intelligence/map.html", {**get_layout_context(request, actor, NAV), **shown})
