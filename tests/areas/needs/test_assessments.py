"""Needs assessments: evidence first, findings that rest on it, intentions that follow, and a second reader."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.needs.actions import evidence, findings, quotes
from handrail.areas.needs.actions.assessments import change_draft_needs_assessment
from handrail.areas.needs.actions.intentions import record_intention_decision, save_commissioning_intention
from handrail.areas.needs.legal_basis import NeedsAssessmentLegalBasis, find_legal_basis
from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceQuote,
    NeedsAssessment,
    NeedsFinding,
)
from handrail.areas.needs.queries import (
    get_needs_assessment_with_its_rows,
    get_published_figures_by_phase,
    list_intentions_decided_to_go_on,
)
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.survey_results.actions import close_survey
from handrail.platform.access.errors import Denied
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.needs import ask_people, assess, begin, finding, interviews
from support.published_figures import publish_months
from support.surveys import answer, run_survey
from support.worlds import shared_world

D = datetime.date


@shared_world
def made(cast):
    return assess(cast)


def test_only_the_office_of_the_area_writes(cast, made):
    for part in (cast.board, cast.force_lead, cast.collator, cast.worker, cast.signatory):
        with pytest.raises(Denied):
            begin(part.actor)
    with pytest.raises(RecordNotVisibleError):
        get_needs_assessment_with_its_rows(cast.neighbour.actor, made.assessment)
    for reader in (cast.board, cast.force_lead, cast.collator):
        with pytest.raises(RecordNotVisibleError):
            get_needs_assessment_with_its_rows(reader.actor, made.assessment)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"before": False, "outside": False}, "at least one phase"),
        ({"ends_on": D(2026, 6, 30)}, "on or after the first"),
        ({"title": ""}, "what the assessment is called"),
        ({"method": "Ring 07700 900123 for more."}, "telephone number"),
    ],
)
def test_a_scope_that_says_nothing_is_refused(cast, more, says):
    with pytest.raises(ValidationError, match=says):
        begin(cast.commissioner.actor, **more)


def test_no_finding_without_evidence(cast):
    by = cast.commissioner.actor
    assessment = begin(by)
    for numbers in ([], [1], [99]):
        with pytest.raises(ValidationError, match="evidence for the finding"):
            findings.add_finding(finding(assessment), evidence=numbers, by=by)
    assert NeedsFinding.objects.count() == 0
    evidence.add_evidence(interviews(assessment), by=by)
    with pytest.raises(ValidationError):
        findings.add_finding(finding(assessment), evidence=[1, 2], by=by)
    added = findings.add_finding(finding(assessment), evidence=[1], by=by)
    with pytest.raises(ValidationError, match="evidence for the finding"):
        findings.change_finding(added, evidence=[], seen=1, by=by)
    with pytest.raises(ActionNotPossibleError, match="A finding uses this evidence"):
        evidence.remove_evidence(assessment.pk, 1, by=by)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"size_low": 12, "size_high": 20}, "multiple of five"),
        ({"size_low": 20, "size_high": 10}, "the least and the most"),
        ({"size_low": 10, "size_high": None}, "the least and the most"),
        ({"phase": "during"}, "not in the scope"),
        ({"words": "We know of 7 women who waited."}, "was not published"),
        ({"words": "Three women waited."}, "was not published"),
        ({"district": "12 Fen Road"}, "an address"),
        ({"need": "magic"}, "Choose the need"),
    ],
)
def test_a_finding_points_at_nobody_and_lies_in_the_scope(cast, made, more, says):
    assessment = NeedsAssessment.objects.get(pk=made.assessment)
    with pytest.raises(ValidationError, match=says):
        findings.add_finding(finding(assessment, **more), evidence=[1], by=cast.commissioner.actor)


def test_a_phase_with_a_finding_stays_in_the_scope(cast, made):
    row = NeedsAssessment.objects.get(pk=made.assessment)
    row.before = False
    with pytest.raises(ActionNotPossibleError, match="phase that you removed"):
        change_draft_needs_assessment(row, seen=row.version, by=cast.commissioner.actor)


def test_no_intention_without_a_finding_unless_it_says_why(cast, made):
    by, assessment = cast.commissioner.actor, NeedsAssessment.objects.get(pk=made.assessment)
    found = assessment.findings.get()
    for more in ({}, {"finding": found, "no_finding_why": "Both."}):
        row = CommissioningIntention(assessment=assessment, kind="study", title="Ask providers", **more)
        with pytest.raises(ValidationError, match="one of the two"):
            save_commissioning_intention(row, seen=None, by=by)
    row = CommissioningIntention(
        assessment=assessment, kind="study", title="Ask providers", no_finding_why="Nobody asked them yet."
    )
    save_commissioning_intention(row, seen=None, by=by)
    assert row.number == 2


def test_a_decision_says_who_when_and_why_and_two_at_once_are_told(cast, made):
    by = cast.signatory.actor
    given = {"decision": "go_on", "reason": "Fits the grant.", "seen": 1}
    with pytest.raises(Denied):
        record_intention_decision(made.assessment, 1, **given, by=cast.commissioner.actor)
    with pytest.raises(ValidationError, match="Enter the reason"):
        record_intention_decision(made.assessment, 1, **(given | {"reason": ""}), by=by)
    record_intention_decision(made.assessment, 1, **given, by=by)
    with pytest.raises(ConcurrentEditError):
        record_intention_decision(made.assessment, 1, **(given | {"decision": "no"}), by=by)
    (decided,) = list_intentions_decided_to_go_on([cast.commissioner.body_id])
    assert (decided.title, decided.finding.number, decided.decided_by) == (
        "Places before referral",
        1,
        cast.signatory,
    )
    decided.title = "Another"
    with pytest.raises(ActionNotPossibleError, match="decided"):
        save_commissioning_intention(decided, seen=decided.version, by=cast.commissioner.actor)
    assert list_intentions_decided_to_go_on([cast.neighbour.body_id]) == []


def test_words_are_quoted_only_with_consent_and_checked_by_another(cast, made):
    by, assessment = cast.commissioner.actor, NeedsAssessment.objects.get(pk=made.assessment)
    silent = evidence.add_evidence(interviews(assessment, consent="summary"), by=by)
    words = {"words": "I waited.", "who": "a survivor", "given_on": D(2026, 9, 1)}
    with pytest.raises(ActionNotPossibleError, match="No one agreed"):
        quotes.add_quote(silent, EvidenceQuote(**words), by=by)
    asked = assessment.evidence.get(number=3)
    with pytest.raises(ValidationError, match="telephone"):
        quotes.add_quote(asked, EvidenceQuote(**(words | {"words": "Ring 07700 900123"})), by=by)
    quote = quotes.add_quote(asked, EvidenceQuote(**words), by=by)
    with pytest.raises(ActionNotPossibleError, match="Another person checks"):
        quotes.confirm_quote_anonymous(made.assessment, quote.pk, seen=1, by=by)
    quotes.confirm_quote_anonymous(made.assessment, quote.pk, seen=1, by=cast.signatory.actor)
    with pytest.raises(ActionNotPossibleError, match="checked already"):
        quotes.confirm_quote_anonymous(made.assessment, quote.pk, seen=2, by=cast.signatory.actor)
    quotes.remove_quote(made.assessment, quote.pk, by=by)


def test_a_figure_and_a_survey_are_taken_in_and_not_typed(cast, made):
    """Three months of twenty people: sixty."""
    by, assessment = cast.commissioner.actor, NeedsAssessment.objects.get(pk=made.assessment)
    figure, survey = assessment.evidence.get(number=1), assessment.evidence.get(number=2)
    assert figure.figure.people == 60
    assert figure.says.startswith("60 people in Lincolnshire")
    assert survey.base in ("About 10 people answered", "About 15 people answered")
    assert "Most often: " in survey.says
    for kind in ("figure", "survey"):
        with pytest.raises(ActionNotPossibleError, match="they are not typed"):
            evidence.add_evidence(interviews(assessment, kind=kind), by=by)
    with pytest.raises(ActionNotPossibleError, match="not published"):
        evidence.add_published_figure_as_evidence(
            assessment.pk, quarter="2020-Q1", measure="needs", cell="all", by=by
        )
    with pytest.raises(ActionNotPossibleError, match="already"):
        evidence.add_survey_result_as_evidence(assessment.pk, made.survey, by=by)


def test_a_survey_with_three_answers_is_no_evidence(cast):
    by = cast.commissioner.actor
    assessment, survey = begin(by), run_survey(by)
    with pytest.raises(ActionNotPossibleError, match="not closed"):
        evidence.add_survey_result_as_evidence(assessment.pk, survey.pk, by=by)
    answer(survey, {1: "1"}, 3)
    close_survey(survey.pk, seen=survey.version, by=by)
    with pytest.raises(ActionNotPossibleError, match="Fewer than 10"):
        evidence.add_survey_result_as_evidence(assessment.pk, survey.pk, by=by)
    with pytest.raises(RecordNotVisibleError):
        evidence.add_survey_result_as_evidence(assessment.pk, ask_people(cast.neighbour.actor), by=by)


def test_evidence_says_base_limits_and_source(cast):
    by = cast.commissioner.actor
    assessment = begin(by)
    for more, says in (
        ({"base": ""}, "Enter the base"),
        ({"limits": ""}, "Enter the limits"),
        ({"says": ""}, "Enter what it says"),
        ({"kind": "report", "source": ""}, "who published the report"),
        ({"consent": ""}, "what people agreed to"),
    ):
        with pytest.raises(ValidationError, match=says):
            evidence.add_evidence(interviews(assessment, **more), by=by)


def test_the_basis_in_law_is_that_of_the_day():
    """Dated rows: the one that began last; none is a fault that is told."""
    assert find_legal_basis("wales", D(2026, 11, 28)).basis == "voluntary"
    england = find_legal_basis("england", D(2026, 11, 28))
    assert (england.basis, england.confidence) == ("voluntary", "secondary")
    later = NeedsAssessmentLegalBasis(
        "later", D(2028, 4, 1), None, "england", "statutory", "x", "y", "inferred"
    )
    rows = (england, later)
    assert find_legal_basis("england", D(2028, 3, 31), rows).basis == "voluntary"
    assert find_legal_basis("england", D(2028, 4, 1), rows).basis == "statutory"
    with pytest.raises(ActionNotPossibleError):
        find_legal_basis("england", D(2026, 1, 1), (later,))


def test_figures_of_an_area_come_from_whole_quarters_of_the_period(cast):
    publish_months("2026-07", 3, {"needs": {"": 10, "phase=before": 5, "phase=outside": 5}})
    by = cast.commissioner.actor
    shown = get_published_figures_by_phase(begin(by))
    assert shown.quarters == ["July to September 2026"]
    assert shown.rows[0].by_phase == [("Before the NRM", 15), ("Outside the NRM", 15)]
    assert shown.rows[1].by_phase == [
        ("Before the NRM", None),
        ("Outside the NRM", None),
    ]  # not nought: not published
    assert shown.left_out == ["In the NRM", "After the NRM"]
    publish_months("2026-04", 3, {"needs": {"": 10}}, (COUNTRY,))
    longer = get_published_figures_by_phase(begin(by, title="Longer", starts_on=D(2026, 4, 1)))
    assert longer.quarters == ["July to September 2026"]
    assert longer.without_figures == ["April to June 2026"]
    assert get_published_figures_by_phase(begin(by, title="Less", starts_on=D(2026, 7, 2))).rows == []
