"""A scrutiny programme monitors progress on recommendations."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.areas.oversight.actions.follow_up_reminders import queue_due_follow_up_reminders
from handrail.platform.followups.models import FollowUp
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.practice_pages import Pages, _day, words_of

TODAY = date(2026, 11, 24)
SUBJECT = "First contact with victims"


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def programme(office) -> str:
    """The page of a programme with one hearing on one recommendation."""
    office.post(
        "/recommendations/add/",
        code="one-contact",
        source="inspection",
        title="One point of contact",
        text="Give each victim one point of contact.",
        issued_by="The inspectorate of constabulary",
        due="six_months",
        comment_rule="applies",
        named=["lincolnshire-police"],
        **_day("published_on", date(2026, 6, 1)),
    )
    made = office.post(
        "/oversight/scrutiny/add/",
        title="Scrutiny of recommendations",
        about="What became of each.",
        **_day("starts_on", date(2026, 4, 1)),
        **_day("ends_on", date(2027, 3, 31)),
    )
    office.post(
        f"{made}hearings/add/",
        subject=SUBJECT,
        recommendation="one-contact",
        **_day("planned_on", date(2026, 12, 8)),
    )
    return made


def hold(office: Pages, programme: str) -> None:
    """On 8 December, with evidence."""
    office.today(date(2026, 12, 9))
    office.post(
        f"{programme}hearings/1/heard/",
        heard_from="Force lead",
        evidence="Forty files read by two officers.",
        findings="Most victims met one person.",
        seen="1",
        **_day("held_on", date(2026, 12, 8)),
    )


def publish(office: Pages, programme: str) -> str:
    """The public address of the outcome."""
    office.post(
        f"{programme}hearings/1/publish/",
        title="What victims meet first",
        words="Thirty-four of forty met one person.",
        seen="2",
    )
    return office.link("Published outcome", programme)


@pytest.mark.practice("P24")
def test_the_forward_plan_says_what_is_heard_when_and_on_which_recommendation(office, programme):
    page = office.read(programme)
    plan = page[page.index("Forward plan") : page.index("Hearings")]
    assert SUBJECT in plan
    assert "Due 8 Dec" in plan
    assert "Recommendation: One point of contact" in plan


@pytest.mark.practice("P24")
def test_a_hearing_that_was_not_held_in_time_shows(office, programme):
    office.today(date(2026, 12, 11))
    assert "3 days overdue" in office.read(programme)


@pytest.mark.practice("P24")
def test_a_hearing_keeps_who_was_heard_and_the_evidence(office, programme):
    hold(office, programme)
    page = office.read(programme)
    for kept in ("Held", "8 December 2026", "Heard: Force lead", "Forty files read", "Most victims met one"):
        assert kept in page


@pytest.mark.practice("P24")
def test_the_outcome_is_published_for_everybody_and_stays_as_it_was(office, programme):
    hold(office, programme)
    address = publish(office, programme)
    anybody = words_of(Client().get(address).content.decode())
    for said in ("What victims meet first", "Thirty-four of forty", "Forty files read", "8 December 2026"):
        assert said in anybody
    assert "What victims meet first" in Client().get("/scrutiny/").content.decode()
    heard = {"heard_from": "x", "evidence": "Changed", "findings": "", "seen": "3"}
    again = office.client.post(
        f"{programme}hearings/1/heard/", heard | _day("held_on", date(2026, 12, 8)), follow=True
    )
    assert "The outcome is published and cannot be changed." in again.content.decode()
    office.post(f"{address}correct/", why="Thirty-three, not thirty-four.")
    corrected = words_of(Client().get(address).content.decode())
    assert "Thirty-three, not thirty-four." in corrected
    assert "Thirty-four of forty" in corrected
    fingerprint = re.search(r"[0-9a-f]{64}", anybody)
    assert fingerprint
    assert fingerprint[0] in corrected


@pytest.mark.practice("P24")
def test_a_programme_renamed_later_leaves_the_published_page_as_it_was(office, programme):
    hold(office, programme)
    address = publish(office, programme)
    before = Client().get(address).content.decode()
    assert "Scrutiny of recommendations" in before
    office.post(
        f"{programme}change/",
        title="Renamed",
        about="",
        seen="1",
        **_day("starts_on", date(2026, 4, 1)),
        **_day("ends_on", date(2027, 3, 31)),
    )
    assert "Renamed" in office.read(programme)
    assert words_of(Client().get(address).content.decode()) == words_of(before)


@pytest.mark.practice("P24")
def test_progress_on_the_recommendation_leads_to_what_was_found(office, programme):
    hold(office, programme)
    publish(office, programme)
    assert "Covered by scrutiny What victims meet first" in office.read("/recommendations/one-contact/")


@pytest.mark.practice("P24")
def test_what_a_hearing_led_to_is_chased(office, programme):
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    office.post(
        f"{programme}promise/",
        what="Read forty more files",
        owner=owner,
        person="",
        **_day("due_on", date(2027, 2, 1)),
    )
    page = office.read("/oversight/actions/?origin=programme")
    assert "Read forty more files" in page
    assert "1 Feb" in page
    assert queue_due_follow_up_reminders(on=date(2027, 1, 22)) == 0  # six working days before
    assert queue_due_follow_up_reminders(on=date(2027, 1, 25)) == 1
    assert queue_due_follow_up_reminders(on=date(2027, 2, 2)) == 1
    told = Message.objects.values_list("path", flat=True)
    assert set(told) == {f"/oversight/actions/{FollowUp.objects.get().pk}/"}
    office.today(date(2027, 2, 4))
    assert "3 days overdue" in office.read("/oversight/actions/?origin=programme")
