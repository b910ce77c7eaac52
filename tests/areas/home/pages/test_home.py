"""For you: what each area role finds there, and what it costs."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from areas.home.rows import add_actions, add_call, add_objectives, add_update_requests
from handrail.insight.publication.models import Publication
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.access.today import today
from support.cast import sign_in
from support.oversight_data import PLANTED, oversee

HOME = "/for-you/"
MAX_STATEMENTS = 12
AREA_ROLES = ("commissioner", "signatory", "force_lead", "board", "collator")
DAY = datetime.timedelta(days=1)


def words_of(reply):
    return " ".join(re.sub(r"<[^>]+>", " ", reply.content.decode()).split())


def count_statements(client, address=HOME):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def add_months_of_figures(months):
    """Published months up to October 2026."""
    Publication.objects.bulk_create(
        Publication(
            month=shift_month("2026-10", -number),
            drawn_at=timezone.now(),
            quarter_within=4,
            definitions={},
            sha256=f"{number:064x}",
        )
        for number in range(months)
    )


def test_its_permission_is_held_by_exactly_the_roles_that_work_on_no_case_and_administer_nobody():
    administer = {Role.ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR}
    holds = {role for role, card in ROLES.items() if Permission.VIEW_FOR_YOU in card.permissions}
    assert holds == {role for role, card in ROLES.items() if not card.ways} - administer


@pytest.mark.parametrize("part", [*AREA_ROLES, "firm"])
def test_it_is_the_first_entry_of_the_area_roles_and_those_of_an_area_begin_with_its_figures(
    cast, client, part
):
    reply = sign_in(client, getattr(cast, part)).get("/", follow=True)
    begins = reverse("area_brief") if part in ("commissioner", "force_lead", "board") else HOME
    assert reply.redirect_chain == [(begins, 302)]
    first = re.search(r'<a class="app-nav__link"[^>]*href="([^"]+)"', reply.content.decode())
    assert first
    assert first[1] == HOME


@pytest.mark.parametrize(
    "part", ["worker", "lead", "housing", "protector", "administrator", "platform_administrator"]
)
def test_others_begin_where_they_began(cast, client, part):
    assert sign_in(client, getattr(cast, part)).get("/")["Location"] != HOME


@pytest.mark.parametrize("part", AREA_ROLES)
def test_with_nothing_due_it_says_so(cast, client, part):
    page = words_of(sign_in(client, getattr(cast, part)).get(HOME))
    assert "Nothing due from you now." in page
    assert "Nothing due from others." in page


def test_what_is_overdue_and_due_today_comes_first(cast, client):
    made = oversee(cast)
    add_actions(cast, made.plan, "Late one", today() - 2 * DAY)
    add_actions(cast, made.plan, "Of today", today())
    page = words_of(sign_in(client, cast.commissioner).get(HOME))
    assert "1 overdue 1 due today" in page
    now = page[page.index("Due now") : page.index("Report to board")]
    assert now.index("2 days overdue Late one") < now.index("Due today Of today")


def test_a_board_member_reads_what_others_owe_and_is_offered_no_act(cast, client):
    made = oversee(cast)
    reply = sign_in(client, cast.board).get(HOME)
    page = words_of(reply)
    assert "Nothing due from you now." in page
    assert "Due from others" in page
    assert "Modern slavery improvement plan" in page
    assert f"/plans/{made.plan}/board/" not in reply.content.decode()
    assert "govuk-button" not in reply.content.decode().partition("<main")[2].partition("</main")[0]


def test_all_that_is_due_from_others_is_a_link_away(cast, client):
    made = oversee(cast)
    for number in range(8):
        add_actions(cast, made.plan, f"Waited for {number}", today() + (5 + number) * DAY)
    sign_in(client, cast.board)
    first = client.get(HOME).content.decode()
    link = re.search(r'href="([^"]+)#others">Show all (\d+)<', first)
    assert link
    whole = client.get(link[1]).content.decode()
    assert first.count("Waited for") < 8 <= whole.count("Waited for")
    assert "Show all" not in whole


@pytest.mark.parametrize("part", ["neighbour", "collator"])
def test_another_area_reads_nothing_of_it(cast, client, part):
    oversee(cast)
    page = words_of(sign_in(client, getattr(cast, part)).get(HOME))
    assert [word for word in PLANTED if word in page] == []


@pytest.mark.one_engine
@pytest.mark.parametrize("part", AREA_ROLES)
def test_a_hundred_rows_cost_the_same_statements_as_one(cast, client, part):
    made = oversee(cast)
    office = sign_in(client, getattr(cast, part))
    few = count_statements(office)
    assert few <= MAX_STATEMENTS
    for number in range(100):
        add_actions(cast, made.plan, f"Action {number}", today() + 9 * DAY)
    add_objectives(cast, made.plan, 100)
    add_update_requests(cast, 100)
    assert count_statements(office) == few


@pytest.mark.one_engine
@pytest.mark.parametrize("part", ["commissioner", "force_lead", "board"])
def test_the_figures_stand_beside_what_is_due_for_few_statements(cast, client, part):
    made = oversee(cast)
    add_months_of_figures(14)
    reader = sign_in(client, getattr(cast, part))
    few = count_statements(reader, reverse("area_brief"))
    assert few <= MAX_STATEMENTS
    for number in range(100):
        add_actions(cast, made.plan, f"Action {number}", today() + 9 * DAY)
    add_objectives(cast, made.plan, 100)
    add_update_requests(cast, 100)
    assert count_statements(reader, reverse("area_brief")) == few


def test_what_is_due_beside_the_figures_is_of_every_room_and_stands_before_the_text(cast, client):
    """A return that is overdue, two actions; then what has no day: five are named and all are counted."""
    made = oversee(cast)
    call, _ = add_call(cast)
    call.deadline = timezone.now() - 3 * DAY
    call.save()
    for number in range(2):
        add_actions(cast, made.plan, f"Ours {number}", today() + (number + 1) * DAY)
    page = sign_in(client, cast.commissioner).get(reverse("area_brief"))
    words = words_of(page)
    due = words[words.index("Due from you") : words.index("All 7 things to do")]
    assert due.index("A call") < due.index("3 days overdue") < due.index("Ours 0") < due.index("Ours 1")
    assert due.count("Due ") + due.count(" overdue") >= 4
    text = page.content.decode()
    assert text.index('id="due"') < text.index("app-columns__main")
    assert "data-fold-on-phone" not in text[text.index("app-columns__due") : text.index("app-columns__main")]
    assert "1 overdue 6 not due yet" in words[: words.index("Due from you")]


def test_a_board_member_reads_on_the_figures_page_how_much_others_owe(cast, client):
    oversee(cast)
    words = words_of(sign_in(client, cast.board).get(reverse("area_brief")))
    assert "Nothing due from you." in words
    assert re.search(r"[1-9]\d* due from others", words)


def test_a_long_section_shows_the_first_and_leads_to_the_list(cast, client):
    made = oversee(cast)
    for number in range(8):
        add_actions(cast, made.plan, f"Action {number}", today() + (40 + number) * DAY)
    reply = sign_in(client, cast.commissioner).get(HOME)
    page = words_of(reply)
    assert "Actions 8" in page
    assert "Action 1" in page
    assert "Action 2" not in page
    assert 'href="/oversight/actions/"' in reply.content.decode()
