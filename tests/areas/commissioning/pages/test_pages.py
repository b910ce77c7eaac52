"""Pages of commissioning: each opens, wrong answers come back with what to mend, nobody else reads them."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.areas.commissioning.models import CommissionedService
from support.cast import sign_in
from support.commissioning import PLANTED, a_line, commission, commissioning_arguments
from support.worlds import shared_world

MOST_STATEMENTS = 12
SHOWN = (
    *("service_lines", "commissioning_rules", "published_spending", "service_line", "line_money"),
    *("renewal_review", "line_ocds", "published_file", "published_month"),
)


@shared_world
def made(cast):
    return commission(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


def addresses(cast, made, names):
    told = commissioning_arguments(made, cast.commissioner.body.code)
    return [reverse(name, args=told.get(name, [])) for name in names]


def count_statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for each in asked)


@pytest.mark.one_engine
def test_no_page_asks_more_than_twelve_statements(cast, made, office):
    pages = (*addresses(cast, made, SHOWN), reverse("service_line", args=[made.grant]))
    asked = {address: count_statements(office, address) for address in pages}
    assert {address: count for address, count in asked.items() if count > MOST_STATEMENTS} == {}


def test_every_page_that_shows_opens_for_its_office_its_board_and_its_force(cast, made):
    for user in (cast.commissioner, cast.signatory, cast.board, cast.force_lead):
        client = sign_in(Client(), user)
        for address in (
            *addresses(cast, made, SHOWN),
            reverse("service_line", args=[made.grant]),
            "/for-you/",
        ):
            assert client.get(address).status_code == 200, (user.role, address)


def test_the_directory_entry_is_a_link_for_those_who_may_open_it_alone(cast, made):
    shown = {}
    for user in (cast.commissioner, cast.board):
        client = sign_in(Client(), user)
        entry = reverse("service", args=[CommissionedService.objects.get(pk=made.grant).directory_service_id])
        page = client.get(reverse("service_line", args=[made.grant])).content.decode()
        shown[user.role] = entry in page
        assert shown[user.role] is (client.get(entry).status_code == 200)
    assert shown == {cast.commissioner.role: True, cast.board.role: False}


def test_a_neighbour_and_the_collator_read_no_word_of_it(cast, made):
    for user in (cast.neighbour, cast.collator):
        client = sign_in(Client(), user)
        for address in addresses(cast, made, ("service_line", "line_money", "renewal_review", "line_ocds")):
            page = client.get(address)
            assert page.status_code in (403, 404), address
            assert not [word for word in PLANTED if word in page.content.decode()]


def test_the_collator_reads_published_files_alone(cast, made):
    client = sign_in(Client(), cast.collator)
    body = cast.commissioner.body.code
    assert client.get(reverse("published_spending")).status_code == 200
    reply = client.get(reverse("published_file", args=[body, "grants"]))
    (row,) = csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")))
    assert (row["recipient"], row["conditions"]) == ("Lantern", "Quarterly returns")
    assert client.get(reverse("published_file", args=[body, "secrets"])).status_code == 404
    assert client.get(reverse("service_lines")).status_code == 403


@pytest.mark.one_engine
def test_a_list_of_thirty_asks_as_often_as_one_of_two(cast, made, office):
    few = count_statements(office, reverse("service_lines"))
    for number in range(28):
        a_line(cast, title=f"Line {number:02}")
    assert count_statements(office, reverse("service_lines")) == few
    page = office.get(reverse("service_lines") + "?page=2").content.decode()
    assert "Page 2 of 2" in page


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "sent", "says"),
    [
        ("add_line", {}, "Enter its name"),
        ("add_line", {"title": "x", "kind": "gift"}, "Choose contract or grant"),
        ("change_line_terms", {"notice_weeks": "105", "seen": "1"}, "Enter a whole number from 0 to 104"),
        ("move_line", {"reason": "", "seen": "1"}, "Say what happened, and why"),
        ("publish_line_notice", {"seen": "1"}, "Enter the number of the notice"),
        ("line_notice_not_needed", {"why_not": "", "seen": "1"}, "Say why"),
        ("add_clause", {"words": ""}, "Enter the clause"),
        ("cite_in_clause", {"line": "review_line:0"}, "Choose a line"),
        ("amend_award", {"kind": "award"}, "Choose what changes"),
        ("add_claim", {"pence": "1,5"}, "Use a point before the pence"),
        ("decide_claim", {"state": "paid", "seen": "1"}, "Choose a decision"),
        ("add_review_risk", {"likelihood": "9"}, "Choose the likelihood"),
        ("add_survivor_words", {"words": ""}, "Enter the words"),
    ],
)
def test_a_wrong_answer_is_told_what_to_mend(cast, made, office, name, sent, says):
    (address,) = addresses(cast, made, (name,))
    reply = office.post(address, sent, follow=True)
    assert reply.status_code == 200
    page = reply.content.decode()
    assert "There is a problem" in page
    assert says in page


@pytest.mark.one_engine
def test_old_versions_are_told_of_both(cast, made, office):
    (address,) = addresses(cast, made, ("change_clause",))
    reply = office.post(address, {"words": "Other", "measure": "", "seen": "99"}, follow=True)
    assert "Someone else changed this" in reply.content.decode()


@pytest.mark.one_engine
def test_numbers_that_are_not_there_lead_nowhere(made, office):
    line = f"/commissioning/services/{made.grant}/"
    for tail in ("clauses/9/", "notices/9/published/", "money/quarters/x/", "money/quarters/2020-01-01/"):
        assert office.get(line + tail).status_code == 404, tail
    for tail in ("money/claims/9/", "reviews/9/", "reviews/1/risks/9/", "reviews/1/report.exe", "ocds.json"):
        assert office.get(line + tail).status_code == 404, tail
    reply = office.get(line + "move/live/")  # what cannot be done now is said on a page
    assert reply.status_code == 409
    assert "cannot move there" in reply.content.decode()
