"""Local authorities agreed that their accommodation may be used temporarily: found, held, never twice for a night."""

from datetime import date

import pytest
from django.test import Client

from support.cast import sign_in
from support.housing_journey import TODAY, agree, council_places, hold_address, write_down
from support.practice_pages import Pages, row, words_of

pytestmark = pytest.mark.practice("P13")


@pytest.fixture
def ready(cast, pages):
    pages.today(TODAY)
    council_places(cast)
    agree(cast, date(2026, 11, 25))
    pages.open_case()
    return pages


def test_an_agreement_says_who_which_rooms_the_terms_and_until_when(cast, ready):
    lead = Pages(Client(), cast.lead)
    sign_in(lead.client, cast.lead)
    said = lead.read(lead.link("Council rooms", "/agreements/"))
    for words in (
        "Rooms belong to Fen housing team",
        "All its places",
        "Who can use them Lantern",
        "Two nights at a time",
        "Ends (last night included) Wednesday 25 November 2026",
        "the emergency fund",
    ):
        assert words in said


def test_its_units_are_found_from_a_case_with_the_agreement_named(ready):
    said = ready.read("place/")
    assert (
        "Room 1, Willow Available, ask first Council accommodation. Council rooms, to 25 November 2026."
        in said
    )
    assert "Withy Bank" not in said


def test_until_the_council_confirms_it_nothing_is_open_and_the_list_says_what_it_waits_for(cast, pages):
    pages.today(TODAY)
    council_places(cast)
    lead = write_down(cast, date(2026, 12, 31))
    assert "Council rooms Waiting for the provider" in lead.read("/agreements/")
    pages.open_case()
    page = pages.markup("place/")
    assert "hold/" not in page
    assert "Agreed" not in words_of(page)
    assert "Withy Bank" not in page
    assert lead.client.get(lead.link("Council rooms", "/agreements/") + "confirm/").status_code == 404
    council = Pages(Client(), cast.housing)
    sign_in(council.client, cast.housing)
    there = council.link("Council rooms", "/agreements/")
    council.post(council.link("Confirm it", there))
    assert "Confirmed Hana Greaves of Fen housing team" in lead.read(there)
    assert "hold/" in pages.markup("place/")


def test_without_an_agreement_they_are_not_to_be_had(cast, pages):
    pages.today(TODAY)
    council_places(cast)
    pages.open_case()
    page = pages.markup("place/")
    assert "hold/" not in page
    assert row(page, "Room 1, Willow") == (
        "Room 1, Willow No agreement Your organisation has no agreement to use it on this night."
    )


def test_a_unit_is_held_for_a_night_and_the_address_is_shown_only_then(ready):
    there = ready.post(hold_address(ready.markup("place/")), nights="1")
    said = ready.read(there)
    assert "Held until 10:30am" in said
    assert "3 Withy Bank, Fenmarsh" in said


def test_nobody_else_gets_it_for_the_same_night_and_they_are_told_by_whom_it_was_taken(ready):
    hold = hold_address(ready.markup("place/"))
    ready.post(hold, nights="1")
    first = ready.reference
    ready.open_case()
    again = hold.replace(first, ready.reference)
    reply = ready.client.post(again, {"nights": "1"}, follow=True)
    said = words_of(reply.content.decode())
    assert "Room 1, Willow was taken by Wren Ashdown of your organisation a moment ago." in said
    assert "Room 1, Willow Held until 10:30am" in said


def test_not_beyond_the_last_night_of_the_agreement_and_the_page_says_which_that_is(ready):
    page = ready.markup("place/?nights=7")
    assert "The agreement’s last night is Wednesday 25 November 2026." in words_of(page)
    assert 'name="nights" value="2"' in page
    reply = ready.client.post(hold_address(page), {"nights": "7"}, follow=True)
    assert "The last night of the agreement “Council rooms” is Wednesday 25 November 2026" in words_of(
        reply.content.decode()
    )
