"""My day: what is due for me, most urgent first; contacts of today beside it; what is waited on from others apart."""

import datetime
from functools import partial
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.people.workspace.presenters import my_day as present
from handrail.people.workspace.queries.my_day import get_my_day
from handrail.people.workspace.reading_records import record_reading_of_cases
from handrail.people.workspace.shown_day_rows import MyDayShownPart
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission, Role
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

HOMES = {
    Role.HOUSING: "tonight",
    Role.DATA_PROTECTION: "data_protection_home",
    **dict.fromkeys((Role.COMMISSIONER, Role.FORCE_LEAD, Role.BOARD), "area_brief"),
}
FIRST_PAGES = (
    (Permission.VIEW_DAY, "my_day"),
    (Permission.ADMINISTER, "administration"),
    (Permission.ADD_ORGANISATIONS, "organisations"),
    (Permission.VIEW_FOR_YOU, "area_home"),
)
"""Where work begins: the home of the role, else the first of these that it may open."""


class MyDayOwnerAndPageLinksContext(TypedDict):
    """Whose day it is, and what the reader may change about the page."""

    team: bool
    leads: bool
    near: str
    all_todo: str
    all_waiting: str
    all_for_reader: str
    previous_page: str
    next_page: str
    now: datetime.datetime
    may_open: bool


@requires_permission(Permission.VIEW_RULES)
def redirect_to_first_page_of_role(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where the role's work begins."""
    first = next((place for may, place in FIRST_PAGES if actor.may(may)), "pathway_map")
    return redirect(HOMES.get(actor.role, first))


@requires_permission(Permission.VIEW_DAY)
def my_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's day, or their team's where they lead it."""
    leads = actor.role is Role.DUTY_LEAD
    team = leads and request.GET.get("whose") != "mine"
    part = next(
        (one for one in MyDayShownPart if one.value == request.GET.get("show", "")), MyDayShownPart.DAY
    )
    day = get_my_day(actor, team=team, part=part, page=_parse_my_day_page_number(request))
    make_address = partial(build_address_with_query, request)
    record_reading_of_cases(actor, "viewed: my day", day.shown)
    shown: MyDayOwnerAndPageLinksContext = {
        "team": team,
        "leads": leads,
        "near": make_address(show=None, page=None),
        "all_todo": make_address(show=MyDayShownPart.TODO, page=None),
        "all_waiting": make_address(show=MyDayShownPart.WAITING, page=None),
        "all_for_reader": make_address(show=MyDayShownPart.FOR_READER, page=None),
        "previous_page": make_address(page=day.page - 1) if day.page > 1 else "",
        "next_page": make_address(page=day.page + 1) if day.page < day.pages else "",
        "now": timezone.localtime(),
        "may_open": actor.may(Permission.OPEN_CASE),
    }
    rows = present.present_my_day(day, make_address=make_address)
    return render(
        request,
        "workspace/my_day.html",
        {**get_layout_context(request, actor, "my_day"), **rows, **shown},
    )


def _parse_my_day_page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
