"""Adding what an assessment rests on: a figure and a survey's result are taken in, the rest is typed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.areas.needs.actions.refused_texts import raise_if_texts_identify_anyone
from handrail.areas.needs.kinds_and_states import MOST_ROWS
from handrail.areas.needs.models import EvidenceFigure, NeedsAssessment, NeedsEvidence
from handrail.areas.needs.permissions import lock_draft_assessment
from handrail.insight.cited_figures.models import make_citation_field_values
from handrail.insight.cited_figures.queries import get_published_figure
from handrail.insight.survey_results.presenters import LIMITS, TOO_FEW, describe_most_given_answers
from handrail.insight.survey_results.queries import find_survey_result
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import capitalise_first, msg
from handrail.platform.surveys.models import Survey

TEXTS = ("title", "says", "base", "limits", "source")
FIGURE_LIMITS = "Randomly rounded to a multiple of five. {weak}"


def add_evidence(evidence: NeedsEvidence, *, by: Actor) -> NeedsEvidence:
    """Add interviews, a provider's words or a published report.

    Args:
        evidence: with its assessment, base, day, limits and consent.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ValidationError: by field; where words name somebody or a place.
        ActionNotPossibleError: it is published, or the kind is taken in rather than typed.
    """
    _validate_typed_evidence(evidence, by)
    with transaction.atomic():
        assessment = lock_draft_assessment(evidence.assessment_id, Permission.WRITE_NEEDS, by)
        _save_new_evidence(evidence, assessment, by)
    return evidence


def change_evidence(evidence: NeedsEvidence, *, seen: int, by: Actor) -> None:
    """Change what is said of a piece of evidence. The figure or result that was taken in stays.

    Args:
        evidence: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is published.
    """
    raise_if_texts_identify_anyone({name: getattr(evidence, name) for name in TEXTS}, by, counts=False)
    with transaction.atomic():
        assessment = lock_draft_assessment(evidence.assessment_id, Permission.WRITE_NEEDS, by)
        evidence.assessment = assessment
        evidence.save_by(by, seen=seen)
        write_audit_record(
            who=by.who, verb="changed evidence of needs", about=assessment.pk, why=str(evidence.number)
        )


@transaction.atomic
def add_published_figure_as_evidence(
    assessment_id: UUID, *, quarter: str, measure: str, cell: str, by: Actor
) -> NeedsEvidence:
    """Take a published figure of the area in: its number, base and limits come with it, and nobody types them.

    Args:
        assessment_id: a draft.
        quarter, measure, cell: of the figure, as `get_published_figure` takes them.
        by: who writes.

    Returns:
        The evidence.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ActionNotPossibleError: it is published, or the figure is not.
    """
    assessment = lock_draft_assessment(assessment_id, Permission.WRITE_NEEDS, by)
    number = _get_next_evidence_number_of_assessment(assessment)
    trail = get_published_figure(assessment.area_id, quarter, measure, cell, number)
    part = trail["part"].split(": ", 1)[-1]  # “Phase: Before the NRM” is “Before the NRM” here
    named = msg("{name}: {part}", name=trail["name"], part=part) if part else trail["name"]
    evidence = NeedsEvidence(
        kind="figure",
        title=named[:150],
        says=msg(
            "{people} people in {area}, {period}.",
            people=f"{trail['people']:,}",
            area=trail["area"],
            period=trail["period"],
        ),
        base=msg("All people counted in {area}, {period}", area=trail["area"], period=trail["period"]),
        dated_on=min(date.fromisoformat(trail["published_on"]), today()),
        limits=msg(
            FIGURE_LIMITS, weak=" ".join(f"{capitalise_first(each)}." for each in trail["definition"]["weak"])
        )[:1000],
        consent="none_needed",
        source=msg("Publication {number}, {day}", number=trail["publication"], day=trail["published"]),
    )
    _save_new_evidence(evidence, assessment, by)
    EvidenceFigure.objects.create(
        evidence=evidence,
        taken_at=timezone.now(),
        taken_by_id=by.user_id,
        **make_citation_field_values(trail),
    )
    return evidence


@transaction.atomic
def add_survey_result_as_evidence(assessment_id: UUID, survey_id: UUID, *, by: Actor) -> NeedsEvidence:
    """Take the frozen result of a survey of the body in.

    Args:
        assessment_id: a draft.
        survey_id: closed, with ten answers or more.
        by: who writes.

    Returns:
        The evidence.

    Raises:
        Denied, RecordNotVisibleError: the assessment or the survey is not the actor's.
        ActionNotPossibleError: the assessment is published; the survey is not closed, too few answered, or it is in.
    """
    assessment = lock_draft_assessment(assessment_id, Permission.WRITE_NEEDS, by)
    survey = Survey.objects.visible_to(by).filter(pk=survey_id).first()
    if survey is None:
        raise RecordNotVisibleError("survey")
    result = find_survey_result(survey.pk)
    if result is None or survey.closed_at is None:
        raise ActionNotPossibleError("That survey is not closed yet.")
    if result["people"] is None:
        raise ActionNotPossibleError(TOO_FEW)
    if assessment.evidence.filter(survey=survey).exists():
        raise ActionNotPossibleError("That survey is in the assessment already.")
    evidence = NeedsEvidence(
        kind="survey",
        survey=survey,
        title=survey.title,
        says=describe_most_given_answers(result),
        base=msg("About {people} people answered", people=result["people"]),
        dated_on=to_london(survey.closed_at).date(),
        limits=" ".join(LIMITS),
        consent="none_needed",
        source=survey.asked_of[:300],
    )
    _save_new_evidence(evidence, assessment, by)
    return evidence


@transaction.atomic
def remove_evidence(assessment_id: UUID, number: int, *, by: Actor) -> None:
    """Take a piece of evidence out of a draft, with its quotes. What a finding rests on stays.

    Args:
        assessment_id: a draft.
        number: of the evidence.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ActionNotPossibleError: it is published, a finding rests on the evidence, or it is gone.
    """
    assessment = lock_draft_assessment(assessment_id, Permission.WRITE_NEEDS, by)
    evidence = assessment.evidence.filter(number=number).first()
    if evidence is None:
        raise ActionNotPossibleError("That evidence is not in the assessment any more.")
    if evidence.finding_links.exists():
        raise ActionNotPossibleError("A finding uses this evidence. Change the finding first.")
    EvidenceFigure.objects.filter(evidence=evidence).delete()
    evidence.quotes.all().delete()
    evidence.delete()
    write_audit_record(who=by.who, verb="removed evidence of needs", about=assessment.pk, why=str(number))


def _validate_typed_evidence(evidence: NeedsEvidence, by: Actor) -> None:
    if evidence.kind in ("figure", "survey"):
        raise ActionNotPossibleError("Add published figures and surveys from the list: they are not typed.")
    raise_if_texts_identify_anyone({name: getattr(evidence, name) for name in TEXTS}, by, counts=False)


def _save_new_evidence(evidence: NeedsEvidence, assessment: NeedsAssessment, by: Actor) -> None:
    evidence.assessment, evidence.number = assessment, _get_next_evidence_number_of_assessment(assessment)
    if assessment.evidence.count() >= MOST_ROWS:
        raise ActionNotPossibleError(
            msg("An assessment holds at most {most} pieces of evidence.", most=MOST_ROWS)
        )
    evidence.dated_on = evidence.dated_on or today()
    evidence.save_by(by)
    write_audit_record(
        who=by.who,
        verb="added evidence of needs",
        about=assessment.pk,
        why=f"{evidence.number} {evidence.kind}",
    )


def _get_next_evidence_number_of_assessment(assessment: NeedsAssessment) -> int:
    return int(assessment.evidence.aggregate(last=Max("number"))["last"] or 0) + 1
