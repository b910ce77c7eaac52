"""Tonight: the home of who keeps places."""

from typing import TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.directory.housing.queries.places import list_own_places
from handrail.people.housing.forms.stays import format_night_from_evening
from handrail.people.housing.queries.stays_in_own_units import (
    OwnUnitStay,
    count_taken_spaces_by_unit_and_night,
    list_stays_in_own_units,
)
from handrail.people.housing.tonight import (
    SOON,
    EndingStayRow,
    NightBedSpaceTotal,
    TonightKeyFigure,
    UnitHoldRow,
    UnitNightsRow,
    draw_occupancy_chart,
    get_charted_nights,
    get_shown_nights,
    list_ending_stay_rows,
    list_night_totals,
    list_tonight_figures,
    list_unit_hold_rows,
    list_unit_nights_rows,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.documents.charts import DrawingSvgWithAltText
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page
from handrail.platform.ui.query_strings import build_address_with_query

MOST_ROWS = 25


class TonightPageContext(TypedDict):
    """What housing/own_places_tonight.html shows. `newer` and `older` are addresses of other pages of units."""

    night: str
    figures: list[TonightKeyFigure]
    holds: list[UnitHoldRow]
    more_holds: int
    ending: list[EndingStayRow]
    more_ending: int
    totals: list[NightBedSpaceTotal]
    occupancy: DrawingSvgWithAltText | None
    occupancy_rows: list[tuple[str, int, int]]  # night, bed spaces taken, bed spaces in use
    unit_rows: list[UnitNightsRow]
    page: "Page[object]"
    newer: str
    older: str
    may_see_day: bool


@requires_permission(Permission.EDIT_PLACES)
def show_units_by_night(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Units by night, holds with the time left, stays that end. No address is on it."""
    now = timezone.localtime()
    nights = get_shown_nights(now)
    units = [(place, unit) for place in list_own_places(actor) for unit in place.units.all()]
    by_unit = {unit.pk: (place, unit) for place, unit in units}
    stays = list_stays_in_own_units(actor, now)
    charted = get_charted_nights(nights[0])
    taken = count_taken_spaces_by_unit_and_night(actor, charted[0], charted[-1], now)
    occupancy = list_night_totals(units, charted, taken)
    totals = list_night_totals(units, nights, taken)
    holds, ending = list_unit_hold_rows(stays, by_unit, now), list_ending_stay_rows(stays, by_unit, nights[0])
    page = fetch_page(units, request.GET.get("page", "1"))
    _record_shown_cases_in_audit_trail(actor, stays)
    shown: TonightPageContext = {
        "night": format_night_from_evening(nights[0]),
        "figures": list_tonight_figures(totals[0], len(holds), len(ending), nights[SOON.days - 1]),
        "holds": holds[:MOST_ROWS],
        "more_holds": max(0, len(holds) - MOST_ROWS),
        "ending": ending[:MOST_ROWS],
        "more_ending": max(0, len(ending) - MOST_ROWS),
        "totals": totals,
        "occupancy": draw_occupancy_chart(occupancy),
        "occupancy_rows": [(total.day, total.spaces - total.free, total.spaces) for total in occupancy],
        "unit_rows": list_unit_nights_rows(list(page.object_list), nights, taken),
        "page": page,
        "newer": _make_link_to_page_of_own_units(request, page.number - 1) if page.has_previous() else "",
        "older": _make_link_to_page_of_own_units(request, page.number + 1) if page.has_next() else "",
        "may_see_day": actor.may(Permission.VIEW_DAY),
    }
    return render(
        request, "housing/own_places_tonight.html", {**get_layout_context(request, actor, "tonight"), **shown}
    )


def _make_link_to_page_of_own_units(request: HttpRequest, number: int) -> str:
    return build_address_with_query(request, page=str(number))


def _record_shown_cases_in_audit_trail(actor: Actor, stays: list[OwnUnitStay]) -> None:
    about = dict.fromkeys(stay.case_id for stay in stays if stay.reference)
    write_read_records_of_files(
        who=actor.who, verb="viewed places", about=list(about), shown=[Kind.HOUSING.value]
    )
