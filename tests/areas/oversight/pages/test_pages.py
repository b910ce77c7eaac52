"""Forms and lists of oversight: bad answers, closed things, another body's numbers; never a fault of ours."""

import csv
import io

import pytest
from django.test import Client

from handrail.areas.oversight.actions import plans
from handrail.areas.oversight.actions.programmes import add_follow_up_promised_in_programme
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from support.cast import sign_in
from support.oversight_data import meet, oversee
from support.worlds import shared_world

DATES = {"held_on-day": "30", "held_on-month": "2", "held_on-year": "2026"}


@shared_world
def made(cast):
    return oversee(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("meetings/add/", {"title": "x"} | DATES, "there is no 30 February 2026"),
        (
            "meetings/add/",
            {"title": "x"} | DATES | {"held_on-year": "2099", "held_on-day": "1"},
            "today or in the past",
        ),
        ("meetings/add/", {"title": "x" * 201} | DATES, "200 characters or less"),
        ("meetings/{meeting}/questions/add/", {"asked": ""}, "Enter the question"),
        (
            "meetings/{meeting}/settle/",
            {"level": "x", "why": "y", "seen": "1"},
            "Choose the level of assurance",
        ),
        ("plans/add/", {}, "Enter what the plan is called"),
        ("plans/{plan}/objectives/add/", {"what": "x", "owner": "1"}, "Choose who owns it"),
        ("plans/{plan}/board/", {"seen": "2"}, "Choose the state of objective 1"),
        ("plans/{plan}/end/", {"why": "x" * 10_001}, "10,000 characters or less"),
        (
            "scrutiny/{programme}/hearings/add/",
            {"subject": "x", "recommendation": "no-such"},
            "Choose one of the",
        ),
        (
            "actions/{action}/say/",
            {"state": "done", "words": "x", "seen": "2"},
            "Enter the evidence that it is done",
        ),
    ],
)
def test_a_bad_answer_is_told_what_to_mend(made, office, address, sent, says):
    here = address.format(meeting=made.meeting, plan=made.plan, programme=made.programme, action=made.action)
    reply = office.post(f"/oversight/{here}", sent, follow=True)
    assert reply.status_code == 200
    page = reply.content.decode()
    assert "There is a problem" in page
    assert says in page


def test_an_end_before_the_start_leads_to_its_field(office):
    sent = {
        "title": "x",
        "joint": "alone",
        "starts_on-day": "2",
        "starts_on-month": "1",
        "starts_on-year": "2027",
    }
    sent |= {"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2027"}
    page = office.post("/oversight/plans/add/", sent, follow=True).content.decode()
    assert 'href="#id_ends_on' in page
    assert "The last day must be on or after the first" in page


def test_closed_things_say_so(cast, made, office):
    plans.close_improvement_plan(made.plan, why="Done.", by=cast.commissioner.actor)
    here = f"/oversight/plans/{made.plan}/board/"
    reply = office.post(here, {"seen": "3", "status_1": "done"} | DATES, follow=True)
    assert "there is no 30 February 2026" in reply.content.decode()
    sent = DATES | {"held_on-day": "1", "seen": "3", "status_1": "on_track"}
    assert "This plan is closed" in office.post(here, sent, follow=True).content.decode()
    page = office.get(f"/oversight/plans/{made.plan}/").content.decode()
    assert "Report to the board" not in page


def test_forged_versions_are_stale_saves(made, office):
    for address, sent in (
        (f"meetings/{made.meeting}/questions/1/", {"asked": "Who?"}),
        (f"meetings/{made.meeting}/settle/", {"level": "full", "why": "x"}),
        (f"actions/{made.action}/say/", {"state": "open", "words": "x"}),
        (f"scrutiny/{made.programme}/hearings/2/publish/", {"title": "x", "words": "y"}),
    ):
        for seen, says in (("99", "Someone else changed this"), ("x", "There is a problem")):
            reply = office.post(f"/oversight/{address}", sent | {"seen": seen}, follow=True)
            assert (reply.status_code, says in reply.content.decode()) == (200, True), address


def test_numbers_that_are_not_there_lead_nowhere(made, office):
    for address in (
        f"meetings/{made.plan}/",
        f"meetings/{made.meeting}/questions/99/",
        f"plans/{made.meeting}/",
        f"plans/{made.plan}/objectives/99/",
        f"scrutiny/{made.programme}/hearings/99/heard/",
        f"actions/{made.meeting}/",
    ):
        assert office.get(f"/oversight/{address}").status_code == 404, address
    assert Client().get("/scrutiny/no-such/").status_code == 404


def test_the_public_page_names_nobody_who_worked_on_it(cast, made):
    page = Client().get(f"/scrutiny/{made.slug}/").content.decode()
    for _, user in cast:
        assert user.name not in page


def test_the_file_of_actions_follows_the_filters(cast, made, office):
    reply = office.get("/oversight/actions/list.csv?origin=meeting&whose=theirs")
    (row,) = csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")))
    assert (row["action"], row["person"]) == ("PLANT-ACTION Try the night line", "Force lead")
    assert (
        list(
            csv.DictReader(
                io.StringIO(office.get("/oversight/actions/list.csv?origin=plan").content.decode())
            )
        )
        == []
    )


def test_pages_ask_the_database_as_often_for_many_as_for_one(
    cast, made, office, django_assert_num_queries, django_assert_max_num_queries
):
    for address in ("/oversight/", "/oversight/actions/"):
        office.get(address)
        with django_assert_max_num_queries(30) as one:
            office.get(address)
        for _ in range(20):
            meet(cast)
        with django_assert_num_queries(len(one.captured_queries)):
            office.get(address)


def test_an_action_of_scrutiny_leads_the_force_to_no_page_that_is_closed_to_it(cast, made, client):
    """What was promised at a meeting has a page for both; a programme is the local policing body's own."""
    force = cast.force_lead.body_id
    add_follow_up_promised_in_programme(
        made.programme,
        FollowUp(what="Read more files", owner_id=force, due_on=today()),
        by=cast.commissioner.actor,
    )
    there = f'href="/oversight/scrutiny/{made.programme}/"'
    assert there in sign_in(client, cast.commissioner).get("/oversight/actions/").content.decode()
    page = sign_in(client, cast.force_lead).get("/oversight/actions/").content.decode()
    assert "Read more files" in page
    assert there not in page
    assert f'href="/oversight/meetings/{made.meeting}/"' in page
