"""Regular updates from the force on each recommendation until satisfied."""

from datetime import date

import pytest
from django.test import Client

from handrail.areas.recommendations.models import UpdateRequest
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, _day

LIST = "/recommendations/"
ONE = "/recommendations/one-contact/"
REGISTERED = date(2026, 9, 1)  # a Tuesday
FIRST = date(2026, 10, 5)


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    pages.today(REGISTERED)
    return pages


@pytest.fixture
def force(cast, office) -> Pages:
    """Whoever leads for its force, on the same days."""
    found = Pages(Client(), cast.force_lead)
    sign_in(found.client, found.user)
    return found


def register(office: Pages) -> None:
    """An inspection's recommendation to the force."""
    office.post(
        f"{LIST}add/",
        code="one-contact",
        source="inspection",
        title="One point of contact",
        text="Give each victim one point of contact.",
        issued_by="The inspectorate of constabulary",
        due="six_months",
        comment_rule="applies",
        named=["lincolnshire-police", "commissioner-lincolnshire"],
        **_day("published_on", date(2026, 8, 28)),
    )


def ask(office: Pages) -> str:
    """Every six weeks from 5 October. Gives back the page of the updates."""
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    office.post(
        f"{ONE}ask/", owners=[owner], unit="weeks", every="6", asks_for="", **_day("first_due", FIRST)
    )
    return f"{ONE}updates/{UpdateRequest.objects.get().pk}/"


def on(day: date, *people: Pages) -> None:
    """Make it that day for everybody."""
    people[0].today(day)
    for person in people[1:]:
        sign_in(person.client, person.user)


@pytest.mark.practice("P21")
def test_updates_are_asked_on_a_rhythm(office):
    register(office)
    updates = ask(office)
    assert "Every 6 weeks" in office.read(updates)
    assert "Next update: 5 October 2026" in office.read(updates)


@pytest.mark.practice("P21")
def test_the_owner_sees_what_is_due_and_what_is_late(office, force):
    register(office)
    ask(office)
    on(date(2026, 9, 29), office, force)  # four working days before
    assert "Due 5 Oct" in force.read(f"{LIST}asked-of-us/")
    on(date(2026, 10, 5), office, force)
    assert "Due today" in force.read(f"{LIST}asked-of-us/")
    on(date(2026, 10, 8), office, force)
    assert "3 days overdue" in force.read(f"{LIST}asked-of-us/")
    assert "3 days overdue" in office.read(f"{LIST}asked-by-us/")


@pytest.mark.practice("P21")
def test_each_answer_is_kept_as_it_was_given(office, force):
    register(office)
    updates = ask(office)
    on(date(2026, 10, 8), office, force)
    answer(force, updates, "partly", "Thirty trained.", "Two posts are empty.", seen=1)
    assert "Next update: 16 November 2026" in office.read(updates)  # 5 October and six weeks
    on(date(2026, 11, 16), office, force)
    answer(force, updates, "accepted", "Forty trained.", "", seen=2)
    page = office.read(updates)
    assert "Answers 2" in page
    for kept in (
        "Update 1, 8 October 2026",
        "Partly accepted",
        "3 days late",
        "Thirty trained.",
        "Two posts are empty.",
    ):
        assert kept in page
    for kept in ("Update 2, 16 November 2026", "Accepted", "Forty trained."):
        assert kept in page
    assert "Next update: 28 December 2026" in page


@pytest.mark.practice("P21")
def test_only_the_asking_body_closes_and_only_with_a_reason(office, force):
    register(office)
    updates = ask(office)
    answer(force, updates, "accepted", "Forty trained.", "", seen=1)
    sent = force.client.post(f"{updates}decide/", {"reason": "We are done.", "seen": "2"})
    assert sent.status_code == 403
    sent = office.client.post(f"{updates}decide/", {"reason": "", "seen": "2"}, follow=True)
    assert sent.status_code == 200
    assert "Enter why" in sent.content.decode()
    office.post(f"{updates}decide/", reason="Forty trained, and the audit found one contact each.", seen="2")
    page = office.read(updates)
    assert "Closed" in page
    assert "the audit found one contact each" in page
    assert "Next update" not in page
    more = {"support": "accepted", "words": "More.", "evidence": "", "seen": "3"}
    refused = force.client.post(f"{updates}answer/", more, follow=True)
    assert "Updates on this are closed" in refused.content.decode()


@pytest.mark.practice("P21")
def test_not_satisfied_any_more_it_is_opened_again_with_a_reason(office, force):
    register(office)
    updates = ask(office)
    answer(force, updates, "accepted", "Forty trained.", "", seen=1)
    office.post(f"{updates}decide/", reason="Enough.", seen="2")
    on(date(2026, 12, 1), office, force)
    office.post(f"{updates}decide/", reason="Half of the posts are empty again.", seen="3")
    page = office.read(updates)
    assert "Reopened" in page
    assert "Half of the posts are empty again." in page
    assert "Enough." in page
    assert "Next update: 28 December 2026" in page


def answer(force: Pages, updates: str, support: str, words: str, why: str, *, seen: int) -> None:
    force.post(
        f"{updates}answer/", support=support, support_why=why, words=words, evidence="", seen=str(seen)
    )
