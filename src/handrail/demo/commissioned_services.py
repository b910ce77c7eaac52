"""Lines of services: Devon and Cornwall's contract of 2022 with its fund, Cheshire's places, and two more areas'.

That a contract went live on 1 April 2022 with a fund beside it is from the progress update of 2021; every other day,
sum and word is invented.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.commissioning.clause_sources import (
    NeedsFindingEvidenceSource,
)
from handrail.areas.commissioning.models import (
    ClauseCitation,
    CommissionedService,
)
from handrail.areas.needs.models import CommissioningIntention
from handrail.demo.case_writer import DemoLookups
from handrail.demo.lincolnshire_services import add_services_of_lincolnshire
from handrail.demo.relative_dates import format_decision_of_day, get_working_day_on_or_before
from handrail.demo.renewed_grant import add_grants_of_avon_and_somerset
from handrail.demo.service_writer import CommissionedServiceWriter, add_navigator_service_to_directory
from handrail.directory.actions import edit_service
from handrail.directory.funds.actions import set_up_fund
from handrail.directory.funds.models import Fund, FundTerms, FundTermsItem
from handrail.directory.models import Service
from handrail.directory.unsaved_services import ServiceAreasLanguagesAndContact
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months

QUARTERS_OF_CONTRACT, QUARTERS_OF_EXTENSION = 20, 8
LAST_DAY_OF_EXTENSION: Final = date(2029, 3, 31)
DEVON_AND_CORNWALL: Final = "E23000035"


def load_commissioned_services(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if CommissionedService.objects.exists():
        return
    people = cast.actors
    with transaction.atomic():
        _add_contract_of_2022(people, today)
        add_grants_of_avon_and_somerset(people, today)
        add_services_of_lincolnshire(cast, today)
        _add_places_from_cheshire_assessment(people, today)


def _add_contract_of_2022(people: Mapping[str, Actor], today: date) -> None:
    writer = CommissionedServiceWriter(people["tamsin.varcoe"], people["piran.nance"])
    office = writer.office
    writer.begin(
        date(2021, 2, 8),
        "Victim needs assessment 2021",
        title="Victim care service",
        kind="contract",
        regime="pcr_2015",
        procurement_began_on=date(2021, 6, 14),
        procurement_method="open",
        need="Victims of modern slavery need one service that stays with them, whatever they decide about the NRM.",
        intention="Re-specify the victim care contract, with modern slavery named in it",
    )
    writer.move(date(2021, 4, 19), "intention", "Re-specify the contract, with modern slavery named in it.")
    writer.move(date(2021, 6, 14), "specification", "Two clauses, from the needs assessment.")
    writer.clause(
        date(2021, 6, 21),
        "Support whatever the person decides about the NRM",
        "All who ask",
        "Needs assessment 2021, finding 4",
    )
    writer.clause(
        date(2021, 6, 21),
        "A fund that pays for what nothing else pays for",
        "Within two working days",
        "Needs assessment 2021, finding 6",
    )
    writer.move(date(2021, 7, 12), "market_talk", "Seven providers came to the market day.")
    writer.move(date(2021, 9, 6), "tender", "Open procedure.", "Invitation to tender")
    writer.publish(date(2021, 9, 6), "CN", "2021/S 000-0906")
    writer.move(date(2021, 11, 1), "evaluation", "Three bids, scored by a panel of five.")
    service = add_navigator_service_to_directory(
        office, DEVON_AND_CORNWALL, "Victim care, Devon and Cornwall", "crossing-words"
    )
    with writer.at(date(2021, 12, 1)):
        fund = _set_up_fund_published_in_directory(office)
    writer.change(
        date(2021, 12, 6),
        provider_name="Tamar Victim Care",
        starts_on=date(2022, 4, 1),
        ends_on=date(2027, 3, 31),
        purpose="One service for every victim of crime, with two workers for victims of modern slavery and a fund "
        "that they draw on.",
        good_value="Highest quality score of three bids, and within the budget",
        conditions="",
        directory_service_id=service,
        fund_id=fund.pk,
    )
    writer.move(
        date(2021, 12, 10),
        "decision",
        "Awarded to the bid that scored highest: the only one with workers for modern slavery in both counties.",
        "Decision 21/088",
    )
    writer.move(date(2021, 12, 13), "standstill", "All bidders were told the outcome.")
    writer.award(date(2021, 12, 13), 1_250_000, date(2025, 3, 31), "Ministry of Justice", "Decision 21/088")
    writer.move(date(2022, 1, 6), "signed", "Signed by both.", "Contract 2022-01")
    writer.publish(date(2022, 1, 20), "CAN", "2022/S 000-0120")
    writer.move(date(2022, 1, 10), "mobilisation", "Staff transfer, vetting, referral routes and training.")
    writer.move(
        date(2022, 4, 1),
        "live",
        "The service opened, and the fund with it: both are in the partnership protocols.",
    )
    _add_quarters_of_contract(writer, range(QUARTERS_OF_CONTRACT), today)
    writer.decide_underspend(
        date(2026, 5, 18),
        until=date(2026, 3, 31),
        pence=6_000_00,
        decision="carry_over",
        decided_by="Ministry of Justice, victims grants",
        decided_on=date(2026, 5, 14),
        reason="Two posts were empty in the autumns: the money pays for cover in 2026/27.",
    )
    for day, until, document in (
        (date(2025, 2, 17), date(2026, 3, 31), "Grant letter 2025/26"),
        (date(2026, 2, 16), date(2027, 3, 31), "Grant letter 2026/27"),
    ):
        writer.amend(
            day,
            kind="confirmed",
            known_until=until,
            reason="The ministry confirmed the sum for the next year",
            document=document,
        )
    writer.amend(
        date(2026, 9, 14),
        kind="extension",
        pence=500_000_00,
        ends_on=LAST_DAY_OF_EXTENSION,
        known_until=date(2027, 3, 31),
        reason="Extended by two years, as the contract allows",
        document="Decision 26/051",
    )
    for year in (2027, 2028):
        if (day := date(year, 2, 15)) <= today:
            writer.amend(
                day,
                kind="confirmed",
                known_until=date(year + 1, 3, 31),
                reason="The ministry confirmed the sum for the next year",
                document=f"Grant letter {year}/{(year + 1) % 100}",
            )
    extension = range(QUARTERS_OF_CONTRACT, QUARTERS_OF_CONTRACT + QUARTERS_OF_EXTENSION)
    _add_quarters_of_contract(writer, extension, today)
    if today > LAST_DAY_OF_EXTENSION:
        writer.move(
            LAST_DAY_OF_EXTENSION, "ended", "The last day of the contract, with both years of its extension."
        )


def _add_quarters_of_contract(writer: CommissionedServiceWriter, numbers: range, today: date) -> None:
    """Each planned in the April of its business year, once that has come, and claimed after its end."""
    for number in numbers:
        first = add_months(date(2022, 4, 1), 3 * number)
        planned_on = date(first.year - (first.month < 4), 4, 7)
        if planned_on > today:
            break
        claimed = 61_000 if first.month == 10 else 62_500
        is_claimed = add_months(first, 3) + timedelta(days=9) <= today
        writer.quarter(planned_on, first, 62_500, claimed if is_claimed else 0)


def _set_up_fund_published_in_directory(by: Actor) -> Fund:
    """A fund whose entry in the directory is published."""
    fund = set_up_fund(
        Fund(name="Support fund for victims of modern slavery", opens_on=date(2021, 12, 1)),
        FundTerms(since=date(2021, 12, 1), because="First rules, with the new contract", lead_pence=100_00),
        items=[FundTermsItem(item="food", most_pence=50_00), FundTermsItem(item="travel", most_pence=90_00)],
        body_codes=("crossing-words",),
        by=by,
    )
    entry = Service.objects.get(pk=fund.service_id)
    entry.public, entry.everywhere = True, False
    reach = ServiceAreasLanguagesAndContact((DEVON_AND_CORNWALL,), (), None)
    edit_service(entry, reach, seen=entry.version, by=by)
    return fund


def _add_places_from_cheshire_assessment(people: Mapping[str, Actor], today: date) -> None:
    """The service that Cheshire's assessment led to: finding, intention, specification, applications, decision."""
    intention = CommissioningIntention.objects.filter(
        assessment__body=people["greta.holford"].body_id, kind="fund", decision="go_on"
    ).first()
    if intention is None or intention.finding_id is None or intention.decided_on is None:
        return

    def ago(days: int) -> date:
        return get_working_day_on_or_before(today - timedelta(days=days))

    writer = CommissionedServiceWriter(people["greta.holford"], people["petra.wincham"])
    writer.begin(
        intention.decided_on,
        "Needs assessment, finding 1",
        title="Places before a referral",
        kind="grant",
        regime="grant",
        procurement_began_on=ago(36),
        need="People wait for a safe place to live before any referral, and after they decline one.",
    )
    writer.move(
        intention.decided_on,
        "intention",
        "Fund, as the Commissioner decided in the needs assessment.",
        f"Needs assessment, intention {intention.number}",
        intention=intention,
    )
    writer.move(ago(36), "specification", "Each clause is based on a finding.")
    writer.clause(
        ago(35),
        "A safe place for up to 28 nights, before any referral and after it is declined",
        "95% of those who ask are placed the same day",
        ClauseCitation(kind=NeedsFindingEvidenceSource.kind, source_id=str(intention.finding_id)),
    )
    writer.move(ago(33), "grant_call", "Open for two weeks.")
    writer.move(ago(16), "evaluation", "Two applications.")
    writer.change(
        ago(13),
        provider_name="Irwell House",
        starts_on=add_months(today.replace(day=1), 2),
        ends_on=add_months(today.replace(day=1), 14) - timedelta(days=1),
        conditions="Quarterly returns; no one is refused a place because they have no referral",
        purpose="Six places to stay for up to 28 nights, with a worker on call, before a referral and after one is "
        "declined.",
        good_value="Six places for the cost of four in hotels",
    )
    writer.move(
        ago(12),
        "decision",
        "The stronger of two applications: six places, open to men and women, with a worker on call at night.",
        format_decision_of_day(ago(12), 64),
    )
    writer.award(
        ago(12),
        96_000,
        add_months(today.replace(day=1), 14) - timedelta(days=1),
        "Ministry of Justice",
        format_decision_of_day(ago(12), 64),
    )
