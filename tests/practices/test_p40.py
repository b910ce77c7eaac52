"""A contract from needs to specification, award, mobilisation, go-live and review; a fund listed where people look.

Devon and Cornwall's victim care contract, live on 1 April 2022 with its support fund, under the regulations of 2015.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from handrail.areas.commissioning.models import CommissionedService
from handrail.directory.actions import add_service, edit_service
from handrail.directory.funds.actions import set_up_fund
from handrail.directory.funds.models import Fund, FundTerms, FundTermsItem
from handrail.directory.models import Service
from handrail.directory.unsaved_services import ServiceAreasLanguagesAndContact
from handrail.platform.access.actions import create_account
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.reminder_dates import get_first_reminder_date
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import Pages, _day, row
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P40")]
AREA = "E23000035"
SIGNED = ("decision", "signed")
WAY = (
    ("intention", date(2021, 4, 19), "Specify victim care again"),
    ("specification", date(2021, 6, 14), "Clauses from the needs assessment"),
    ("market_talk", date(2021, 7, 12), "Seven providers"),
    ("tender", date(2021, 9, 6), "Open procedure"),
    ("evaluation", date(2021, 11, 1), "A panel of five"),
    ("decision", date(2021, 12, 10), "Best for quality"),
    ("standstill", date(2021, 12, 17), "Bidders were told"),
    ("signed", date(2022, 1, 7), "Signed by both"),
    ("mobilisation", date(2022, 1, 10), "Vetting and training"),
    ("live", date(2022, 4, 1), "The service and its fund opened"),
)
"""The last day is the source's; the others are ours. Signed on a Friday; a standstill over Christmas."""


@dataclass
class World:
    """Who works in Devon and Cornwall, and what people find in the directory."""

    office: User
    signatory: User
    worker: User
    service: int
    fund: Fund


@shared_world
def devon_and_cornwall(cast) -> World:
    body = Body.objects.get(code="commissioner-devon-and-cornwall")
    provider = Body.objects.get(code="lantern")
    office, signatory, worker = (
        create_account(
            email=f"{role.value}@devon.example.org",
            name=f"{role.value} of Devon",
            body=at,
            role=role,
            password=None,
        )
        for role, at in (
            (Role.COMMISSIONER, body),
            (Role.SIGNATORY, body),
            (Role.OFFICER, Body.objects.get(code="devon-and-cornwall-police")),
        )
    )
    entry = {"kind": "navigator", "phases": ["before", "outside"], "state": "open", "public": True}
    name = "Victim care, Devon and Cornwall"
    service = add_service(by=office.actor, provider_id=provider.pk, name=name, areas=(AREA,), **entry)
    fund = set_up_fund(
        Fund(name="Support fund for victims", opens_on=date(2022, 4, 1)),
        FundTerms(since=date(2022, 4, 1), because="First rules", lead_pence=100_00),
        items=[FundTermsItem(item="food", most_pence=50_00)],
        body_codes=("devon-and-cornwall-police",),
        by=office.actor,
    )
    return World(office, signatory, worker, service, fund)


def publish_fund(world: World) -> None:
    listed = Service.objects.get(pk=world.fund.service_id)
    listed.public, listed.everywhere = True, False
    reach = ServiceAreasLanguagesAndContact((AREA,), (), None)
    edit_service(listed, reach, seen=listed.version, by=world.office.actor)


@pytest.fixture
def office(devon_and_cornwall, pages) -> Pages:
    """The commissioner's office of Devon and Cornwall."""
    pages.user = devon_and_cornwall.office
    return pages


@pytest.fixture
def signatory(devon_and_cornwall, office) -> Pages:
    """Whoever signs for it."""
    return Pages(Client(), devon_and_cornwall.signatory)


def begin(office: Pages) -> str:
    office.today(date(2021, 6, 14))
    return office.post(
        "/commissioning/services/add/",
        title="Victim care service",
        kind="contract",
        regime="pcr_2015",
        **_day("procurement_began_on", date(2021, 6, 14)),
        need="Victims need one service that stays with them",
        intention="",
        **_day("need_on", date(2021, 2, 8)),
        document="Needs assessment 2021",
    )


def version() -> str:
    return str(CommissionedService.objects.get().version)


def describe(stage: str, on: date, reason: str) -> dict[str, str]:
    paper = f"Paper of {stage}"
    return {**_day("on", on), "reason": reason, "document": paper, "document_href": "", "seen": version()}


def move(office: Pages, signatory: Pages, line: str, stage: str, on: date, reason: str) -> None:
    office.today(on)
    by, verb = (signatory, "sign") if stage in SIGNED else (office, "move")
    if by is signatory:
        sign_in(signatory.client, signatory.user)
    by.post(f"{line}{verb}/{stage}/", **describe(stage, on, reason))


def refused(by: Pages, address: str, stage: str, on: date) -> str:
    """What the page says of a move that is not possible."""
    sign_in(by.client, by.user)
    return by.client.post(address, describe(stage, on, "x"), follow=True).content.decode()


def enter_terms(office: Pages, line: str) -> None:
    office.post(
        f"{line}terms/",
        provider_name="Tamar Victim Care",
        **_day("starts_on", date(2022, 4, 1)),
        **_day("ends_on", date(2025, 3, 31)),
        notice_weeks="13",
        procurement_weeks="26",
        conditions="",
        purpose="Victim care with two workers for modern slavery",
        good_value="The best of three bids",
        seen=version(),
    )


def lead_to(office: Pages, signatory: Pages, last: str) -> str:
    line = begin(office)
    for stage, on, reason in WAY:
        if stage == "decision":
            enter_terms(office, line)
        move(office, signatory, line, stage, on, reason)
        if stage == last:
            break
    return line


def go_live(world: World, office: Pages, signatory: Pages, line: str) -> None:
    publish_fund(world)
    chosen = {"directory_service": str(world.service), "fund": str(world.fund.pk)}
    office.post(f"{line}directory/", **chosen, seen=version())
    move(office, signatory, line, *WAY[-1])


@pytest.fixture
def line(devon_and_cornwall, office, signatory) -> str:
    """The address of the line, on 1 April 2022."""
    made = lead_to(office, signatory, "mobilisation")
    go_live(devon_and_cornwall, office, signatory, made)
    return made


def test_a_contract_goes_from_its_need_to_going_live_on_one_line(office, line):
    page = office.markup(line)
    for name, when in (
        ("Need", "8 February 2021"),
        ("Intention", "19 April 2021"),
        ("Specification", "14 June 2021"),
        ("Market engagement", "12 July 2021"),
        ("Tender", "6 September 2021"),
        ("Evaluation", "1 November 2021"),
        ("Decision", "10 December 2021"),
        ("Standstill", "17 December 2021"),
        ("Signed", "7 January 2022"),
        ("Mobilisation", "10 January 2022"),
    ):
        assert f"{name} done {when}" in row(page, f"{name} done"), name
    assert "Live Current stage 1 April 2022" in row(page, "Live")
    decision = row(page, "Decision done")
    for said in ("signatory of Devon", "Best for quality", "Paper of decision"):
        assert said in decision


def test_nothing_is_signed_in_standstill_and_what_is_signed_has_its_paper(office, signatory):
    """Ten days after Friday 17 December are Monday the 27th: a bank holiday as the 28th, so it lasts to the 29th."""
    line = lead_to(office, signatory, "standstill")
    office.today(date(2021, 12, 29))
    assert "Its last day is 29 December 2021" in refused(
        signatory, f"{line}sign/signed/", "signed", date(2021, 12, 29)
    )
    office.today(date(2022, 1, 7))
    sign_in(signatory.client, signatory.user)
    nameless = describe("signed", date(2022, 1, 7), "Signed") | {"document": ""}
    said = signatory.client.post(f"{line}sign/signed/", nameless, follow=True).content.decode()
    assert "Enter the name or number of the document that is signed" in said
    assert CommissionedService.objects.get().stage == "standstill"


def test_nothing_goes_live_before_service_and_fund_are_published(devon_and_cornwall, office, signatory):
    world = devon_and_cornwall
    line = lead_to(office, signatory, "mobilisation")
    on = date(2022, 4, 1)
    office.today(on)
    address = f"{line}move/live/"
    assert "linked to a directory entry that is open and published" in refused(office, address, "live", on)
    chosen = {"directory_service": str(world.service), "fund": str(world.fund.pk)}
    office.post(f"{line}directory/", **chosen, seen=version())
    assert "its fund is open and its directory entry is published" in refused(office, address, "live", on)
    assert CommissionedService.objects.get().stage == "mobilisation"
    go_live(world, office, signatory, line)
    assert CommissionedService.objects.get().stage == "live"


def test_its_notices_have_the_clocks_of_the_regulations_under_which_it_began(office, line):
    """Signed on Friday 7 January 2022: thirty days after are Sunday 6 February; told on the working days before."""
    page = office.read(line)
    assert "CN, Contract notice" in page
    assert "CAN, Contract award notice" in page
    assert "Due by Sunday 6 February 2022" in page
    for of_the_act in ("UK4", "UK7"):
        assert of_the_act not in page
    ask = FollowUp.objects.get(what__startswith="Publish CAN")
    assert ask.due_on == date(2022, 2, 6)
    assert get_first_reminder_date(ask.due_on) == date(2022, 1, 31)  # 4, 3, 2, 1 February and 31 January
    office.post(
        f"{line}notices/2/published/",
        **_day("published_on", date(2022, 1, 20)),
        reference="2022/S 000-0120",
        href="",
        seen="1",
    )
    assert "Published 20 January 2022" in office.read(line)
    assert FollowUp.objects.get(pk=ask.pk).state == "done"


def test_its_award_and_clauses_are_on_the_line_and_an_extension_names_its_successor(office, line):
    clause = office.post(
        f"{line}clauses/add/", words="Support whatever the person decides", measure="All who ask"
    )
    office.post(f"{clause}document/", words="Needs assessment 2021, finding 4")
    office.post(
        f"{line}money/award/",
        funder="Ministry of Justice",
        pence="1250000",
        **_day("on", date(2021, 12, 10)),
        **_day("known_until", date(2023, 3, 31)),
        reason="Decision 21/088",
        document="",
    )
    page = office.read(line)
    assert "Another document: Needs assessment 2021, finding 4" in page
    assert (
        "£1,250,000 to 31 March 2025. Money is confirmed until 31 March 2023; the agreement ends 31 March 2025"
        in page
    )
    assert "is due to take over" not in page
    office.post(
        f"{line}money/amend/",
        kind="extension",
        pence="0",
        **_day("on", date(2022, 4, 1)),
        **_day("ends_on", date(2029, 3, 31)),
        reason="Years more, as the contract allows",
        document="",
    )
    assert "Runs beyond May 2028, when " in office.read(line)


def test_the_fund_is_listed_where_people_look(devon_and_cornwall, office, line):
    assert "Fund: Support fund for victims" in office.read(line)
    worker = Pages(Client(), devon_and_cornwall.worker)
    sign_in(worker.client, worker.user)
    listed = worker.read("/services/")
    assert "Support fund for victims" in listed
    assert "Victim care, Devon and Cornwall" in listed
    published = Client().get("/api/open-referral/services").content.decode()
    assert "Support fund for victims" in published
    assert "Victim care, Devon and Cornwall" in published


def test_it_is_reviewed_before_it_ends(office, signatory, line):
    # 31 March 2025, less 39 weeks: 273 days
    assert "Decide by Monday 1 July 2024" in office.read(line)
    move(office, signatory, line, "review", date(2022, 11, 1), "Seven months of figures")
    page = office.read(f"{line}reviews/1/")
    assert "Renewal review 1" in page
    assert "Decide by Monday 1 July 2024" in page
