"""A new board is set up with terms of reference, members and a forward plan, in minutes."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.areas.partnerships.models import Group, GroupMeeting
from handrail.areas.partnerships.views.set_up import SetUpGroupPage
from handrail.platform.outbox.models import Message
from support.cast import sign_in
from support.form_steps import send_steps
from support.practice_pages import Pages, _day

TODAY = date(2026, 11, 24)
SET_UP = {
    "kind": "board",
    "name": "Wiltshire Anti-Slavery Partnership board",
    "nation": "england",
    "papers_language": "en",
    "parent": "",
    "purpose": "Find more people who are exploited, and support them.",
    "accountable_to": "The organisations that hold its seats.",
    "deciding": "By consensus.",
    "money": "",
    "quorum": "Half of the seats",
    "bodies": "Lincolnshire Police\nLantern",
    "meetings_a_year": "4",
    "starts_at": "10am",
    "place": "online",
    **_day("first_day", date(2026, 12, 25)),
}


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office."""
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def board(office) -> str:
    """The page of a board that was set up question by question."""
    return office.post("/partnerships/add/", **SET_UP)


def as_user(user) -> Pages:
    found = Pages(Client(), user)
    sign_in(found.client, user)
    return found


@pytest.mark.practice("P45")
def test_setting_up_takes_at_most_five_pages():
    assert len(SetUpGroupPage.steps) + 1 <= 5


@pytest.mark.practice("P45")
def test_a_board_is_set_up_with_terms_from_its_kind(office, board):
    page = office.read(board)
    assert "Wiltshire Anti-Slavery Partnership board" in page
    assert "Find more people who are exploited, and support them." in page
    assert "Half of the seats" in page
    terms = office.read(f"{board}terms/")
    assert "No law sets up this group." in terms
    assert "West Yorkshire terms of reference Confirmed" in terms


@pytest.mark.practice("P45")
def test_each_of_several_questions_on_a_page_keeps_its_own_label(office):
    first = office.read("/partnerships/add/")
    for words in ("About the group", "What kind of group is it?", "Name of the group", "Language of papers"):
        assert words in first
    answers = {"kind": "forum", "name": "A forum", "nation": "england", "papers_language": "en"}
    reply = office.client.post("/partnerships/add/", answers)
    terms = office.client.get(reply["Location"]).content.decode()
    assert re.search(r"<h1[^>]*>\s*Terms of reference\s*</h1>", terms)
    assert re.search(r"<label[^>]*>\s*Purpose\s*</label>", terms)


@pytest.mark.practice("P45")
def test_terms_are_proposed_for_the_kind_that_was_chosen(office):
    reply = office.client.post(
        "/partnerships/add/",
        {"kind": "forum", "name": "A forum", "nation": "england", "papers_language": "en"},
    )
    page = office.client.get(reply["Location"]).content.decode()
    assert "Bring together those who meet and support people" in page


@pytest.mark.practice("P45")
def test_members_have_seats_apart_from_readers(cast, office, board):
    assert office.read(board).count("Invited") == 2
    office.post(f"{board}readers/add/", organisation="Fen law centre", why="Follows the training")
    page = office.read(board)
    assert "Seats 3" in page
    assert "Readers 1" in page
    reader = as_user(cast.adviser)
    assert "Find more people" in reader.read(board)
    assert reader.client.get(f"{board}help/service/").status_code == 404
    assert "Answer the invitation" not in reader.read(board)


@pytest.mark.practice("P45")
def test_the_forward_plan_is_drafted_on_working_days(office, board):
    # Christmas Day and Boxing Day (moved to Monday 28 December 2026) are no working days; 25 March, 25 June and
    # 27 September 2027 (the 25th is a Saturday) are.
    days = list(GroupMeeting.objects.order_by("number").values_list("planned_on", flat=True))
    assert days == [date(2026, 12, 29), date(2027, 3, 25), date(2027, 6, 25), date(2027, 9, 27)]
    page = office.read(f"{board}meetings/")
    assert "29 December 2026" in page
    meeting = office.read(f"{board}meetings/1/")
    for item in ("Data pack", "Actions carried forward", "What survivors say"):
        assert item in meeting


@pytest.mark.practice("P45")
def test_first_invitations_wait_in_the_outbox_and_name_nothing(cast, board):
    told = Message.objects.filter(kind="group_invited")
    assert {row.to_id for row in told} == {cast.force_lead.pk, cast.lead.pk}
    assert {row.path for row in told} == {board}


@pytest.mark.practice("P45")
def test_a_member_takes_the_seat_with_a_language_or_declines_with_a_reason(cast, office, board):
    force, charity = as_user(cast.force_lead), as_user(cast.lead)
    seat = force.link("Answer the invitation", board)
    force.post(
        seat, answer="accept", holder="Head of crime", deputy_holder="", language="cy", why="", seen="1"
    )
    page = office.read(board)
    assert "Head of crime" in page
    assert "Welsh" in page
    seat = charity.link("Answer the invitation", board)
    charity.post(seat, answer="decline", holder="", deputy_holder="", language="en", why="No time", seen="1")
    assert charity.client.get(board).status_code == 404
    assert "No time" in office.read(f"{board}terms/")


@pytest.mark.practice("P45")
def test_a_member_that_leaves_reads_nothing_from_that_moment(cast, office, board):
    force = as_user(cast.force_lead)
    assert force.client.get(board).status_code == 200
    seat = re.search(r'href="([^"]+/seats/\d+/end/)"[^>]*>End<span[^>]*> Force lead', office.markup(board))
    office.post(seat[1], why="The force left the board", seen="1")
    for page in ("", "meetings/", "meetings/1/", "actions/", "engagement/", "terms/"):
        assert force.client.get(f"{board}{page}").status_code == 404


@pytest.mark.practice("P45")
def test_wales_is_a_tree_of_its_own(office, board):
    forum = SET_UP | {
        "kind": "forum",
        "name": "Anti-Slavery Wales Forum",
        "nation": "wales",
        "papers_language": "both",
    }
    above = board.split("/")[2]
    reply = send_steps(office.client, "/partnerships/add/", forum | {"parent": above})
    assert "draft=" in reply["Location"]
    office.post("/partnerships/add/", **forum)
    made = Group.objects.get(nation="wales")
    page = office.read(f"/partnerships/{made.pk}/")
    assert "English and Welsh" in page
    assert "Forum, Wales" in page


@pytest.mark.practice("P45")
def test_an_organisation_that_is_not_known_is_told_with_the_nearest_name(office):
    reply = send_steps(office.client, "/partnerships/add/", SET_UP | {"bodies": "Lincolnshire Polic"})
    page = office.client.get(reply["Location"]).content.decode()
    assert "Did you mean Lincolnshire Police" in page
