"""Lists, files and forms of recommendations: what an address keeps, what a bad answer is told."""

import csv
import io
from datetime import timedelta
from urllib.parse import unquote_plus

import pytest
from django.test import Client

from handrail.areas.recommendations import actions
from handrail.areas.recommendations.inputs import AddresseesInput
from handrail.demo import recommendations_and_oversight as demo
from handrail.demo.case_writer import DemoLookups as Demo
from handrail.demo.hestia import call_of_2021_loader as hestia
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from support.cast import sign_in
from support.oversight_data import oversee, told
from support.practice_pages import words_of

ADD = "/recommendations/add/"


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


def register(cast, number, **more):
    named = ("lincolnshire-police",)
    actions.register_recommendation(
        told(**({"code": f"rec-{number}", "title": f"Recommendation {number}"} | more)),
        to=AddresseesInput(named=named),
        by=cast.commissioner.actor,
    )


def rows(reply):
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))


def test_filters_and_sorts_live_in_the_address_and_the_file_follows_them(cast, office):
    register(cast, 1, source="own", due_on=today() - timedelta(days=1), comment_rule="not")
    register(cast, 2)
    register(cast, 3, due_on=None)
    by = "/recommendations/list.csv"
    assert [row["code"] for row in rows(office.get(f"{by}?sort=title"))] == ["rec-1", "rec-2", "rec-3"]
    assert [row["code"] for row in rows(office.get(f"{by}?sort=-title"))] == ["rec-3", "rec-2", "rec-1"]
    assert [row["code"] for row in rows(office.get(f"{by}?source=own"))] == ["rec-1"]
    assert [row["code"] for row in rows(office.get(f"{by}?due=overdue"))] == ["rec-1"]
    page = office.get("/recommendations/?source=own&sort=title").content.decode()
    assert "Recommendation 1" in page
    assert "Recommendation 2" not in page
    assert "list.csv?source=own&amp;sort=title" in page


@pytest.mark.parametrize(
    ("place", "shown"), [("/recommendations/", "Recommendation 2"), ("/oversight/actions/", "Second action")]
)
def test_typed_words_stay_out_of_the_address_and_the_file_follows_them(cast, office, place, shown):
    for number, name in ((1, "First action"), (2, "Second action")):
        register(cast, number)
        follow_up = FollowUp(what=name, owner_id=cast.commissioner.body_id, due_on=today())
        actions.promise_action(follow_up, code=f"rec-{number}", by=cast.commissioner.actor)
    there = office.post(f"{place}?page=3", {"q": shown[-8:], "state": "open"})["Location"]
    assert shown[-8:] not in unquote_plus(there)
    assert "page=" not in there
    page = office.get(there).content.decode()
    assert f'value="{shown[-8:]}"' in page
    assert shown in page
    assert "First action" not in page
    assert "Recommendation 1" not in page
    address = there.partition("?")[2]
    found = rows(office.get(f"{place}list.csv?{address}"))
    assert [row.get("action", row.get("title")) for row in found] == [shown]
    ended = sign_in(Client(), cast.force_lead).get(f"{place}?{address}")
    assert "This search has ended" in ended.content.decode()
    assert sign_in(Client(), cast.force_lead).get(f"{place}list.csv?{address}")["Location"] == there


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=99", "?sort=x", "?q=%00", "?source=x&state=x&due=x"]
)
def test_an_address_typed_by_hand_breaks_nothing(cast, office, query):
    register(cast, 1)
    assert office.get(f"/recommendations/{query}").status_code == 200
    assert office.get(f"/recommendations/asked-of-us/{query}").status_code == 200
    assert office.get(f"/oversight/actions/{query}").status_code == 200


def test_a_spreadsheet_opens_what_was_typed_as_text(cast, office):
    register(cast, 1, title='=HYPERLINK("http://example.org")')
    assert rows(office.get("/recommendations/list.csv"))[0]["title"].startswith("'=")


def test_lists_and_pages_ask_the_database_as_often_for_a_hundred_as_for_one(
    cast, office, django_assert_num_queries, django_assert_max_num_queries
):
    register(cast, 0)
    office.get("/recommendations/")
    with django_assert_max_num_queries(20) as one:
        office.get("/recommendations/")
    for number in range(1, 100):
        register(cast, number)
    with django_assert_num_queries(len(one.captured_queries)):
        reply = office.get("/recommendations/")
    assert "100 recommendations, page 1 of 2" in reply.content.decode()


def test_a_page_with_86_addressees_asks_as_often_as_one_with_two(
    cast, client, django_assert_num_queries, django_assert_max_num_queries
):
    by, office = cast.collator.actor, sign_in(client, cast.collator)
    actions.register_recommendation(
        told(code="two"), to=AddresseesInput(named=("lincolnshire-police", "humberside-police")), by=by
    )
    actions.register_recommendation(
        told(code="all"), to=AddresseesInput(policing_bodies=True, chief_constables=True), by=by
    )
    office.get("/recommendations/two/")
    with django_assert_max_num_queries(30) as one:
        office.get("/recommendations/two/")
    with django_assert_num_queries(len(one.captured_queries)):
        assert "86" in office.get("/recommendations/all/").content.decode()


def answers(**more):
    given = {
        "code": "new",
        "source": "inspection",
        "title": "A title",
        "text": "A text",
        "issued_by": "Inspectors",
    }
    given |= {"due": "none", "comment_rule": "not", "named": ["lincolnshire-police"], "origin_note": ""}
    given |= {"published_on-day": "1", "published_on-month": "6", "published_on-year": "2026"}
    return given | more


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"published_on-day": "30", "published_on-month": "2"}, "there is no 30 February 2026"),
        ({"published_on-year": "2099"}, "must be today or in the past"),
        ({"published_on-year": "2001"}, "Handrail has no record of who governed policing before"),
        ({"published_on-day": ""}, "must include a day"),
        ({"due": "on"}, "Enter the date it is due"),
        (
            {"due": "on", "due_on-day": "1", "due_on-month": "5", "due_on-year": "2026"},
            "must be 1 June 2026 or later",
        ),
        ({"title": ""}, "Enter a name"),
        ({"title": "x" * 201}, "200 characters or less"),
        ({"text": "x" * 10_001}, "10,000 characters or less"),
        ({"named": ["humberside-police"]}, "is no longer available. Choose again"),
        ({"named": []}, "Choose who the recommendation is addressed to."),
        ({"code": "A B"}, "Enter a short name in small letters"),
        ({"source": "rumour"}, "Choose the source"),
        ({"title": "a\x00b"}, "invisible character that cannot be saved"),
    ],
)
def test_a_bad_answer_is_told_what_to_mend(office, more, says):
    reply = office.post(ADD, answers(**more), follow=True)
    assert reply.status_code == 200
    page = reply.content.decode()
    assert "There is a problem" in page
    assert says in page


def test_right_to_left_text_and_ten_thousand_characters_are_kept(office):
    office.post(ADD, answers(title="توصية", text="ا" * 10_000))
    page = office.get("/recommendations/new/").content.decode()
    assert "توصية" in page
    assert "ا" * 10_000 in page


@pytest.mark.parametrize("address", ["updates/999999999/", "updates/{asking}/"])
def test_numbers_of_another_bodys_updates_lead_nowhere(cast, client, address):
    made = oversee(cast)
    neighbour = sign_in(client, cast.neighbour)
    for code in (made.local, made.national, "no-such"):
        assert (
            neighbour.get(f"/recommendations/{code}/{address.format(asking=made.asking)}").status_code == 404
        )


def test_a_forged_version_is_a_stale_save_and_no_fault(cast, client):
    made = oversee(cast)
    force = sign_in(client, cast.force_lead)
    sent = {"support": "accepted", "words": "x", "evidence": "", "seen": "999"}
    reply = force.post(f"/recommendations/{made.local}/updates/{made.asking}/answer/", sent, follow=True)
    assert "Someone else changed this while you were writing" in reply.content.decode()
    assert "PLANT-UPDATE Forty officers are trained." in reply.content.decode()
    for seen in ("", "x", "-1", "9" * 30):
        reply = force.post(
            f"/recommendations/{made.local}/updates/{made.asking}/answer/", sent | {"seen": seen}, follow=True
        )
        assert "There is a problem" in reply.content.decode()


def test_a_recommendation_counts_whom_it_addressed_and_leads_to_the_call_that_asks(cast, client):
    """Of 26 May 2021: 43 and 43; Cumbria, Hampshire, North and South Yorkshire have another body today."""
    people = {"amrit.dhaliwal": cast.collator.actor, "joan.tasker": cast.commissioner.actor}
    people |= {"lorna.quayle": cast.signatory.actor, "dev.marlowe": cast.force_lead.actor}
    shown = Demo(people, {}, {}, {})
    demo.load_recommendations_and_oversight(shown, today())
    hestia.load_call_of_2021(shown, today())
    page = words_of(
        sign_in(client, cast.collator).get(f"/recommendations/{demo.CODE_2021}/").content.decode()
    )
    assert "43 local policing bodies, 43 chief constables; 4 have since been replaced by another body" in page
    assert "Requests about this recommendation 1" in page
