"""Seeking in the library: words, facets, copies, pages; the same on both engines; nothing that must stay back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.practices.actions.search_words import choose_new_head_of_near_duplicates
from handrail.areas.practices.models import Practice
from handrail.areas.practices.queries.library import (
    NOT_STATED,
    LibrarySort,
    PracticeLibraryFilter,
    get_practice_library_filter_choices,
    iterate_practice_library,
    search_practice_library,
)
from handrail.areas.practices.queries.practice_detail import find_practice_detail
from handrail.platform.reference.queries import list_governing_bodies
from support.practice_library import BAGS, told
from support.worlds import shared_world

ESSEX, SURREY, DURHAM = "fire-commissioner-essex", "commissioner-surrey", "commissioner-durham"


def titles(actor, **wanted):
    return [line.title for line in search_practice_library(actor, PracticeLibraryFilter(**wanted)).rows]


@shared_world
def three(shelf):
    """Essex: a room, before. Surrey: a navigator, in and after, evaluated, in the second call. Durham: a fund."""
    shelf.put(ESSEX, told("Room for a night", "Housing until the morning", phases=["before"]))
    shelf.put(DURHAM, told("Fund", "Money for a phone", kind="fund", state="planned"))
    shelf.put(
        SURREY,
        told("Navigator", "Goes with the person", kind="post", phases=["during", "after"], evaluated="yes"),
        call="second-call",
        theme="beside",
    )
    return shelf


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Fund", "Room for a night", "Navigator"]),
        ({"words": "houses"}, ["Room for a night"]),
        ({"words": "MORNING housing"}, ["Room for a night"]),
        ({"words": "morning phone"}, []),
        ({"words": "surrey"}, ["Navigator"]),
        ({"words": "the"}, ["Fund", "Room for a night", "Navigator"]),
        ({"words": "50% _ ' \" \\"}, []),
        ({"area": "E23000031"}, ["Navigator"]),
        ({"region": "North East"}, ["Fund"]),
        ({"phase": "before"}, ["Room for a night"]),
        ({"phase": NOT_STATED}, ["Fund"]),
        ({"theme": "beside"}, ["Navigator"]),
        ({"state": "planned"}, ["Fund"]),
        ({"kind": "fund"}, ["Fund"]),
        ({"evaluated": "yes"}, ["Navigator"]),
        ({"call": "second-call"}, ["Navigator"]),
        ({"theme": "beside", "state": "planned"}, []),
        ({"sort": LibrarySort.TITLE}, ["Fund", "Navigator", "Room for a night"]),
        ({"sort": LibrarySort.NEWEST}, ["Navigator", "Fund", "Room for a night"]),
    ],
)
def test_what_is_sought_is_found(three, cast, wanted, found):
    assert titles(cast.worker.actor, **wanted) == found


def test_everybody_finds_the_same_but_for_safe_venues(shelf, cast):
    shelf.put("commissioner-lincolnshire", told("Convent", "An old convent", safe_venue=True))
    seen = {part for part, user in cast if titles(user.actor)}
    assert seen == {"collator", "commissioner", "board", "signatory"}
    for part, user in cast:
        assert bool(titles(user.actor, words="convent")) == (part in seen)
        key = search_practice_library(cast.collator.actor, PracticeLibraryFilter()).rows[0].key
        assert bool(find_practice_detail(user.actor, key)) == (part in seen)
        assert bool(list(iterate_practice_library(user.actor, PracticeLibraryFilter()))) == (part in seen)


def test_what_a_body_marks_later_is_gone_before_anybody_sorts_it_anew(shelf, cast):
    (row,) = shelf.put(ESSEX, told("Convent", "An old convent"))
    ReturnPractice.objects.filter(key=row.key).update(safe_venue=True)
    assert titles(cast.worker.actor) == []
    assert find_practice_detail(cast.worker.actor, row.key) is None
    assert titles(cast.collator.actor) == ["Convent"]


def test_near_copies_are_one_line_that_leads_to_all(shelf, cast):
    (first,) = shelf.put(ESSEX, told("Go bags", f"{BAGS}. We gave 40."))
    shelf.put(SURREY, told("Go bags", f"{BAGS}. We gave 55."))
    shelf.put(DURHAM, told("Go bags", f"{BAGS}. We gave 70."), call="second-call")
    found = search_practice_library(cast.worker.actor, PracticeLibraryFilter())
    assert (found.count, [line.area_name for line in found.rows]) == (1, ["Durham"])
    assert found.rows[0].copies == 2
    alike = search_practice_library(cast.worker.actor, PracticeLibraryFilter(alike=first.key))
    assert [line.area_name for line in alike.rows] == ["Durham", "Essex", "Surrey"]
    assert titles(cast.worker.actor, area="E23000031") == ["Go bags"]


def test_what_points_to_a_safe_venue_is_nobodys_near_copy(shelf, cast):
    shelf.put(ESSEX, told("Bags", BAGS, safe_venue=True))
    (row,) = shelf.put(SURREY, told("Bags", BAGS))
    assert row.alike is None


def test_a_practice_that_is_withheld_later_leaves_its_copies_to_each_other(shelf, cast):
    (head,) = shelf.put(ESSEX, told("Bags", f"{BAGS}. We gave 40."))
    (second,) = shelf.put(SURREY, told("Bags", f"{BAGS}. We gave 55."))
    shelf.put(DURHAM, told("Bags", f"{BAGS}. We gave 70."))
    choose_new_head_of_near_duplicates(head)  # as when it is sorted anew
    Practice.objects.filter(pk=head.pk).update(safe_venue=True)
    (line,) = search_practice_library(cast.worker.actor, PracticeLibraryFilter()).rows
    assert (line.head, line.copies) == (second.key, 1)
    assert titles(cast.worker.actor, alike=head.key) == []
    assert len(titles(cast.worker.actor, alike=second.key)) == 2


def test_pages_hold_twenty_and_a_page_too_far_is_the_last(shelf, cast):
    bodies = [row.body_code for row in list_governing_bodies(datetime.date(2021, 5, 26))][:25]
    for number, body in enumerate(bodies):
        shelf.put(body, told(f"Practice {number}", f"Unlike the others: {number} {body}"))
    found = search_practice_library(cast.worker.actor, PracticeLibraryFilter(page=1))
    assert (found.count, found.pages, len(found.rows)) == (25, 2, 20)
    last = search_practice_library(cast.worker.actor, PracticeLibraryFilter(page=99))
    assert (last.page, len(last.rows)) == (2, 5)
    assert {line.key for line in found.rows} & {line.key for line in last.rows} == set()


def test_two_statements_whatever_is_there(three, cast, shelf):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            search_practice_library(cast.worker.actor, PracticeLibraryFilter(words="room"))
        return len(queries)

    one = asked()
    shelf.put("commissioner-kent", *(told(f"Room {number}") for number in range(30)))
    assert asked() == one == 2


def test_the_facets_offer_what_is_known(three):
    found = get_practice_library_filter_choices()
    assert len(found.areas) == 43
    assert ("first-call", "first-call") in found.calls
    assert "East Midlands" in found.regions
