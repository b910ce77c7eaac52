"""Emerging-issue signals are a log that feeds the priorities of a strategic plan: London's own."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.insight.signals.models import MonthScan, Signal
from support.cast import LINCOLNSHIRE, sign_in
from support.needs import assess_again, publish
from support.practice_pages import Pages
from support.prevention_pages import TODAY, days

pytestmark = pytest.mark.practice("P50")
REASON = "Fewer people are referred while more are met at work."


@pytest.fixture
def office(cast, pages) -> Pages:
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def signals(office) -> dict[str, Signal]:
    """One that was accepted, one that is new."""
    scan = MonthScan.objects.create(month="2026-09", series=10, history=24, scanned_at=timezone.now())
    told = {"scan": scan, "span": 3, "band": "hundred", "is_rise": False, "area_code": LINCOLNSHIRE}
    return {
        "accepted": Signal.objects.create(measure="referred", state="accepted", **told),
        "new": Signal.objects.create(measure="needs", state="new", **told),
    }


@pytest.fixture
def plan(office) -> str:
    found = office.post(
        "/prevention/plans/add/",
        title="Police and crime plan: modern slavery",
        aim="People come forward earlier.",
        **days(starts_on=date(2026, 4, 1), ends_on=date(2029, 3, 31)),
    )
    office.post(f"{found}priorities/add/", title="PLANT-PRIORITY Reach hidden workers", reasons=REASON)
    return found


def _step(office: Pages, plan: str, step: str, words: str, on: date = TODAY) -> None:
    office.post(f"{plan}steps/add/", step=step, words=words, **days(held_on=on))


def _publish(office: Pages, plan: str, seen: int) -> None:
    office.post(f"{plan}publish/", seen=str(seen))


def test_a_priority_rests_on_an_accepted_signal_and_on_a_threat_with_reasons(cast, office, signals, plan):
    force = Pages(Client(), cast.force_lead)
    sign_in(force.client, force.user)
    force.post(
        "/prevention/threats/add/",
        title="Car washes that move every week",
        threat="Seen in four districts.",
        **dict.fromkeys(("harm", "risk", "investigation", "vulnerability", "engagement"), ""),
        decision="task",
        owner="Head of crime",
        **days(raised_on=TODAY, review_on=TODAY + timedelta(days=7)),
    )
    form = office.read(f"{plan}priorities/1/evidence/")
    assert "Unusual change: People referred to the NRM: unusual fall" in form
    assert "People with a new need" not in form  # nobody accepted it
    for kind, words in (("signal", "Ask why first."), ("threat", "Joint visits.")):
        markup = office.markup(f"{plan}priorities/1/evidence/")
        value = markup.split(f'value="{kind}:')[1].split('"')[0]
        office.post(f"{plan}priorities/1/evidence/", source=f"{kind}:{value}", words=words)
    page = office.read(plan)
    assert REASON in page
    assert "Unusual change: People referred to the NRM: unusual fall" in page
    assert "Ask why first." in page
    assert "Threat: Car washes that move every week" in page
    again = office.client.post(
        f"{plan}priorities/1/evidence/",
        {"source": f"signal:{signals['accepted'].pk}", "words": "x"},
        follow=True,
    )
    assert "has that evidence already" in again.content.decode()
    forged = office.client.post(
        f"{plan}priorities/1/evidence/", {"source": f"signal:{signals['new'].pk}", "words": "x"}, follow=True
    )
    assert "Choose a change, threat or finding" in forged.content.decode()


def test_a_priority_rests_on_a_finding_of_a_published_needs_assessment(cast, office, plan):
    made, address = assess_again(cast), f"{plan}priorities/1/evidence/"
    assert "Finding of a needs assessment" not in office.read(address)  # of a draft nothing is cited
    publish(cast, made)
    assert "Finding of a needs assessment: 1. People wait for a place before they are" in office.read(address)
    office.post(address, source=f"finding:{made}.1", words="Places come first.")
    assert f'/{made}/published/"' in office.markup(plan)
    assert "Finding of a needs assessment: 1. People wait for a place" in office.read(plan)


def test_it_is_published_after_consultation_the_panels_report_and_the_answer(office, plan):
    for step, words, missing in (
        ("consultation", "Survivors and 40 charities were asked.", "Record the consultation first."),
        ("panel", "The panel asks for a number.", "Record the report of the police and crime panel first."),
        ("answer", "We publish it each quarter.", "Record the answer to the panel first."),
    ):
        refused = office.client.post(f"{plan}publish/", {"seen": "1"}, follow=True).content.decode()
        assert missing in refused
        _step(office, plan, step, words)
    _publish(office, plan, 1)
    edition = office.read(f"{plan}editions/1/")
    for said in (REASON, "Survivors and 40 charities", "The panel asks for a number.", "We publish it"):
        assert said in edition


def test_it_is_varied_with_its_reason_and_earlier_editions_stay(office, plan):
    for step in ("consultation", "panel", "answer"):
        _step(office, plan, step, f"{step} one")
    _publish(office, plan, 1)
    closed = office.client.post(
        f"{plan}priorities/1/", {"title": "x", "reasons": "y", "seen": "1"}, follow=True
    ).content.decode()
    assert "This plan is published. Vary it first" in closed
    office.post(f"{plan}vary/", why="The police slavery unit closes.")
    office.post(
        f"{plan}priorities/1/", title="Reach workers in care", reasons="Care grew.", is_dropped="", seen="1"
    )
    refused = office.client.post(f"{plan}publish/", {"seen": "3"}, follow=True).content.decode()
    assert "Record the consultation first." in refused  # the steps are those of the new edition
    for step in ("consultation", "panel", "answer"):
        _step(office, plan, step, f"{step} two")
    _publish(office, plan, 3)
    first, second = (office.read(f"{plan}editions/{number}/") for number in (1, 2))
    assert "PLANT-PRIORITY Reach hidden workers" in first
    assert "Reach workers in care" not in first
    assert "Reach workers in care" in second
    assert "Reason for the change The police slavery unit closes." in second
    assert "consultation one" not in second


def test_a_board_reads_the_draft_a_collator_what_is_published_and_nobody_else(cast, office, plan):
    board, collator = sign_in(Client(), cast.board), sign_in(Client(), cast.collator)
    assert "PLANT-PRIORITY" in board.get(plan).content.decode()
    assert board.get(f"{plan}priorities/add/").status_code == 403
    assert collator.get(plan).status_code == 404
    assert sign_in(Client(), cast.neighbour).get(plan).status_code == 404
    for step in ("consultation", "panel", "answer"):
        _step(office, plan, step, step)
    _publish(office, plan, 1)
    assert "PLANT-PRIORITY" in collator.get(plan, follow=True).content.decode()
    office.post(f"{plan}vary/", why="Later.")
    office.post(f"{plan}priorities/add/", title="PLANT-SECOND", reasons="Not told yet.")
    assert "PLANT-SECOND" not in collator.get(plan, follow=True).content.decode()
    for person in (cast.worker, cast.officer, cast.partner):
        assert sign_in(Client(), person).get(plan).status_code == 403
