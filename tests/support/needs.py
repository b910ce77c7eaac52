"""A needs assessment with something in every place, made by the cast through the actions people use."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.needs.actions import evidence, findings, quotes
from handrail.areas.needs.actions.assessments import create_draft_assessment
from handrail.areas.needs.actions.intentions import save_commissioning_intention
from handrail.areas.needs.actions.publication import hash_needs_draft, publish_needs_assessment
from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceQuote,
    NeedsAssessment,
    NeedsEvidence,
    NeedsFinding,
    NeedsRecommendation,
)
from handrail.areas.needs.queries import get_needs_assessment_with_its_rows
from handrail.areas.needs.queries.document import build_current_needs_document, fetch_needs_document_sources
from handrail.insight.survey_results.actions import close_survey
from handrail.platform.access.actor import Actor
from support.cast import Cast
from support.published_figures import publish_months
from support.surveys import answer, run_survey

D = datetime.date
PHASES = {"": 20, "phase=before": 10, "phase=outside": 10}


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the addresses need."""

    assessment: UUID
    survey: UUID
    quote: int


def begin(by: Actor, **more) -> NeedsAssessment:
    """A draft of the third quarter of 2026, before and outside the NRM."""
    given = {
        "title": "What victims of modern slavery need",
        "starts_on": D(2026, 7, 1),
        "ends_on": D(2026, 9, 30),
        "before": True,
        "outside": True,
        "method": "Figures, a survey and interviews.",
    }
    return create_draft_assessment(NeedsAssessment(**(given | more)), by=by)


def interviews(assessment: NeedsAssessment, **more) -> NeedsEvidence:
    """Interviews with consent to publication."""
    given = {
        "kind": "interview",
        "title": "Interviews with survivors",
        "says": "Most did not know where to ask.",
        "base": "13 of 20 people who were asked",
        "dated_on": D(2026, 9, 1),
        "limits": "Nobody who left the area.",
        "consent": "publication",
    }
    return NeedsEvidence(assessment=assessment, **(given | more))


def finding(assessment: NeedsAssessment, **more) -> NeedsFinding:
    """Housing before the NRM, not met."""
    given = {
        "words": "People wait for a place before they are referred.",
        "need": "place",
        "phase": "before",
        "district": "the north of the county",
        "size_low": 10,
        "size_high": 20,
        "met": "unmet",
        "strength": "moderate",
    }
    return NeedsFinding(assessment=assessment, **(given | more))


def ask_people(by: Actor) -> UUID:
    """A survey that 12 people answered, closed."""
    survey = run_survey(by)
    answer(survey, {1: "1"}, 4)
    answer(survey, {1: "3", 2: ["1"]}, 8)
    close_survey(survey.pk, seen=survey.version, by=by)
    return survey.pk


def assess(cast: Cast) -> Assessed:
    """A draft with a figure, a survey, interviews, a checked quote, a finding, a recommendation, an intention."""
    by = cast.commissioner.actor
    publish_months(
        "2026-07", 3, {"needs": PHASES, "offers": {"": 5, "phase=before": 5}, "needs-unmet": PHASES}
    )
    assessment, survey = begin(by), ask_people(by)
    evidence.add_published_figure_as_evidence(
        assessment.pk, quarter="2026-Q3", measure="needs", cell="all", by=by
    )
    evidence.add_survey_result_as_evidence(assessment.pk, survey, by=by)
    row = evidence.add_evidence(interviews(assessment), by=by)
    said = quotes.add_quote(
        row,
        EvidenceQuote(words="Nobody told me where to go.", who="a survivor", given_on=D(2026, 9, 1)),
        by=by,
    )
    quotes.confirm_quote_anonymous(assessment.pk, said.pk, seen=1, by=cast.signatory.actor)
    found = findings.add_finding(finding(assessment), evidence=[1, 3], by=by)
    findings.save_needs_recommendation(
        NeedsRecommendation(
            assessment=assessment, finding=found, words="Fund places.", to="The commissioner"
        ),
        seen=None,
        by=by,
    )
    save_commissioning_intention(
        CommissioningIntention(
            assessment=assessment, kind="fund", title="Places before referral", finding=found
        ),
        seen=None,
        by=by,
    )
    return Assessed(assessment.pk, survey, said.pk)


def assess_again(cast: Cast) -> UUID:
    """A draft with one piece of evidence and one finding."""
    by = cast.commissioner.actor
    assessment = begin(by, title="Another assessment")
    evidence.add_evidence(interviews(assessment), by=by)
    findings.add_finding(finding(assessment), evidence=[1], by=by)
    return assessment.pk


def get_shown(by: Actor, assessment: UUID) -> str:
    """The hash that the page of whoever publishes holds now."""
    detail = get_needs_assessment_with_its_rows(by, assessment)
    return hash_needs_draft(build_current_needs_document(detail, fetch_needs_document_sources(detail)))


def publish(cast: Cast, assessment: UUID) -> None:
    """The signatory publishes what they read."""
    by = cast.signatory.actor
    publish_needs_assessment(assessment, shown=get_shown(by, assessment), by=by)
