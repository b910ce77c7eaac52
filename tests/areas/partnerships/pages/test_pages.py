"""Pages of boards and forums: bad answers are told what to mend, and lists cost the same for one row as for thirty."""

import pytest
from django.test import Client

from handrail.areas.partnerships.actions.seats import answer_seat_invitation, offer_seat_to_organisation
from handrail.areas.partnerships.models import GroupAction, GroupMeeting, Seat
from handrail.platform.access.today import today
from support.cast import sign_in
from support.partnerships import DAY, hold, offer, partner_up, set_up
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.one_engine


@shared_world
def made(cast):
    return partner_up(cast)


@pytest.fixture
def office(cast) -> Client:
    return sign_in(Client(), cast.commissioner)


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        (
            "{board}/seats/add/",
            {"organisation": "Nobody at all", "office": "x"},
            "is not in the list of organisations",
        ),
        ("{board}/seats/add/", {"organisation": "", "office": ""}, "Enter the organisation"),
        ("{board}/seats/add/", {"organisation": "Lantern", "email": "lantern"}, "Enter an email address"),
        ("{board}/meetings/draft/", {"a_year": "40"}, "Enter a whole number from 1 to 24"),
        (
            "{board}/meetings/add/",
            {"planned_on-day": "30", "planned_on-month": "2", "planned_on-year": "2027"},
            "30 February",
        ),
        ("{board}/actions/offer/", {"what": "", "seat": "0"}, "Enter the action"),
        ("{board}/contributions/add/", {"body": "0", "year": "x"}, "Choose the organisation"),
        ("{board}/close/", {"why": "", "seen": "1"}, "Enter why"),
        (
            "{board}/terms/change/",
            {"purpose": "", "legal_status": "x", "confidentiality": "x"},
            "Enter the purpose",
        ),
        ("{board}/terms/change/", {"purpose": "x" * 3001}, "3,000 characters or less"),
        ("operations/{operation}/results/", {"moment": "x", "source": ""}, "Choose when it was counted"),
        (
            "operations/{operation}/results/",
            {"moment": "end", "source": "x", "found": "-1"},
            "Enter a whole number",
        ),
        ("{board}/years/add/", {}, "Enter"),
    ],
)
def test_a_bad_answer_is_told_what_to_mend(made, office, address, sent, says):
    here = address.format(board=made.board.pk, operation=made.operation.pk)
    reply = office.post(f"/partnerships/{here}", sent, follow=True)
    assert reply.status_code == 200
    page = reply.content.decode()
    assert "There is a problem" in page
    assert says in page


def test_of_two_who_save_at_once_the_second_sees_both_versions(made, office, cast):
    here = f"/partnerships/{made.board.pk}/change/"
    given = {"name": "Ours", "papers_language": "en", "quorum": "", "meetings_a_year": "4", "seen": "1"}
    office.post(here, given)
    page = office.post(here, given | {"name": "Theirs"}, follow=True).content.decode()
    assert "Someone else changed this while you were writing" in page
    assert "Ours" in page
    assert "Theirs" in page


@pytest.mark.parametrize(
    "page", ["", "meetings/", "actions/", "engagement/", "help/", "surveys/", "operations/", "years/"]
)
def test_a_page_costs_at_most_twelve_statements_for_one_row_and_for_thirty(cast, made, page):
    client, here = sign_in(Client(), cast.lead), f"/partnerships/{made.board.pk}/{page}"
    by, seat = cast.commissioner.actor, made.seat_of("lantern")
    hold(made.board, today() - DAY, {"lantern": "came"}, by)
    offer(made.board, "lantern", "The first", by)
    few = count(client, here)
    for place in range(30):
        GroupMeeting(group=made.board, number=100 + place, planned_on=today() - place * DAY).save_by(by)
        GroupAction(
            group=made.board,
            number=100 + place,
            what=f"Action {place}",
            seat=seat,
            due_on=today(),
            offered_on=today(),
        ).save_by(by)
    assert count(client, here) == few
    assert few <= 12


def test_the_list_costs_the_same_for_one_group_and_for_thirty(cast, made):
    client = sign_in(Client(), cast.commissioner)
    few = count(client, "/partnerships/")
    for place in range(28):
        set_up(cast.commissioner.actor, "theme", f"Group {place}", ("lantern",), meetings_a_year=1)
    assert count(client, "/partnerships/") == few
    assert few <= 12
    assert "Page 1 of 2" in client.get("/partnerships/").content.decode()


def test_a_meeting_shows_who_came(cast, made, office):
    row = hold(made.board, today() - 3 * DAY, {"lantern": "deputy"}, cast.commissioner.actor)
    page = office.get(f"/partnerships/{made.board.pk}/meetings/{row.number}/").content.decode()
    assert "Deputy came" in page


@pytest.mark.parametrize(
    "address",
    [
        "{board}/change/",
        "{board}/seats/add/",
        "{board}/meetings/1/record/",
        "{board}/surveys/add/",
        "operations/{operation}/results/",
    ],
)
def test_a_member_that_convenes_elsewhere_runs_nothing_here(cast, made, address):
    seat = offer_seat_to_organisation(
        Seat(group=made.board, body_id=cast.neighbour.body_id, office="Policy lead"),
        by=cast.commissioner.actor,
    )
    answer_seat_invitation(seat, accepts=True, seen=seat.version, by=cast.neighbour.actor)
    client = sign_in(Client(), cast.neighbour)
    assert client.get(f"/partnerships/{made.board.pk}/").status_code == 200
    here = address.format(board=made.board.pk, operation=made.operation.pk)
    assert client.get(f"/partnerships/{here}").status_code == 404
