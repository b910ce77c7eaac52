"""The pages of practices: what they say, what an address means, what a file holds, how often they ask."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.areas.practices.models import Practice
from support.practice_library import Shelf, told
from support.practice_pages import words_of
from support.worlds import shared_world

EMPTY = "No area reported this. That does not mean none does it."
ESSEX, LINCOLNSHIRE = "fire-commissioner-essex", "commissioner-lincolnshire"


@shared_world
def shelf(cast):
    return Shelf(cast.collator.actor)


@shared_world
def room(shelf):
    (row,) = shelf.put(
        ESSEX,
        told("Room for a night", phases=["before"], source_paragraph="accommodation.b3", since="May 2020"),
    )
    return row


def read(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return words_of(answer.content.decode())


def search(client, words):
    """What the library shows for typed words, which are in no address."""
    answer = client.post(reverse("practices"), {"words": words}, follow=True)
    assert f"={words}" not in answer.redirect_chain[-1][0]
    return words_of(answer.content.decode())


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(
        [one for one in queries if not one["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))]
    )


def test_an_empty_place_says_what_it_means(signed_in, cast, room):
    client = signed_in(cast.worker)
    assert EMPTY in search(client, "xylophone")
    assert EMPTY in read(client, "practices_planned")


def test_a_facet_that_means_nothing_is_passed_over(signed_in, cast, room):
    client = signed_in(cast.worker)
    for wrong in (
        {"area": "\0"},
        {"theme": "best"},
        {"page": "-1"},
        {"page": "²"},
        {"sort": "x"},
    ):
        read(client, "practices", **wrong)
    search(client, "\0%' ")
    assert "1 example" in read(client, "practices", theme="best", state="best", page="9999999")


def test_the_file_holds_what_the_search_found_until_it_ends(signed_in, cast, room):
    client = signed_in(cast.worker)
    found = client.post(reverse("practices"), {"words": "night"}).headers["Location"].partition("?")[2]
    missed = client.post(reverse("practices"), {"words": "xylophone"}).headers["Location"].partition("?")[2]
    address = reverse("practices_file")
    assert b"Room for a night" in client.get(f"{address}?{found}").content
    assert b"Room for a night" not in client.get(f"{address}?{missed}").content
    answer = client.get(f"{address}?q=nobody-has-this-token", follow=True)
    assert "This search has ended" in answer.content.decode()


def test_the_page_leads_back_to_the_return_and_the_source(signed_in, cast, room):
    page = read(signed_in(cast.worker), "practice", room.key)
    for words in (
        "Essex",
        "Police, Fire and Crime Commissioner for Essex",
        "Securing Accommodation, bullet 3",
        "May 2020",
    ):
        assert words in page
    markup = signed_in(cast.collator).get(reverse("practice", args=[room.key])).content.decode()
    assert reverse("return_edition", args=["first-call", ESSEX, 1]) in markup


def test_the_file_holds_all_that_fits_and_no_formula(signed_in, cast, shelf, room):
    shelf.put(LINCOLNSHIRE, told("=HYPERLINK(1)", "+1"))
    shelf.put("commissioner-surrey", told("Hidden", safe_venue=True))
    client = signed_in(cast.worker)
    answer = client.get(reverse("practices_file"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="practices.csv"'
    assert [row[0] for row in rows] == ["Name", "Room for a night", "'=HYPERLINK(1)"]
    assert rows[2][4] == "'+1"
    found = client.post(reverse("practices"), {"words": "night"}).headers["Location"].partition("?")[2]
    some = client.get(f"{reverse('practices_file')}?{found}").content.decode()
    assert len(some.splitlines()) == 2


@pytest.mark.one_engine
def test_the_pages_ask_as_often_for_one_as_for_a_hundred(signed_in, cast, shelf, room):
    worker, collator = signed_in(cast.worker), signed_in(cast.collator)
    (plan,) = shelf.put("commissioner-kent", told("A plan", state="planned"))
    shelf.tell("commissioner-dorset", told("Waits", "Waits to be sorted"))
    places = [
        (worker, reverse("practices")),
        (worker, reverse("practices_file")),
        (worker, reverse("practices_planned")),
        (worker, reverse("practice", args=[plan.key])),
        (collator, reverse("practices_to_sort")),
    ]
    one = [asked(client, address) for client, address in places]
    shelf.put("commissioner-surrey", *(told(f"Plan {number}", state="planned") for number in range(99)))
    shelf.tell("commissioner-gwent", *(told(f"Waits {number}") for number in range(99)))
    assert [asked(client, address) for client, address in places] == one
    assert max(one) <= 12


def test_a_collator_confirms_or_chooses_otherwise(signed_in, cast, shelf):
    (key,) = shelf.tell(ESSEX, told("Room for a night", "A hotel room for a night"))
    client = signed_in(cast.collator)
    assert "1 practice to sort" in read(client, "practices_to_sort")
    sent = {"theme": "place", "section": "accommodation", "seen": "0"}
    assert "draft=" not in client.post(reverse("practice_sort", args=[key]), sent)["Location"]
    assert "Nothing to sort." in read(client, "practices_to_sort")
    assert Practice.objects.get().confirmed_by == cast.collator
    late = client.post(reverse("practice_sort", args=[key]), {**sent, "theme": "needs"}, follow=True)
    assert "Someone else changed this while you were writing" in late.content.decode()
    page = words_of(late.content.decode())
    assert "Needs, commissioning and take-up" in page
    assert "Accommodation, money and essentials" in page
    assert Practice.objects.get().theme == "place"


def test_nothing_chosen_is_said_at_its_field(signed_in, cast, shelf):
    (key,) = shelf.tell(ESSEX, told("Room"))
    page = words_of(
        signed_in(cast.collator)
        .post(reverse("practice_sort", args=[key]), {"seen": "0"}, follow=True)
        .content.decode()
    )
    assert "Choose a topic" in page
    assert "Choose the section of the report" in page


def test_a_body_says_what_became_of_its_plan(signed_in, cast, shelf):
    (plan,) = shelf.put(LINCOLNSHIRE, told("Navigators", state="seeking_funds"))
    client = signed_in(cast.commissioner)
    sent = {"outcome": "dropped", "words": "The bid failed"}
    assert "draft=" not in client.post(reverse("practice_became", args=[plan.key]), sent)["Location"]
    page = read(signed_in(cast.worker), "practices_planned")
    assert "Dropped" in page
    assert "The bid failed" in page


def test_areas_like_ours_say_why(signed_in, cast, room):
    page = read(signed_in(cast.commissioner), "practices_like")
    for words in ("Areas like Lincolnshire", "Derbyshire", "53 there, 50 here", "Open Government Licence"):
        assert words in page
    assert "Areas like Kent" in read(signed_in(cast.commissioner), "practices_like", area="E23000032")
    assert "Choose one" in read(signed_in(cast.collator), "practices_like") or "Areas like" in read(
        signed_in(cast.collator), "practices_like"
    )


def test_how_far_a_suggestion_can_be_trusted_is_said(signed_in, cast, room):
    assert "Tested on 1 practice: 0 right" in read(signed_in(cast.collator), "practices_to_sort")
