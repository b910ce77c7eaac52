"""What was told as planned is asked about again, on the page of the return to the next call."""

import pytest
from django.urls import reverse

from handrail.areas.practices.models import PracticeOutcome
from support.calls import OURS
from support.practice_library import Shelf, told
from support.practice_pages import words_of
from support.query_counts import count
from support.worlds import shared_world

TITLE = "Planned earlier: what happened?"
LINK = "Record outcome"


@shared_world
def shelf(cast):
    return Shelf(cast.collator.actor)


@shared_world
def plan(shelf):
    (row,) = shelf.put(OURS, told("Two navigators", state="seeking_funds"))
    shelf.put("commissioner-surrey", told("Elsewhere", state="planned"))
    return row


def read(client, name, full, *more):
    return words_of(client.get(reverse(name, args=[full.call.code, OURS, *more])).content.decode())


def test_whoever_writes_the_return_says_there_what_became_of_it(cast, full, plan, signed_in):
    client = signed_in(cast.commissioner)
    page = read(client, "call_return", full)
    for words in (TITLE, "Two navigators", "Reported in 2021.", LINK):
        assert words in page
    assert "Elsewhere" not in page
    assert TITLE in read(client, "return_practice_add", full)
    here = reverse("call_return", args=[full.call.code, OURS])
    form = f"{reverse('practice_became', args=[plan.key])}?call={full.call.code}&body={OURS}"
    assert form.replace("&", "&amp;") in client.get(here).content.decode()
    sent = client.post(form, {"outcome": "still_planned", "words": "The bid is in."})
    assert sent["Location"] == f"{here}#planned-before"
    page = read(client, "call_return", full)
    assert "Still planned, " in page
    assert "The bid is in." in page
    client.post(form, {"outcome": "done", "words": ""})
    assert TITLE not in read(client, "call_return", full)


def test_whoever_signs_reads_it_and_those_who_ask_are_not_asked(cast, full, plan, signed_in):
    page = read(signed_in(cast.signatory), "call_return", full)
    assert TITLE in page
    assert LINK not in page
    assert TITLE not in read(signed_in(cast.collator), "call_return", full)
    refused = signed_in(cast.signatory).post(
        reverse("practice_became", args=[plan.key]), {"outcome": "done", "words": ""}
    )
    assert refused.status_code in (403, 404)
    assert not PracticeOutcome.objects.exists()


def test_what_a_later_call_told_is_not_asked_about_in_an_earlier_one(cast, full, signed_in):
    assert TITLE not in read(signed_in(cast.commissioner), "call_return", full)


@pytest.mark.parametrize("query", ["", "?call=x", "?call=//evil.example&body=y", "?call=&body="])
def test_from_anywhere_else_the_way_back_is_the_practice(cast, full, plan, signed_in, query):
    form = reverse("practice_became", args=[plan.key])
    sent = signed_in(cast.commissioner).post(form + query, {"outcome": "dropped", "words": ""})
    assert sent["Location"] == reverse("practice", args=[plan.key])


def test_the_return_asks_as_often_for_one_plan_as_for_forty(cast, full, shelf, plan, signed_in):
    client = signed_in(cast.commissioner)
    pages = [
        reverse("call_return", args=[full.call.code, OURS]),
        reverse("return_practice_add", args=[full.call.code, OURS]),
    ]
    count(client, pages[0])  # that it was opened is kept once
    before = [count(client, page) for page in pages]
    shelf.put(OURS, *(told(f"Plan {n}", state="planned") for n in range(39)), call="second-call")
    assert [count(client, page) for page in pages] == before
    assert "Plan 38" in client.get(pages[0]).content.decode()
