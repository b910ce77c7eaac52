"""A contract from needs to specification, award, mobilisation, go-live and review; a fund listed where people look.

As Devon and Cornwall's victim care contract of 1 April 2022 and its support fund, four years on and in another area.
"""

from datetime import date

import pytest
from django.test import Client

from handrail.areas.commissioning.models import CommissionedService
from handrail.directory.funds.models import Fund
from handrail.directory.models import Service
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.commissioning import a_published_service
from support.funds import a_purse
from support.practice_pages import Pages, _day, row

SIGNED = ("decision", "signed")
WAY = (
    ("intention", date(2025, 6, 16), "Specify victim care again"),
    ("specification", date(2025, 7, 7), "Clauses from the needs assessment"),
    ("market_talk", date(2025, 9, 1), "Five providers"),
    ("tender", date(2025, 10, 13), "Three bids are expected"),
    ("evaluation", date(2025, 11, 24), "A panel of five"),
    ("decision", date(2025, 12, 15), "Best for quality"),
    ("standstill", date(2025, 12, 19), "Bidders were told"),
    ("signed", date(2026, 1, 9), "Signed by both"),
    ("mobilisation", date(2026, 1, 12), "Vetting and training"),
    ("live", date(2026, 4, 1), "The service and its fund opened"),
)


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    return pages


@pytest.fixture
def signatory(cast, office) -> Pages:
    """Whoever signs for it."""
    return Pages(Client(), cast.signatory)


def begin(office: Pages) -> str:
    office.today(date(2025, 6, 2))
    return office.post(
        "/commissioning/services/add/",
        title="Victim care service",
        kind="contract",
        regime="light_touch",
        **_day("procurement_began_on", date(2025, 6, 2)),
        need="Victims need one service that stays with them",
        intention="",
        **_day("need_on", date(2025, 5, 12)),
        document="Needs assessment 2025",
    )


def move(office: Pages, signatory: Pages, line: str, stage: str, on: date, reason: str) -> None:
    office.today(on)
    by, verb = (signatory, "sign") if stage in SIGNED else (office, "move")
    if by is signatory:
        sign_in(signatory.client, signatory.user)
    seen = CommissionedService.objects.get().version
    by.post(
        f"{line}{verb}/{stage}/",
        **_day("on", on),
        reason=reason,
        document="Decision 25/031",
        document_href="",
        seen=str(seen),
    )


def enter_terms(office: Pages, line: str) -> None:
    office.post(
        f"{line}terms/",
        provider_name="Lantern",
        **_day("starts_on", date(2026, 4, 1)),
        **_day("ends_on", date(2029, 3, 31)),
        notice_weeks="13",
        procurement_weeks="26",
        conditions="",
        good_value="The better of two bids",
        seen=str(CommissionedService.objects.get().version),
    )


def link(office: Pages, line: str, service: int, fund: int) -> None:
    office.post(
        f"{line}directory/",
        directory_service=str(service),
        fund=str(fund),
        seen=str(CommissionedService.objects.get().version),
    )


def lead_to_live(cast, office: Pages, signatory: Pages) -> str:
    line = begin(office)
    for stage, on, reason in WAY[:-1]:
        if stage == "decision":
            enter_terms(office, line)
        move(office, signatory, line, stage, on, reason)
    fund = a_purse(cast).fund
    Service.objects.filter(pk=fund.service_id).update(public=True)
    link(office, line, a_published_service(cast), fund.pk)
    stage, on, reason = WAY[-1]
    Fund.objects.filter(pk=fund.pk).update(opens_on=on)
    move(office, signatory, line, stage, on, reason)
    return line


@pytest.mark.practice("P40")
def test_a_contract_goes_from_its_need_to_going_live_on_one_line(cast, office, signatory):
    line = lead_to_live(cast, office, signatory)
    page = office.markup(line)
    for name, when in (
        ("Need", "12 May 2025"),
        ("Specification", "7 July 2025"),
        ("Tender", "13 October 2025"),
        ("Decision", "15 December 2025"),
        ("Mobilisation", "12 January 2026"),
    ):
        assert f"{name} done {when}" in row(page, f"{name} done"), name
    assert "Live Here now 1 April 2026" in row(page, "Live")
    assert "Standstill done 19 December 2025" in row(page, "Standstill")


@pytest.mark.practice("P40")
def test_nothing_goes_live_before_the_service_is_published(cast, office, signatory):
    line = begin(office)
    for stage, on, reason in WAY[:-1]:
        if stage == "decision":
            enter_terms(office, line)
        move(office, signatory, line, stage, on, reason)
    office.today(date(2026, 4, 1))
    seen = CommissionedService.objects.get().version
    reply = office.client.post(
        f"{line}move/live/",
        {
            **_day("on", date(2026, 4, 1)),
            "reason": "Opened",
            "document": "",
            "document_href": "",
            "seen": seen,
        },
        follow=True,
    )
    assert "linked to an entry of the directory that is open and published" in reply.content.decode()
    assert CommissionedService.objects.get().stage == "mobilisation"


@pytest.mark.practice("P40")
def test_its_award_clauses_and_notices_are_on_the_line(cast, office, signatory):
    line = lead_to_live(cast, office, signatory)
    clause = office.post(
        f"{line}clauses/add/", words="Support whatever the person decides", measure="All who ask"
    )
    office.post(f"{clause}document/", words="Needs assessment 2025, finding 4")
    office.post(
        f"{line}money/award/",
        funder="Ministry of Justice",
        pence="84000",
        **_day("on", date(2025, 12, 15)),
        **_day("known_until", date(2027, 3, 31)),
        reason="Decision 25/031",
        document="",
    )
    page = office.read(line)
    assert "Another document: Needs assessment 2025, finding 4" in page
    assert (
        "£84,000.00 to 31 March 2029. Money known until 31 March 2027; the agreement ends 31 March 2029"
        in page
    )
    # light touch, signed on Friday 9 January 2026 as day 1: 112 days by the end of April, day 120 is 8 May
    assert "UK7, Contract details notice" in page
    assert "Due by Friday 8 May 2026" in page
    assert (
        "Runs beyond May 2028, from which another body is announced" in page
    )  # it runs past May 2028 and names whose it becomes


@pytest.mark.practice("P40")
def test_the_fund_is_listed_where_people_look(cast, office, signatory):
    line = lead_to_live(cast, office, signatory)
    assert "Fund: Emergency fund , listed in the directory" in office.read(line)
    worker = Pages(Client(), cast.worker)
    sign_in(worker.client, worker.user)
    assert "Emergency fund" in worker.read("/services/")
    published = Client().get("/api/open-referral/services").content.decode()
    assert "Emergency fund" in published
    assert "Evening navigators" in published


@pytest.mark.practice("P40")
def test_it_is_reviewed_before_it_ends(cast, office, signatory):
    line = lead_to_live(cast, office, signatory)
    # 31 March 2029, less 39 weeks: 273 days
    assert "Decide by 1 July 2028" in office.read(line)
    move(office, signatory, line, "review", date(2026, 11, 2), "Seven months of figures")
    page = office.read(f"{line}reviews/1/")
    assert "Renewal review 1" in page
    assert "Decide by 1 July 2028" in page
    assert Body.objects.get(pk=cast.commissioner.body_id).name in office.read(line)
