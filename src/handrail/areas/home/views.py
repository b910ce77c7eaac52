"""For you: what the reader's body must decide, sign and answer, and what it waits for."""

from collections.abc import Sequence
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.home.card_rows import list_home_cards_with_their_rows
from handrail.areas.home.cards import HOME_CARDS
from handrail.areas.home.panels import HOME_PANELS
from handrail.areas.home.presenters import (
    DueFromReader,
    HomePageContent,
    present_home_page_content,
    summarise_what_is_due_from_reader,
)
from handrail.insight.packs.area_overview import AreaOverview, get_area_overview
from handrail.insight.provision_gaps.home_panels import (
    MissingProvisionOverview,
    get_missing_provision_overview,
)
from handrail.insight.provision_gaps.presenters import ABOUT_UNMET_NEEDS
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.home_cards import HomeCard, HomePageViewer, HomePanel, HomePanelLine
from handrail.platform.ui.navigation import get_layout_context


class AreaVictimsOverviewPageContext(TypedDict):
    """What home/area_brief.html shows."""

    overview: AreaOverview
    missing: MissingProvisionOverview
    about_unmet: str
    tabs: list[tuple[str, str, bool]]
    panels: list[tuple[HomePanel, Sequence[HomePanelLine]]]
    due: DueFromReader


class AreaToDoPageContext(TypedDict):
    """What home/for_you.html shows."""

    home: HomePageContent
    tabs: list[tuple[str, str, bool]]


@requires_permission(Permission.VIEW_FOR_YOU)
def area_home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The home of the area roles: what is due, composed from the cards of the rooms."""
    reader = HomePageViewer(actor, get_own_and_taken_over_body_ids_of_actor(actor), timezone.now())
    rows = list_home_cards_with_their_rows(_list_home_cards_of_actor(actor), reader)
    shown: AreaToDoPageContext = {
        "home": present_home_page_content(
            rows, get_today(), shows_all_waiting=request.GET.get("others") == "all"
        ),
        "tabs": _make_home_tabs("area_home") if actor.may(Permission.VIEW_OVERSIGHT) else [],
    }
    return render(request, "home/for_you.html", {**get_layout_context(request, actor, "area_home"), **shown})


@requires_permission(Permission.VIEW_OVERSIGHT)
def area_victims_overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Victims in the reader's area: how they fare, what changed beyond chance, what is missing, what is due, money."""
    reader = HomePageViewer(actor, get_own_and_taken_over_body_ids_of_actor(actor), timezone.now())
    overview = get_area_overview(actor)
    rows = list_home_cards_with_their_rows(_list_home_cards_of_actor(actor), reader)
    shown: AreaVictimsOverviewPageContext = {
        "overview": overview,
        "missing": get_missing_provision_overview(overview.area_code, overview.quarters),
        "about_unmet": ABOUT_UNMET_NEEDS,
        "tabs": _make_home_tabs("area_brief"),
        "panels": [(panel, panel.list_lines(reader)) for panel in HOME_PANELS if panel.is_for(actor)],
        "due": summarise_what_is_due_from_reader(rows, get_today()),
    }
    layout = get_layout_context(request, actor, "area_home")
    return render(request, "home/area_brief.html", {**layout, **shown})


def _list_home_cards_of_actor(actor: Actor) -> list[HomeCard]:
    return [card for card in HOME_CARDS if actor.may(card.permission)]


def _make_home_tabs(shown: str) -> list[tuple[str, str, bool]]:
    """The two pages of the home: words, address, and whether it is shown now."""
    pages = (("Victims in your area", "area_brief"), ("To do", "area_home"))
    return [(words, reverse(name), name == shown) for words, name in pages]
