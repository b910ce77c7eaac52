"""The steps of a bed for tonight through the pages, as the practice tests walk them."""

import re
from datetime import date

from django.test import Client

from support.cast import sign_in
from support.practice_pages import Pages, words_of

TODAY = date(2026, 11, 24)


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


WILLOW = {
    "name": "Willow",
    "kind": "council_room",
    "area": "E23000020",
    "zone": "",
    "state": "open",
    "waits_for": "",
    "phases": ["before", "outside"],
    "mix": "any",
    "dependants": "yes",
    "pets": "no",
    "public_funds": "not_needed",
    "on_site": "",
    "phone": "",
    "night": "",
}


def send(pages, to, answers):
    """Send a form that has a field named address."""
    reply = pages.client.post(to, answers)
    assert reply.status_code == 302, words_of(reply.content.decode())


def council_places(cast):
    """The council's housing officer describes a place with one room, through the pages."""
    council = Pages(Client(), cast.housing)
    sign_in(council.client, cast.housing)
    send(council, "/places/add/", WILLOW | {"use": "agreement", "address": "3 Withy Bank, Fenmarsh"})
    council.post(
        council.link("Add a unit", "/places/"),
        name="Room 1",
        beds="1",
        whole="yes",
        note="",
        **day("open_from", TODAY),
    )
    return council


def write_down(cast, last):
    """A lead writes down which rooms, for whom, on what terms, until when, and who pays."""
    lead = Pages(Client(), cast.lead)
    sign_in(lead.client, cast.lead)
    lead.post(
        "/agreements/add/",
        name="Council rooms",
        provider="fen-housing",
        users=["lantern"],
        terms="Two nights at a time, keys from the night porter.",
        most_nights="",
        answers="fen-housing",
        payer="commissioner-lincolnshire",
        pays_from="the emergency fund",
        subsistence_payer="lantern",
        when_refused="Fen housing, duty manager",
        **day("first_night", TODAY),
        **day("last_night", last),
    )
    return lead


def agree(cast, last):
    """A lead writes the agreement down, and the council's housing officer confirms it on its page."""
    lead = write_down(cast, last)
    council = Pages(Client(), cast.housing)
    sign_in(council.client, cast.housing)
    there = council.link("Council rooms", "/agreements/")
    council.post(council.link("Confirm it", there))
    return lead


def hold_address(page):
    return re.search(r'action="(/cases/[^"]+/place/hold/[^"]+)"', page)[1]
