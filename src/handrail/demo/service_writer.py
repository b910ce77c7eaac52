"""Writes the line of a service as offices would: each act on its own morning, through the actions of the room."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Final

from handrail.areas.commissioning.actions import (
    lines,
    money,
    moves,
    notices,
    specification,
)
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    ClauseCitation,
    CommissionedService,
    SpecificationClause,
    StageMove,
    UnderspendDecision,
)
from handrail.areas.needs.models import CommissioningIntention
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.actions import add_service
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months, make_london_time
from handrail.platform.reference.models import Body

MORNING: Final = time(10, 30)
PHASES: Final = ("before", "during", "after", "outside")
SIGNED: Final = ("decision", "signed")


@dataclass(frozen=True, slots=True)
class CommissionedServiceWriter:
    """Writes one line, each act on its own morning."""

    office: Actor
    signatory: Actor
    line: CommissionedService = field(default_factory=CommissionedService)

    def at(self, day: date) -> Any:
        """The clock of that morning."""
        return use_simulated_clock(make_london_time(day, MORNING))

    def decide_underspend(self, day: date, **given: Any) -> None:
        """What the funder decided about what was not spent."""
        award = Award.objects.get(line=self.line.pk)
        with self.at(day):
            money.record_underspend_decision(UnderspendDecision(award=award, **given), by=self.office)

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

    def move(
        self,
        day: date,
        stage: str,
        reason: str,
        document: str = "",
        intention: CommissioningIntention | None = None,
    ) -> None:
        """On to the next stop, and each notice of it published on its day; `intention`: that the service comes from."""
        line = self.fetch()
        by = self.signatory if stage in SIGNED else self.office
        stop = StageMove(line=line, stage=stage, on=day, reason=reason, document=document)
        with self.at(day):
            chosen = (intention.pk, intention.title) if intention else None
            moves.move_service_to_stage(stop, seen=line.version, by=by, intention=chosen)

    def publish(self, day: date, code: str, reference: str) -> None:
        """A notice that is due, as published."""
        notice = self.fetch().notices.get(code=code, state="due")
        notice.published_on, notice.reference = day, reference
        with self.at(day):
            notices.record_notice_published(notice, seen=notice.version, by=self.office)

    def clause(self, day: date, words: str, measure: str, because: str | ClauseCitation) -> None:
        """A clause, and what it rests on: a document in words, or a line of evidence."""
        with self.at(day):
            made = specification.add_clause(
                SpecificationClause(line=self.fetch(), words=words, measure=measure), by=self.office
            )
            cited = ClauseCitation(kind="typed", words=because) if isinstance(because, str) else because
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
        day = get_working_day_on_or_before(add_months(row.starts_on, 3) + timedelta(days=9))
        with self.at(day):
            claim = Claim(
                award=row.award,
                quarter=row,
                pence=pounds * 100,
                claimed_on=day,
                purpose="Staff, travel and interpreters for the quarter",
                evidence="Quarterly return and ledger, checked",
            )
            money.record_provider_claim(claim, by=self.office)
        for state in ("accepted", "paid"):
            claim.state, claim.paid_on = state, day if state == "paid" else None
            with self.at(day):
                money.record_claim_decision(claim, seen=claim.version, by=self.office)


def add_navigator_service_to_directory(by: Actor, area: str, name: str, provider_code: str) -> int:
    """A navigator's service as the directory lists it, so that a contract that went live has its entry.

    Args:
        by: whoever keeps the directory there.
        area: the code of its police force area.
        name: of the service.
        provider_code: of the organisation that gives it.

    Returns:
        Its number.
    """
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
