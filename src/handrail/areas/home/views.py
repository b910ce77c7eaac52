"""For you: what the reader's body must decide, sign and answer, and what it waits for."""

import datetime
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.areas.home.cards import HOME_CARDS
from handrail.areas.home.presenters import HomePageContent, present_home
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_represented_body_ids
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.home_cards import HomeCard, HomePageViewer
from handrail.platform.ui.navigation import get_layout_context


class AreaHomePageContext(TypedDict):
    """What home/for_you.html shows."""

    home: HomePageContent
    cards: list[HomeCard]
    body_name: str
    today: datetime.date


@requires(Permission.VIEW_RECOMMENDATIONS)  # which exactly the area roles hold
def area_home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The home of the area roles: what is due, composed from the cards of the rooms."""
    reader = HomePageViewer(actor, get_represented_body_ids(actor), timezone.now())
    cards = [card for card in HOME_CARDS if actor.may(card.permission)]
    shown: AreaHomePageContext = {
        "home": present_home([(card, card.list_rows(reader)) for card in cards], get_today()),
        "cards": cards,
        "body_name": actor.body_name,
        "today": get_today(),
    }
    return render(request, "home/for_you.html", {**get_layout_context(request, actor, "area_home"), **shown})
