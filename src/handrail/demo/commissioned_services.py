"""Three lines of services: Devon and Cornwall's contract of 2022 with its fund, Avon and Somerset's grant, a pilot.

That a contract went live on 1 April 2022 with a fund beside it, and that a grant was reviewed before 2022/23, is from
the progress update of 2021; every other day, sum and word is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction

from handrail.areas.commissioning.actions import (
    lines,
    money,
    moves,
    notices,
    renewal_decisions,
    reviews,
    specification,
)
from handrail.areas.commissioning.clause_sources import EvaluationComparisonEvidenceSource
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    ClauseCitation,
    CommissionedService,
    PlannedStop,
    RenewalDecision,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SpecificationClause,
    StageMove,
    SurvivorWords,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.actions import add_service, edit_service
from handrail.directory.funds.actions import set_up_fund
from handrail.directory.funds.models import Fund, FundTerms, FundTermsItem
from handrail.directory.models import Service
from handrail.directory.unsaved_services import ServiceAreasLanguagesAndContact
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months, make_london_time
from handrail.platform.reference.models import Body

MORNING: Final = time(10, 30)
PHASES: Final = ("before", "during", "after", "outside")
SIGNED: Final = ("decision", "signed")
DEVON_AND_CORNWALL: Final = "E23000035"
AVON_AND_SOMERSET: Final = "E23000036"


@dataclass(frozen=True, slots=True)
class CommissionedServiceWriter:
    """Writes one line, each act on its own morning."""

    office: Actor
    signatory: Actor
    line: CommissionedService = field(default_factory=CommissionedService)

    def at(self, day: date) -> Any:
        """The clock of that morning."""
        return use_simulated_clock(make_london_time(day, MORNING))

    def begin(self, day: date, document: str, **given: Any) -> CommissionedService:
        """The line at its need."""
        for name, value in given.items():
            setattr(self.line, name, value)
        with self.at(day):
            return lines.add_commissioned_service(
                self.line, first=StageMove(on=day, document=document), by=self.office
            )

    def fetch(self) -> CommissionedService:
        """The line as it is saved."""
        return CommissionedService.objects.get(pk=self.line.pk)

    def change(self, day: date, **given: Any) -> None:
        """Change what is said of it."""
        line = self.fetch()
        for name, value in given.items():
            setattr(line, name, value)
        with self.at(day):
            lines.change_commissioned_service(line, seen=line.version, by=self.office)

    def move(self, day: date, stage: str, reason: str, document: str = "") -> None:
        """On to the next stop, and each notice of it published on its day."""
        line = self.fetch()
        by = self.signatory if stage in SIGNED else self.office
        stop = StageMove(line=line, stage=stage, on=day, reason=reason, document=document)
        with self.at(day):
            moves.move_service_to_stage(stop, seen=line.version, by=by)

    def publish(self, day: date, code: str, reference: str) -> None:
        """A notice that is due, as published."""
        notice = self.fetch().notices.get(code=code, state="due")
        notice.published_on, notice.reference = day, reference
        with self.at(day):
            notices.record_notice_published(notice, seen=notice.version, by=self.office)

    def clause(self, day: date, words: str, measure: str, because: str) -> None:
        """A clause, and the document that it rests on."""
        with self.at(day):
            made = specification.add_clause(
                SpecificationClause(line=self.fetch(), words=words, measure=measure), by=self.office
            )
            cited = ClauseCitation(kind="typed", words=because)
            specification.cite_evidence_in_clause(self.line.pk, made.number, cited, by=self.office)

    def award(self, day: date, pounds: int, known_until: date, funder: str, reason: str) -> Award:
        """The award."""
        first = AwardAmendment(pence=pounds * 100, on=day, known_until=known_until, reason=reason)
        with self.at(day):
            return money.record_award(self.line.pk, first, funder=funder, by=self.office)

    def amend(self, day: date, **given: Any) -> None:
        """An amendment of the award."""
        award = Award.objects.get(line=self.line.pk)
        with self.at(day):
            money.add_award_amendment(AwardAmendment(award=award, on=day, **given), by=self.office)

    def quarter(
        self, day: date, starts_on: date, planned: int, claimed: int = 0, forecast: int | None = None
    ) -> None:
        """A planned quarter, and the claim for it, paid."""
        award = Award.objects.get(line=self.line.pk)
        row = AwardQuarter(award=award, starts_on=starts_on, planned_pence=planned * 100)
        row.forecast_pence = None if forecast is None else forecast * 100
        with self.at(day):
            money.save_plan_and_forecast_of_award_quarter(row, seen=0, by=self.office)
        if claimed:
            self._claim(row, claimed)

    def _claim(self, row: AwardQuarter, pounds: int) -> None:
        day = add_months(row.starts_on, 3) + timedelta(days=9)
        with self.at(day):
            claim = Claim(
                award=row.award,
                quarter=row,
                pence=pounds * 100,
                claimed_on=day,
                purpose="Staff, travel and interpreters of the quarter",
                evidence="Return of the quarter and ledger, seen",
            )
            money.record_provider_claim(claim, by=self.office)
        for state in ("accepted", "paid"):
            claim.state, claim.paid_on = state, day if state == "paid" else None
            with self.at(day):
                money.record_claim_decision(claim, seen=claim.version, by=self.office)


def load_commissioned_services(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if CommissionedService.objects.exists():
        return
    people = cast.actors
    with transaction.atomic():
        _add_contract_of_2022(people)
        _add_grant_before_renewal(people, today)
        _add_evening_navigator_service_and_tender(cast, today)


def _add_navigator_service_to_directory(by: Actor, area: str, name: str, provider_code: str) -> int:
    return add_service(
        by=by,
        provider_id=Body.objects.get(code=provider_code).pk,
        name=name,
        kind="navigator",
        phases=PHASES,
        state="open",
        areas=(area,),
        public=True,
        how_to_refer="Ask by the form on its page",
    )


def _add_contract_of_2022(people: Mapping[str, Actor]) -> None:
    writer = CommissionedServiceWriter(people["tamsin.varcoe"], people["piran.nance"])
    office = writer.office
    writer.begin(
        date(2021, 2, 8),
        "Victim needs assessment 2021",
        title="Victim care service",
        kind="contract",
        regime="pcr_2015",
        procurement_began_on=date(2021, 6, 14),
        need="Victims of modern slavery need one service that stays with them, whatever they decide about the NRM.",
        intention="Specify victim care again, with modern slavery in it",
    )
    writer.move(
        date(2021, 4, 19), "intention", "Specify the contract again, with modern slavery named in it."
    )
    writer.move(date(2021, 6, 14), "specification", "Six clauses, from the needs assessment.")
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
    service = _add_navigator_service_to_directory(
        office, DEVON_AND_CORNWALL, "Victim care, Devon and Cornwall", "crossing-words"
    )
    with writer.at(date(2021, 12, 1)):
        fund = _set_up_fund_published_in_directory(office)
    writer.change(
        date(2021, 12, 6),
        provider_name="Tamar Victim Care",
        starts_on=date(2022, 4, 1),
        ends_on=date(2027, 3, 31),
        good_value="Best of three bids for quality, and within the sum that was set aside",
        conditions="",
        directory_service_id=service,
        fund_id=fund.pk,
    )
    writer.move(date(2021, 12, 10), "decision", "Awarded to the bid that scored highest.", "Decision 21/088")
    writer.move(date(2021, 12, 13), "standstill", "Bidders were told.")
    writer.award(date(2021, 12, 13), 1_250_000, date(2025, 3, 31), "Ministry of Justice", "Decision 21/088")
    writer.move(date(2022, 1, 6), "signed", "Signed by both.", "Contract 2022-01")
    writer.publish(date(2022, 1, 20), "CAN", "2022/S 000-0120")
    writer.move(date(2022, 1, 10), "mobilisation", "Staff transfer, vetting, referral routes and training.")
    writer.move(
        date(2022, 4, 1),
        "live",
        "The service opened, and the fund with it: both are in the partnership protocols.",
    )
    writer.amend(
        date(2026, 9, 14),
        kind="extension",
        ends_on=date(2029, 3, 31),
        known_until=date(2027, 3, 31),
        reason="Two years more, as the contract allows",
        document="Decision 26/051",
    )


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


def _add_grant_before_renewal(people: Mapping[str, Actor], today: date) -> None:
    writer = CommissionedServiceWriter(people["lucy.hembrow"], people["miles.ottery"])
    writer.begin(
        date(2020, 9, 7),
        "Victim services needs assessment 2020",
        title="Modern slavery support grant",
        kind="grant",
        regime="grant",
        procurement_began_on=date(2020, 10, 5),
        need="Support for victims before, during, after and outside the NRM.",
        intention="Fund a modern slavery service by a yearly grant",
    )
    writer.move(date(2020, 10, 5), "intention", "Fund by a yearly grant.")
    writer.move(date(2020, 11, 2), "specification", "Written with the force.")
    writer.move(date(2020, 11, 30), "grant_call", "One call, four weeks.")
    writer.move(date(2021, 1, 11), "evaluation", "Two applications.")
    service = _add_navigator_service_to_directory(
        writer.office, AVON_AND_SOMERSET, "Modern slavery support", "severn-light"
    )
    writer.change(
        date(2021, 2, 1),
        provider_name="Severn Light",
        starts_on=date(2021, 4, 1),
        ends_on=date(2022, 3, 31),
        notice_weeks=4,
        procurement_weeks=8,
        good_value="The only service in the area with workers in four languages",
        conditions="Quarterly returns; money for victims only; underspend is returned unless the funder agrees",
        directory_service_id=service,
    )
    writer.move(date(2021, 2, 8), "decision", "Granted for one year.", "Decision 2021/014")
    writer.award(date(2021, 2, 8), 72_000, date(2022, 3, 31), "Ministry of Justice", "Decision 2021/014")
    writer.move(date(2021, 3, 15), "signed", "Grant agreement signed.", "Grant agreement")
    writer.move(date(2021, 3, 22), "mobilisation", "Referral routes agreed with the force.")
    writer.move(date(2021, 4, 1), "live", "Open.")
    writer.quarter(date(2021, 4, 6), date(2021, 4, 1), 18_000, 17_100)
    writer.quarter(date(2021, 4, 6), date(2021, 7, 1), 18_000, 16_400)
    writer.quarter(date(2021, 4, 6), date(2021, 10, 1), 18_000, 18_000)
    writer.quarter(date(2021, 4, 6), date(2022, 1, 1), 18_000, 18_000)
    writer.move(
        date(2021, 10, 4),
        "review",
        "The report on support for victims came out: its risks are explored first.",
    )
    _fill_renewal_review_of_2021(writer)
    line = writer.fetch()
    with writer.at(date(2021, 12, 16)):
        renewal_decisions.record_renewal_decision(
            RenewalDecision(
                outcome="conditions",
                conditions="Evening cover twice a week, and a yearly look at waits with the force",
                reasons="Both risks have an owner and a day; the targets were met; survivors asked for evenings.",
                decided_on=date(2021, 12, 16),
                document="Decision 2021/143",
            ),
            line_id=line.pk,
            number=1,
            seen=line.reviews.get().version,
            by=writer.signatory,
        )
    writer.amend(
        date(2022, 3, 7),
        kind="uplift",
        pence=72_000_00,
        ends_on=date(2023, 3, 31),
        known_until=date(2023, 3, 31),
        reason="Renewed for 2022/23",
        document="Decision 2021/143",
    )
    writer.amend(
        date(2022, 8, 22),
        kind="uplift",
        pence=5_724_420,
        known_until=date(2023, 3, 31),
        reason="Uplift told in August; next year is not known",
    )
    writer.move(date(2023, 3, 31), "ended", "The grant ran out. A new grant follows on its own line.")


def _fill_renewal_review_of_2021(writer: CommissionedServiceWriter) -> None:
    day = date(2021, 11, 8)
    review, office = writer.fetch().reviews.get(), writer.office
    force = Body.objects.get(code="avon-and-somerset-constabulary")
    with writer.at(day):
        for kind, event, cause, effect, owner, control in (
            (
                "risk",
                "People who decline the NRM are lost",
                "No worker between police and support",
                "They go back to those who exploit them",
                force,
                "A named officer rings the service the same day",
            ),
            (
                "issue",
                "Waits grew over the summer",
                "One post was empty for ten weeks",
                "Support began later",
                Body.objects.get(pk=office.body_id),
                "Cover for empty posts is in the conditions",
            ),
        ):
            reviews.add_renewal_review_risk(
                ReviewRisk(
                    review=review,
                    kind=kind,
                    report_line="Report of 2021, section on support",
                    event=event,
                    cause=cause,
                    effect=effect,
                    likelihood=3,
                    impact=4,
                    owner=owner,
                    control=control,
                ),
                by=office,
            )
        for heard, who, words in (
            (
                "force",
                "Force lead for modern slavery",
                "Referrals go through at night only when the desk is staffed.",
            ),
            (
                "provider",
                "Director, Severn Light",
                "Two workers cover three districts. Evenings are asked for most.",
            ),
            ("complaints", "Office", "One complaint about a wait, answered within the month."),
        ):
            reviews.record_statement_heard_in_renewal_review(
                ReviewContribution(review=review, kind=heard, who=who, on=day, words=words), by=office
            )
        reviews.add_performance_figure_to_renewal_review(
            ReviewFigure(
                review=review,
                what="Started support within five working days",
                value=86,
                target=80,
                unit="in_100",
                period="April to September 2021",
                kind="provider",
                source="Half-year return, table 2",
            ),
            by=office,
        )
        given = SurvivorWords(
            review=review,
            words="She came when she said she would. Evenings would help.",
            given_for_publication=True,
            how_given="Survey of autumn 2021, question 5",
        )
        reviews.add_survivor_words(given, by=office)
    with writer.at(date(2021, 11, 22)):
        reviews.confirm_survivor_words_anonymous(given, seen=given.version, by=writer.signatory)


def _add_evening_navigator_service_and_tender(cast: DemoLookups, today: date) -> None:
    """Lincolnshire's pilot: live, money by quarter, a review that waits for its decision; and a tender that runs."""
    people = cast.actors
    writer = CommissionedServiceWriter(people["joan.tasker"], people["lorna.quayle"])

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    started = add_months(today.replace(day=1), -7)
    writer.begin(
        ago(600),
        "Needs assessment, finding 7",
        title="Evening navigators",
        kind="grant",
        regime="grant",
        procurement_began_on=ago(520),
        need="29 of 41 who were asked said that no one comes after 6pm.",
        intention="Fund evening navigators as a pilot",
    )
    writer.move(ago(560), "intention", "Fund, as a pilot.", "Decision 25/031")
    writer.move(ago(520), "specification", "Each clause has its finding.")
    writer.clause(
        ago(515),
        "There within two hours, 6pm to midnight",
        "85 in 100",
        "Needs assessment, finding 7: no one after 6pm",
    )
    writer.clause(
        ago(515),
        "Romanian and Vietnamese spoken",
        "Both from the first day",
        "Needs assessment, finding 9: 3 in 10 without",
    )
    writer.clause(
        ago(515),
        "Support whatever they decide",
        "All who said no are kept",
        "Needs assessment, finding 11: fear of losing it",
    )
    writer.move(ago(460), "market_talk", "Five providers.")
    writer.move(ago(430), "grant_call", "Open for six weeks.")
    writer.move(ago(380), "evaluation", "Three applications.")
    service = _add_navigator_service_to_directory(
        writer.office, LINCOLNSHIRE, "Evening navigators", "lantern"
    )
    ends = add_months(started, 12) - timedelta(days=1)
    writer.change(
        ago(370),
        provider_name="Lantern",
        starts_on=started,
        ends_on=ends,
        notice_weeks=4,
        procurement_weeks=10,
        conditions="Quarterly returns; a baseline before the first evening",
        good_value="Half the cost of a night desk, for the hours in which people are found",
        directory_service_id=service,
    )
    writer.move(ago(360), "decision", "Granted for twelve months.", "Decision 25/118")
    writer.award(ago(350), 84_000, ends, "Ministry of Justice", "Decision 25/118")
    writer.move(ago(330), "signed", "Grant agreement signed.", "Grant agreement")
    writer.move(ago(300), "mobilisation", "Vetting, training, referral routes.")
    writer.move(started, "live", "Baseline frozen the month before. 6pm to midnight.", "Go-live note")
    first = date(started.year, 3 * ((started.month - 1) // 3) + 1, 1)
    for place, (planned, claimed, forecast) in enumerate(
        ((21_000, 18_400, None), (21_000, 20_900, None), (21_000, 0, 21_600), (21_000, 0, 21_000))
    ):
        begins = add_months(first, 3 * place)
        may_claim = add_months(begins, 3) + timedelta(days=9) <= today
        writer.quarter(started, begins, planned, claimed if may_claim else 0, forecast)
    writer.move(ago(26), "review", "Seven months of figures.")
    _fill_current_renewal_review(writer, ago(20), today)
    _add_interpreter_contract(people, ago)


def _fill_current_renewal_review(writer: CommissionedServiceWriter, day: date, today: date) -> None:
    review, office = writer.fetch().reviews.get(), writer.office
    with writer.at(day):
        reviews.add_renewal_review_risk(
            ReviewRisk(
                review=review,
                kind="risk",
                event="Evening cover stops on the last day",
                cause="The money is known for twelve months",
                effect="People who are found at night wait until morning",
                likelihood=4,
                impact=4,
                owner_id=office.body_id,
                control="Decide before notice has to be given",
                due_on=today + timedelta(days=16),
            ),
            by=office,
        )
        for kind, who, words in (
            (
                "force",
                "Force lead for modern slavery",
                "The desk rings them first after 6pm. Sundays are not covered.",
            ),
            ("provider", "Service manager, Lantern", "The Vietnamese post is empty since August."),
        ):
            reviews.record_statement_heard_in_renewal_review(
                ReviewContribution(review=review, kind=kind, who=who, on=day, words=words), by=office
            )
        for what, value, target in (
            ("There within two hours, of 131 calls", 118, 111),
            ("Kept after saying no, of 23", 23, 23),
        ):
            reviews.add_performance_figure_to_renewal_review(
                ReviewFigure(
                    review=review,
                    what=what,
                    value=value,
                    target=target,
                    unit="people",
                    period="Since the first evening",
                    kind="provider",
                    source="Monthly return, table 1",
                ),
                by=office,
            )
        reviews.add_survivor_words(
            SurvivorWords(
                review=review,
                words="She came the same night. I was still in my work clothes.",
                given_for_publication=True,
                how_given="Survey of the pilot, question 3",
            ),
            by=office,
        )


def _add_interpreter_contract(people: Mapping[str, Actor], ago: Any) -> None:
    writer = CommissionedServiceWriter(people["joan.tasker"], people["lorna.quayle"])
    writer.begin(
        ago(200),
        "Needs assessment, finding 9",
        title="Interpreters by phone and in person",
        kind="contract",
        regime="light_touch",
        procurement_began_on=ago(150),
        need="3 in 10 of those who were asked had no interpreter at the first meeting.",
    )
    writer.move(ago(170), "intention", "Fund by contract.", "Decision 26/007")
    writer.move(ago(150), "specification", "Two clauses.")
    writer.clause(
        ago(148), "An interpreter by phone within 15 minutes", "90 in 100", "Needs assessment, finding 9"
    )
    _cite_evaluation_in_specification_clause(writer, ago(147))
    writer.move(ago(90), "market_talk", "Four providers.")
    writer.move(ago(4), "tender", "Open until the middle of next month.", "Invitation to tender")
    with writer.at(ago(4)):
        for stage, days in (("evaluation", 20), ("decision", 45), ("live", 120)):
            stop = PlannedStop(
                line=writer.fetch(), stage=stage, planned_on=ago(-days), person="Head of commissioning"
            )
            lines.save_planned_day_and_lead_of_stage(stop, seen=0, by=writer.office)


def _cite_evaluation_in_specification_clause(writer: CommissionedServiceWriter, day: date) -> None:
    """A clause that rests on the evaluation of the posts, where the demo has it."""
    found = next(iter(EvaluationComparisonEvidenceSource().list_lines(writer.office)), None)
    if found is None:
        return
    with writer.at(day):
        clause = specification.add_clause(
            SpecificationClause(
                line=writer.fetch(),
                words="The interpreter joins each meeting with a navigator",
                measure="All meetings",
            ),
            by=writer.office,
        )
        cited = ClauseCitation(kind=EvaluationComparisonEvidenceSource.kind, source_id=found.id)
        specification.cite_evidence_in_clause(writer.line.pk, clause.number, cited, by=writer.office)
