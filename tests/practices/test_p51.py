"""A grant renewal review with risks, provider performance and the decision, as Avon and Somerset's before 2022/23.

Walked by its own office, signatory and board; the force that explores the risks with them is its own.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handrail.areas.commissioning.models import CommissionedService, RenewalReview, SurvivorWords
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from support.area_offices import make_area_cast
from support.cast import NAME, NUMBER, Cast, sign_in
from support.commissioning import a_line, lead_to, with_terms
from support.commissioning import move as act_move
from support.practice_pages import Pages, _day, row
from support.published_figures import publish_months
from support.worlds import shared_world


@shared_world
def avon(cast) -> Cast:
    """Avon and Somerset’s office, signatory and board."""
    force = "avon-and-somerset-constabulary"
    return make_area_cast(cast, commissioner="commissioner-avon-and-somerset", force=force)


@shared_world
def grant(avon) -> str:
    """A grant that is in its review."""
    line = lead_to(avon, a_line(avon, "grant"), "live")
    with_terms(avon, line, notice_weeks=4, procurement_weeks=8, ends_on=today() + timedelta(days=100))
    act_move(avon, line.pk, "review")
    return f"/commissioning/services/{line.pk}/reviews/1/"


@pytest.fixture
def office(avon, grant) -> Pages:
    """The commissioner's office."""
    found = Pages(Client(), avon.commissioner)
    sign_in(found.client, found.user)
    return found


@pytest.fixture
def signatory(avon, grant) -> Pages:
    """Whoever signs for it."""
    found = Pages(Client(), avon.signatory)
    sign_in(found.client, found.user)
    return found


def add_risk(office: Pages, review: str) -> None:
    office.post(
        f"{review}risks/add/",
        kind="risk",
        report_line="Report of 2021, section on support",
        event="People who decline the NRM are lost",
        cause="Nobody between police and support",
        effect="They go back",
        likelihood="3",
        impact="4",
        owner=str(Body.objects.get(code="avon-and-somerset-constabulary").pk),
        control="A named officer rings the same day",
        **_day("due_on", today() + timedelta(days=30)),
    )


def hear(office: Pages, review: str, kind: str, who: str, words: str) -> None:
    office.post(f"{review}said/", kind=kind, who=who, words=words, **_day("on", today()))


def fill(office: Pages, review: str) -> None:
    add_risk(office, review)
    hear(office, review, "force", "Force lead", "The desk is not staffed at night")
    hear(office, review, "provider", "Director, Lantern", "Evenings are asked for most")
    hear(office, review, "complaints", "Office", "One complaint about a wait, answered")
    office.post(
        f"{review}figures/add/",
        what="Started within five working days",
        value="86",
        target="80",
        unit="in_100",
        period="April to September",
        kind="provider",
        source="Half-year return, table 2",
    )
    office.post(
        f"{review}options/add/",
        outcome="conditions",
        words="Evenings twice a week",
        pence="78000",
        rests_on="Risk 1",
    )
    office.post(
        f"{review}words/add/",
        words="She came when she said she would",
        language="",
        how_given="Survey, question 5",
        given_for_publication="on",
    )


def decide(signatory: Pages, review: str, **more: str) -> str:
    given = {
        "outcome": "conditions",
        "conditions": "Evenings twice a week",
        "reasons": "Both risks have an owner, and the target was met",
        "document": "Decision 2021/143",
        "seen": str(RenewalReview.objects.get().version),
    }
    return signatory.post(f"{review}decide/", **(given | more), **_day("decided_on", today()))


@pytest.mark.practice("P51")
def test_risks_and_issues_are_explored_with_the_force_and_the_provider(office, grant):
    fill(office, grant)
    page = office.markup(grant)
    risk = row(page, "1. People who decline the NRM are lost")
    assert "12 likelihood 3, impact 4" in risk
    assert "Report of 2021, section on support" in risk
    assert "A named officer rings the same day Avon and Somerset Constabulary, by" in risk
    words = office.read(grant)
    assert "Police force Force lead" in words
    assert "Provider Director, Lantern" in words


@pytest.mark.practice("P51")
def test_performance_complaints_and_take_up_are_on_the_page_with_their_source(office, grant):
    fill(office, grant)
    page = office.markup(grant)
    figure = row(page, "Started within five working days")
    assert "86%" in figure
    assert "80" in figure
    assert "Provider’s return Half-year return, table 2" in figure
    words = office.read(grant)
    assert "One complaint about a wait, answered" in words
    assert "No take-up figures for this area are published yet." in words
    assert "No quarter of the award was over." in words


@pytest.mark.practice("P51")
def test_a_decided_review_keeps_the_take_up_that_was_published_by_its_day(avon, office, signatory, grant):
    """Ten people who started, in each of three months; a quarter that is published two days later was not weighed."""
    areas, started = (COUNTRY, avon.commissioner.body.area_id), {"take-up": {"": 10, "step=started": 10}}
    publish_months("2026-01", 3, started, areas)
    known = (
        "30 people were referred for support in the area, September 2025 to November 2025, and 30 had started it "
        "4 months later"
    )
    assert known in office.read(grant)
    fill(office, grant)
    decide(signatory, grant)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        publish_months("2026-04", 3, started, areas)
    assert known in office.read(grant)


@pytest.mark.practice("P51")
def test_survivors_words_need_consent_and_a_second_reader(avon, office, signatory, grant):
    fill(office, grant)
    board = Pages(Client(), avon.board)
    sign_in(board.client, board.user)
    assert "She came when she said" not in board.read(grant)
    number = SurvivorWords.objects.get().number
    assert office.client.get(f"{grant}words/{number}/check/").status_code == 403
    signatory.post(f"{grant}words/{number}/check/")
    words = board.read(grant)
    assert "She came when she said" in words
    assert "The person agreed to publication. Source: Survey, question 5" in words


@pytest.mark.practice("P51")
def test_the_decision_is_signed_with_reasons_before_its_date(office, signatory, grant):
    fill(office, grant)
    # the last day is in 100 days; four weeks of notice and eight for a procurement are 84 days
    line = CommissionedService.objects.get()
    assert line.decide_by == today() + timedelta(days=16)
    assert "Decide by" in office.read(grant)
    for page in (grant, grant.removesuffix("reviews/1/")):
        assert "£78,000 a year" in office.read(page)
    reply = office.client.get(f"{grant}decide/")
    assert reply.status_code == 403
    decide(signatory, grant)
    page = office.read(grant)
    assert "Renew with conditions" in page
    assert "Both risks have an owner, and the target was met" in page
    assert "Conditions or changes: Evenings twice a week" in page
    assert CommissionedService.objects.get().stage == "live"
    report = office.client.get(f"{grant}report.pdf")
    assert report.content.startswith(b"%PDF")


@pytest.mark.practice("P51")
def test_a_commissioner_meets_nobodys_identity(told, office, signatory, grant):
    fill(office, grant)
    decide(signatory, grant)
    line = grant.removesuffix("reviews/1/")
    shown = " ".join(
        office.markup(each)
        for each in (grant, line, f"{line}money/", "/commissioning/services/", "/for-you/")
    )
    for secret in (*told.secrets, told.reference, NAME, NUMBER):
        assert secret not in shown
