"""Findings that rest on evidence, and recommendations that follow from them."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from handrail.areas.needs.actions.refused_texts import raise_if_texts_identify_anyone
from handrail.areas.needs.kinds_and_states import MOST_ROWS
from handrail.areas.needs.models import FindingEvidence, NeedsAssessment, NeedsFinding, NeedsRecommendation
from handrail.areas.needs.permissions import lock_draft_assessment
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

NO_EVIDENCE = "Choose the evidence for the finding"
TEXTS = ("words", "group", "district")


def add_finding(finding: NeedsFinding, *, evidence: Sequence[int], by: Actor) -> NeedsFinding:
    """Add a finding under the next number.

    Args:
        finding: with its assessment.
        evidence: the numbers of what it rests on, at least one.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ValidationError: by field; where it rests on nothing, or words name somebody or count people unpublished.
        ActionNotPossibleError: it is published.
    """
    raise_if_texts_identify_anyone({name: getattr(finding, name) for name in TEXTS}, by)
    with transaction.atomic():
        assessment = lock_draft_assessment(finding.assessment_id, Permission.WRITE_NEEDS, by)
        last = assessment.findings.aggregate(last=Max("number"))["last"] or 0
        if assessment.findings.count() >= MOST_ROWS:
            raise ActionNotPossibleError(msg("An assessment holds at most {most} findings.", most=MOST_ROWS))
        finding.assessment, finding.number = assessment, last + 1
        finding.save_by(by)
        _replace_evidence_of_finding(finding, assessment, evidence)
        write_audit_record(
            who=by.who, verb="added a finding of needs", about=assessment.pk, why=str(finding.number)
        )
    return finding


def change_finding(finding: NeedsFinding, *, evidence: Sequence[int], seen: int, by: Actor) -> None:
    """Change a finding of a draft, and what it rests on.

    Args:
        finding: as it is to be saved.
        evidence: the numbers of what it rests on, at least one.
        seen: the version that the page showed.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is published.
    """
    raise_if_texts_identify_anyone({name: getattr(finding, name) for name in TEXTS}, by)
    with transaction.atomic():
        assessment = lock_draft_assessment(finding.assessment_id, Permission.WRITE_NEEDS, by)
        finding.assessment = assessment
        finding.save_by(by, seen=seen)
        _replace_evidence_of_finding(finding, assessment, evidence)
        write_audit_record(
            who=by.who, verb="changed a finding of needs", about=assessment.pk, why=str(finding.number)
        )


@transaction.atomic
def remove_finding(assessment_id: UUID, number: int, *, by: Actor) -> None:
    """Take a finding out of a draft. One that something follows from stays.

    Args:
        assessment_id: a draft.
        number: of the finding.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ActionNotPossibleError: it is published, something follows from the finding, or it is gone.
    """
    assessment = lock_draft_assessment(assessment_id, Permission.WRITE_NEEDS, by)
    finding = assessment.findings.filter(number=number).first()
    if finding is None:
        raise ActionNotPossibleError("That finding is not in the assessment any more.")
    if finding.recommendations.exists() or finding.intentions.exists():
        raise ActionNotPossibleError(
            "A recommendation or an intention follows from this finding. Change that first."
        )
    finding.evidence_links.all().delete()
    finding.delete()
    write_audit_record(who=by.who, verb="removed a finding of needs", about=assessment.pk, why=str(number))


def save_needs_recommendation(recommendation: NeedsRecommendation, *, seen: int | None, by: Actor) -> None:
    """Add a recommendation that follows from a finding, or change it.

    Args:
        recommendation: as it is to be saved, with its assessment and finding.
        seen: the version that the page showed; None for a new one.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is published.
    """
    raise_if_texts_identify_anyone({"words": recommendation.words, "to": recommendation.to}, by)
    with transaction.atomic():
        assessment = lock_draft_assessment(recommendation.assessment_id, Permission.WRITE_NEEDS, by)
        require_finding_in_assessment(assessment, recommendation.finding_id)
        recommendation.assessment = assessment
        if seen is None:
            last = assessment.recommendations.aggregate(last=Max("number"))["last"] or 0
            recommendation.number = last + 1
        recommendation.save_by(by, seen=seen)
        write_audit_record(
            who=by.who,
            verb="wrote a recommendation of needs",
            about=assessment.pk,
            why=str(recommendation.number),
        )


def require_finding_in_assessment(assessment: NeedsAssessment, finding_id: int | None) -> None:
    """Raise ValidationError where a finding is another assessment's."""
    if finding_id and not assessment.findings.filter(pk=finding_id).exists():
        raise ValidationError({"finding": "Choose the finding"})


def _replace_evidence_of_finding(
    finding: NeedsFinding, assessment: NeedsAssessment, numbers: Sequence[int]
) -> None:
    """Keep exactly these links. Raises ValidationError where there would be none."""
    rows = list(assessment.evidence.filter(number__in=numbers))
    if not rows or len(rows) != len(set(numbers)):
        raise ValidationError({"evidence": NO_EVIDENCE})
    FindingEvidence.objects.filter(finding=finding).delete()
    FindingEvidence.objects.bulk_create(FindingEvidence(finding=finding, evidence=row) for row in rows)
