"""Lines of services with something in every place, made by the cast through the actions people use."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.commissioning.actions import lines, money, moves, reviews, specification
from handrail.areas.commissioning.models import (
    AwardAmendment,
    AwardQuarter,
    Claim,
    ClauseCitation,
    CommissionedService,
    RenewalOption,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SpecificationClause,
    StageMove,
    SurvivorWords,
)
from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from support.cast import Cast

DAY = datetime.timedelta(days=1)
WAY_TO_LIVE = {
    "contract": (
        *("intention", "specification", "market_talk", "tender", "evaluation", "decision"),
        *("standstill", "signed", "mobilisation", "live"),
    ),
    "grant": (
        *("intention", "specification", "grant_call", "evaluation", "decision"),
        *("signed", "mobilisation", "live"),
    ),
}
SIGNED = ("decision", "signed")
PLANTED = (
    "PLANT-NEED",
    "PLANT-REASON",
    "PLANT-CLAUSE",
    "PLANT-RISK",
    "PLANT-OPTION",
    "PLANT-SAID",
    "PLANT-WORDS",
)
"""Words of Lincolnshire's own, which no neighbour may read."""


@dataclass(frozen=True, slots=True)
class CommissionedWorld:
    """What the addresses need."""

    contract: UUID
    grant: UUID
    claim: int
    quarter: str


def a_line(cast: Cast, kind="contract", regime=None, began=None, **more) -> CommissionedService:
    """A line at its need."""
    given = {
        "title": f"Navigators, {kind}",
        "kind": kind,
        "regime": regime or {"contract": "light_touch", "grant": "grant"}[kind],
        "procurement_began_on": began or datetime.date(2025, 6, 2),
        "need": "PLANT-NEED Nobody comes after 6pm.",
    }
    first = StageMove(on=began or datetime.date(2025, 6, 2), document="Needs assessment, finding 7")
    return lines.add_commissioned_service(
        CommissionedService(**given | more), first=first, by=cast.commissioner.actor
    )


def with_terms(cast: Cast, line: CommissionedService, **more) -> CommissionedService:
    """The terms that a decision needs."""
    given = {
        "provider_name": "Lantern",
        "purpose": "Two navigators in the evening, with interpreters",
        "starts_on": datetime.date(2026, 4, 1),
        "ends_on": today() + 300 * DAY,
        "good_value": "The lowest price of two that met every clause",
        "conditions": "Quarterly returns",
        "directory_service_id": a_published_service(cast),
    }
    line = CommissionedService.objects.get(pk=line.pk)
    for name, value in (given | more).items():
        setattr(line, name, value)
    lines.change_commissioned_service(line, seen=line.version, by=cast.commissioner.actor)
    return CommissionedService.objects.get(pk=line.pk)


def a_published_service(cast: Cast, name="Evening navigators", **more) -> int:
    """An entry of the directory that is open and published."""
    given = {
        "kind": "navigator",
        "phases": ["before", "outside"],
        "state": "open",
        "everywhere": True,
        "public": True,
    }
    provider = Body.objects.get(code="lantern")
    found = Service.objects.filter(provider=provider, name=name).first()
    return (
        found.pk
        if found
        else add_service(by=cast.commissioner.actor, provider_id=provider.pk, name=name, **given | more)
    )


def move(cast: Cast, line_id: UUID, stage: str, on: datetime.date | None = None, **more) -> StageMove:
    """One move, by whoever makes it."""
    line = CommissionedService.objects.get(pk=line_id)
    by = cast.signatory.actor if stage in SIGNED else cast.commissioner.actor
    given = {"reason": f"PLANT-REASON {stage}", "document": "Decision 25/031"} | more
    return moves.move_service_to_stage(
        StageMove(line=line, stage=stage, on=on or today(), **given), seen=line.version, by=by
    )


def lead_to(
    cast: Cast, line: CommissionedService, stage: str, days: dict | None = None
) -> CommissionedService:
    """Move a line stop by stop. Standstill was long ago, unless `days` says another day."""
    line = with_terms(cast, line)
    way = WAY_TO_LIVE[line.kind]
    for each in way[: way.index(stage) + 1]:
        early = today() - 40 * DAY if each not in ("signed", "mobilisation", "live") else today()
        move(cast, line.pk, each, (days or {}).get(each, early))
    return CommissionedService.objects.get(pk=line.pk)


def an_award(cast: Cast, line: CommissionedService, pence=84_000_00, **more):
    """An award of the Ministry's money, with a quarter."""
    given = {"pence": pence, "on": today(), "known_until": today() + 100 * DAY, "reason": "Decision 25/031"}
    award = money.record_award(
        line.pk, AwardAmendment(**given | more), funder="Ministry of Justice", by=cast.commissioner.actor
    )
    quarter = AwardQuarter(award=award, starts_on=datetime.date(2026, 4, 1), planned_pence=21_000_00)
    money.save_plan_and_forecast_of_award_quarter(quarter, seen=0, by=cast.commissioner.actor)
    return award


def a_claim(cast: Cast, award, pence=18_400_00) -> Claim:
    """A claim for the quarter of the award."""
    claim = Claim(
        award=award,
        quarter=award.quarters.get(),
        pence=pence,
        claimed_on=today(),
        purpose="Two navigators",
        evidence="Return of the quarter, ledger seen",
    )
    return money.record_provider_claim(claim, by=cast.commissioner.actor)


def fill_review(cast: Cast, line_id: UUID) -> None:
    """What a review has to weigh before its decision."""
    line = CommissionedService.objects.get(pk=line_id)
    review, office = line.reviews.get(state="open"), cast.commissioner.actor
    reviews.add_renewal_review_risk(
        ReviewRisk(
            review=review,
            kind="risk",
            report_line="Inspection 2021, paragraph 12",
            event="PLANT-RISK Evening cover ends",
            cause="One post is empty",
            effect="People wait until morning",
            likelihood=3,
            impact=4,
            owner=cast.commissioner.body,
            control="Recruit with the force",
            due_on=today() + 60 * DAY,
        ),
        by=office,
    )
    for kind, who in (("force", "Force lead"), ("provider", "Director, Lantern"), ("complaints", "Office")):
        reviews.record_statement_heard_in_renewal_review(
            ReviewContribution(review=review, kind=kind, who=who, on=today(), words=f"PLANT-SAID by {kind}"),
            by=office,
        )
    reviews.add_performance_figure_to_renewal_review(
        ReviewFigure(
            review=review,
            what="Seen within two hours",
            value=118,
            target=111,
            unit="people",
            period="April to October 2026",
            kind="provider",
            source="Quarterly return 2, table 3",
        ),
        by=office,
    )
    reviews.add_renewal_option(
        RenewalOption(
            review=review,
            outcome="change",
            words="PLANT-OPTION Add Vietnamese",
            pence=96_500_00,
            rests_on="Clause 1",
        ),
        by=office,
    )
    reviews.add_survivor_words(
        SurvivorWords(
            review=review,
            words="PLANT-WORDS Somebody came the same night.",
            given_for_publication=True,
            how_given="Survey of May 2026, question 7",
        ),
        by=office,
    )


def commission(cast: Cast) -> CommissionedWorld:
    """A contract in its evaluation, and a grant in its review with money, clauses and everything to weigh."""
    office = cast.commissioner.actor
    contract = a_line(cast)
    for stage in ("intention", "specification", "market_talk", "tender", "evaluation"):
        move(cast, contract.pk, stage, today() - 10 * DAY)
    clause = SpecificationClause(
        line=contract, words="PLANT-CLAUSE There within two hours", measure="85 in 100"
    )
    specification.add_clause(clause, by=office)
    grant = lead_to(cast, a_line(cast, "grant"), "live")
    award = an_award(cast, grant)
    claim = a_claim(cast, award)
    move(cast, grant.pk, "review")
    fill_review(cast, grant.pk)
    cited = ClauseCitation(kind="typed", words="Evaluation of 2025, line 4")
    specification.cite_evidence_in_clause(contract.pk, 1, cited, by=office)
    return CommissionedWorld(contract.pk, grant.pk, claim.number, "2026-04-01")


def commissioning_arguments(made: CommissionedWorld, body_code: str) -> dict[str, list]:
    """What each address of the room takes."""
    of_contract = (
        "service_line",
        "line_ocds",
        "change_line",
        "change_line_terms",
        "link_directory",
        "link_service_evaluation",
        "add_clause",
    )
    of_grant = (
        "provider_ended",
        "replace_provider",
        "line_money",
        "record_award",
        "amend_award",
        "add_quarter",
    )
    of_review = (
        *("renewal_review", "add_review_risk", "add_review_contribution", "add_review_figure"),
        *("add_survivor_words", "decide_renewal", "add_renewal_option"),
    )
    return {
        **{name: [made.contract] for name in of_contract},
        **{name: [made.grant] for name in (*of_grant, "add_claim", "record_underspend")},
        **{name: [made.grant, 1] for name in of_review},
        **{
            name: [made.grant, 1, 1]
            for name in ("change_review_risk", "change_renewal_option", "check_survivor_words")
        },
        **{
            name: [made.contract, 1]
            for name in (
                *("publish_line_notice", "line_notice_not_needed", "change_clause"),
                *("cite_in_clause", "cite_document"),
            )
        },
        "move_line": [made.contract, "dropped"],
        "sign_line": [made.contract, "decision"],
        "plan_stop": [made.contract, "live"],
        "change_quarter": [made.grant, made.quarter],
        "decide_claim": [made.grant, made.claim],
        "renewal_report": [made.grant, 1, "pdf"],
        "published_file": [body_code, "grants"],
        "published_month": [body_code, "2026-07"],
    }
