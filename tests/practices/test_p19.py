"""The local policing body meets the force lead to be assured that arrangements are understood and exercised."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, _day

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def meeting(office) -> str:
    """The page of a meeting that was held on 20 November."""
    return office.post(
        "/oversight/meetings/add/",
        title="Victims at night",
        present="Force lead, policy lead",
        **_day("held_on", date(2026, 11, 20)),
    )


def ask(office: Pages, meeting: str) -> None:
    office.post(
        f"{meeting}questions/add/",
        asked="When was the night line last tried?",
        answered="In October, from a custody suite.",
        evidence="The log of the call, read there.",
    )


@pytest.mark.practice("P19")
def test_a_meeting_records_questions_and_the_evidence_that_was_seen(office, meeting):
    ask(office, meeting)
    page = office.read(meeting)
    assert "Assurance meeting, 20 November 2026" in page
    assert "1. When was the night line last tried?" in page
    assert "Answer: In October, from a custody suite." in page
    assert "Evidence seen: The log of the call, read there." in page


@pytest.mark.practice("P19")
def test_the_level_of_assurance_stands_on_a_stated_scale_with_its_reason(office, meeting):
    ask(office, meeting)
    version = re.search(r'name="seen" value="(\d+)"', office.markup(f"{meeting}settle/"))
    office.post(f"{meeting}settle/", level="limited", why="Tried once, by one team.", seen=version[1])
    page = office.read(meeting)
    assert "Level of assurance: Limited" in page
    assert "Tried once, by one team." in page
    for said in (
        "used and shown to work. Nothing important to fix. Substantial Understood and used.",
        "What is missing is small and has a date. Limited Understood in pa",
        "Clear gaps. None No evidence that arrangements are understood",
    ):
        assert said in page


@pytest.mark.practice("P19")
def test_without_questions_nobody_is_sure(office, meeting):
    sent = office.client.post(
        f"{meeting}settle/", {"level": "full", "why": "All well.", "seen": "1"}, follow=True
    )
    assert "No questions yet." in sent.content.decode()


@pytest.mark.practice("P19")
def test_what_follows_is_chased_like_every_action(cast, office, meeting):
    force = Pages(Client(), cast.force_lead)
    sign_in(force.client, force.user)
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    office.post(
        f"{meeting}promise/",
        what="Every team tries the night line",
        owner=owner,
        person="Force lead",
        **_day("due_on", date(2026, 12, 18)),
    )
    assert "Every team tries the night line" in office.read(meeting)
    action = force.link("Every team tries the night line", "/oversight/actions/")
    force.post(
        f"{action}say/",
        state="done",
        words="All six teams rang.",
        evidence="Six entries in the log.",
        seen="1",
    )
    page = office.read(action)
    assert "All six teams rang." in page
    assert "Six entries in the log." in page
    assert "Done" in page
    assert "Agreed at: assurance meeting, Victims at night" in page


@pytest.mark.practice("P19")
def test_the_force_reads_the_record_and_does_not_write_it(cast, office, meeting):
    ask(office, meeting)
    force = Pages(Client(), cast.force_lead)
    sign_in(force.client, force.user)
    assert "When was the night line last tried?" in force.read(meeting)
    assert force.client.get(f"{meeting}change/").status_code == 403
