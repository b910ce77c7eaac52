"""Who may house and who pays for those who say no to the NRM, or cannot use a safe house; and a plan for the gaps."""

from datetime import date

import pytest
from django.test import Client

from support.cast import sign_in
from support.housing_journey import WILLOW, agree, council_places, day, hold_address, send
from support.practice_pages import Pages, row

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.practice("P34")


@pytest.fixture
def declined(cast, pages):
    """Somebody who said no to the NRM."""
    pages.today(TODAY)
    council_places(cast)
    pages.open_case()
    pages.answer("nrm", "no", TODAY)
    return pages


def held(pages):
    return pages.post(hold_address(pages.markup("place/")), nights="1")


def lead_of(cast):
    lead = Pages(Client(), cast.lead)
    sign_in(lead.client, cast.lead)
    return lead


def test_for_somebody_who_said_no_it_says_that_nobody_is_confirmed_and_that_it_stops_nothing(declined):
    said = declined.read("place/")
    assert "Somebody who said no to the NRM has no national bed." in said
    assert "APCC progress update on modern slavery, 2021" in said


def test_a_placement_names_who_answers_who_pays_and_under_which_agreement(cast, declined):
    agree(cast, date(2026, 12, 31))
    stay = held(declined)
    declined.post(f"{stay}confirm/")
    said = declined.read(stay)
    for words in (
        "How sure Agreed",
        "Answers for housing them Fen housing team",
        "the emergency fund",
        "Under Council rooms",
        "Pays for food and other needs Lantern",
    ):
        assert words in said
    assert "Outside the NRM" in declined.read("place/")


def test_subsistence_comes_from_dated_rates_with_their_source(cast, declined):
    lead = agree(cast, date(2026, 12, 31))
    there = lead.link("Council rooms", "/agreements/")
    for pence, since in (("35", date(2026, 1, 1)), ("39.60", date(2026, 7, 1)), ("45", date(2027, 1, 1))):
        lead.post(
            f"{there}rate/",
            whom="adult",
            pence=pence,
            per="week",
            source="Letter between the two",
            confidence="confirmed",
            **day("since", since),
        )
    assert "An adult £39.60 a week Holds today" in lead.read(there)
    said = declined.read(held(declined))
    assert "An adult: £39.60 a week Since 1 July 2026. Letter between the two." in said


def test_where_nothing_is_agreed_the_gap_is_in_the_review_and_becomes_an_action_of_the_plan(cast, declined):
    lead = lead_of(cast)
    council = Pages(Client(), cast.housing)
    sign_in(council.client, cast.housing)
    place = council.link("Change", "/places/")
    shown = council.markup(place)
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    send(council, place, WILLOW | {"seen": seen, "use": "ask", "address": ""})
    stay = held(declined)
    declined.post(f"{stay}confirm/", answers_for="", payer="", pays_from="")
    assert "How sure Not confirmed" in declined.read(stay)
    review = lead.markup("/places/review/")
    assert ": 1 " in row(review, "Nights that nobody is written down as paying for")
    lead.post(
        lead.link("Make an action", "/places/review/"),
        words="Ask the commissioner’s office who pays",
        who="Leah Corrigan",
        **day("by_day", date(2026, 12, 4)),
    )
    assert "Ask the commissioner’s office who pays Leah Corrigan, by 4 December 2026" in lead.read(
        "/places/review/"
    )
    lead.post(lead.link("Say what came of it", "/places/review/"), outcome="They pay from January")
    assert "They pay from January" in lead.read("/places/review/")
