"""A joint modern slavery improvement plan of the local policing body and its force."""

from datetime import date

import pytest
from django.test import Client

from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, _day, row

TODAY = date(2026, 11, 24)
OBJECTIVE = "Forty liaison officers in post"


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def force(cast, office) -> Pages:
    """Whoever leads for its force."""
    found = Pages(Client(), cast.force_lead)
    sign_in(found.client, found.user)
    return found


@pytest.fixture
def plan(office) -> str:
    """The page of a joint plan for a year."""
    return office.post(
        "/oversight/plans/add/",
        title="Modern slavery improvement plan",
        aim="One person stays with each victim.",
        joint="joint",
        **_day("starts_on", date(2026, 4, 1)),
        **_day("ends_on", date(2027, 3, 31)),
    )


def objective(by: Pages, plan: str, **more: str) -> None:
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    given = {"what": OBJECTIVE, "owner": owner, "person": "Head of training", "measure": "Names on the rota"}
    by.post(
        f"{plan}objectives/add/", **(given | {"evidence": ""} | more), **_day("due_on", date(2027, 1, 29))
    )


def report(by: Pages, plan: str, day: date, status: str, said: str, seen: int) -> None:
    by.post(f"{plan}board/", status_1=status, words_1=said, words="", seen=str(seen), **_day("held_on", day))


@pytest.mark.practice("P15")
def test_both_bodies_see_the_plan_and_write_in_it(office, force, plan):
    objective(force, plan)
    for person in (office, force):
        page = person.read(plan)
        assert "Joint improvement plan" in page
        assert "Police and Crime Commissioner for Lincolnshire and Lincolnshire Police" in page
        assert OBJECTIVE in page


@pytest.mark.practice("P15")
def test_each_objective_has_its_owner_due_date_evidence_and_status(office, plan):
    objective(office, plan, evidence="Thirty-one on the rota")
    said = row(office.markup(plan), f"1. {OBJECTIVE}")
    for part in (
        "Lincolnshire Police Head of training",
        "Not started",
        "29 January 2027",
        "Thirty-one on the rota",
    ):
        assert part in said
    office.today(date(2027, 2, 1))
    assert "3 days overdue" in row(office.markup(plan), f"1. {OBJECTIVE}")


@pytest.mark.practice("P15")
def test_status_is_reported_at_each_board_and_every_report_is_kept(office, force, plan):
    objective(office, plan)
    report(force, plan, date(2026, 9, 15), "on_track", "Twenty in post", 1)
    report(office, plan, date(2026, 11, 17), "at_risk", "Two left", 2)
    page = office.read(plan)
    first, second = page.index("Board of 17 November 2026"), page.index("Board of 15 September 2026")
    assert first < second
    assert "At risk" in page[first:second]
    assert "Two left" in page[first:second]
    assert "On track" in page[second:]
    assert "Twenty in post" in page[second:]
    assert "At risk" in row(office.markup(plan), f"1. {OBJECTIVE}")


@pytest.mark.practice("P15")
def test_a_board_was_told_the_wording_of_its_day(office, plan):
    objective(office, plan)
    report(office, plan, date(2026, 11, 17), "on_track", "", 1)
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    told = {"what": "Twenty officers in post", "owner": owner, "person": "", "measure": "", "evidence": ""}
    office.post(f"{plan}objectives/1/", **told, seen="1", **_day("due_on", date(2027, 1, 29)))
    page = office.read(plan)
    board = page.index("Board of 17 November 2026")
    assert "1. Twenty officers in post" in page[:board]
    assert f"1. {OBJECTIVE}" in page[board:]
    assert "Twenty officers in post" not in page[board:]


@pytest.mark.practice("P15")
def test_nothing_is_reported_as_done_without_evidence(office, plan):
    objective(office, plan)
    answers = {"status_1": "done", "words_1": "", "words": "", "seen": "1"}
    sent = office.client.post(f"{plan}board/", answers | _day("held_on", TODAY), follow=True)
    assert "Objective 1 has no evidence yet" in sent.content.decode()


@pytest.mark.practice("P15")
def test_the_plan_is_no_business_of_a_neighbour(cast, office, plan):
    neighbour = Client()
    sign_in(neighbour, cast.neighbour)
    assert neighbour.get(plan).status_code == 404
    assert "No improvement plans yet" in neighbour.get("/oversight/").content.decode()
