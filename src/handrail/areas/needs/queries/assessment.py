"""One assessment with everything that hangs on it, the list of them, and decided intentions."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FETCH_RAISE, Case, Count, IntegerField, Q, QuerySet, Value, When

from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceFigure,
    EvidenceQuote,
    FindingEvidence,
    NeedsAssessment,
    NeedsEvidence,
    NeedsFinding,
    NeedsRecommendation,
    PublishedNeedsFile,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)


@dataclass(frozen=True, slots=True)
class AssessmentDetail:
    """An assessment with its rows, in their order."""

    row: NeedsAssessment
    evidence: list[NeedsEvidence]
    figures: dict[int, EvidenceFigure]  # by the number of the row of evidence
    quotes: dict[int, list[EvidenceQuote]]
    findings: list[NeedsFinding]
    rests_on: dict[int, list[NeedsEvidence]]  # by the number of the row of a finding
    recommendations: list[NeedsRecommendation]
    intentions: list[CommissioningIntention]

    def list_unchecked_quotes(self) -> list[EvidenceQuote]:
        """Words that no second reader checked."""
        return [quote for some in self.quotes.values() for quote in some if quote.checked_by_id is None]

    def get_evidence(self, number: int) -> NeedsEvidence:
        """By its number in the assessment. Raises RecordNotVisibleError."""
        return _get_first_needs_row_or_raise(
            [row for row in self.evidence if row.number == number], "evidence"
        )

    def get_finding(self, number: int) -> NeedsFinding:
        """By its number in the assessment. Raises RecordNotVisibleError."""
        return _get_first_needs_row_or_raise(
            [row for row in self.findings if row.number == number], "finding"
        )

    def get_recommendation(self, number: int) -> NeedsRecommendation:
        """By its number in the assessment. Raises RecordNotVisibleError."""
        return _get_first_needs_row_or_raise(
            [row for row in self.recommendations if row.number == number], "recommendation"
        )

    def get_intention(self, number: int) -> CommissioningIntention:
        """By its number in the assessment. Raises RecordNotVisibleError."""
        return _get_first_needs_row_or_raise(
            [row for row in self.intentions if row.number == number], "intention"
        )

    def get_quote(self, quote_id: int) -> EvidenceQuote:
        """By the number of its row. Raises RecordNotVisibleError."""
        rows = [quote for some in self.quotes.values() for quote in some if quote.pk == quote_id]
        return _get_first_needs_row_or_raise(rows, "quote")


def _get_first_needs_row_or_raise[R](rows: list[R], thing: str) -> R:
    if not rows:
        raise RecordNotVisibleError(thing)
    return rows[0]


def get_needs_assessment_without_its_rows(
    actor: Actor, assessment_id: UUID, bodies: frozenset[int] | None = None
) -> NeedsAssessment:
    """One assessment without what hangs on it. One statement where the bodies are known.

    Args:
        actor: who reads.
        assessment_id: its number.
        bodies: those that the actor represents, where they are known already.

    Raises:
        RecordNotVisibleError: it is not open to the reader.
    """
    require_permission(actor, Permission.VIEW_NEEDS)
    rows = NeedsAssessment.objects.visible_to(actor, bodies)
    rows = rows.select_related("body", "area", "replaces", "changed_by", "publication__by")
    found = rows.fetch_mode(FETCH_RAISE).filter(pk=assessment_id).first()
    if found is None:
        raise RecordNotVisibleError("needs assessment")
    return found


def get_needs_assessment_with_its_rows(
    actor: Actor, assessment_id: UUID, bodies: frozenset[int] | None = None
) -> AssessmentDetail:
    """One assessment with its rows. Two statements where the bodies are known.

    Args:
        actor: who reads.
        assessment_id: its number.
        bodies: those that the actor represents, where they are known already.

    Raises:
        RecordNotVisibleError: it is not open to the reader.
    """
    return fetch_assessment_detail(get_needs_assessment_without_its_rows(actor, assessment_id, bodies))


def fetch_assessment_detail(row: NeedsAssessment) -> AssessmentDetail:
    """The rows of an assessment: one statement."""
    evidence = _select_rows_refusing_lazy_fetch(
        NeedsEvidence.objects.filter(assessment=row).select_related("changed_by")
    )
    figures = _select_rows_refusing_lazy_fetch(EvidenceFigure.objects.filter(evidence__assessment=row))
    quotes = _select_rows_refusing_lazy_fetch(
        EvidenceQuote.objects.filter(evidence__assessment=row).select_related("written_by", "checked_by")
    )
    findings = _select_rows_refusing_lazy_fetch(
        NeedsFinding.objects.filter(assessment=row).select_related("changed_by")
    )
    links = _select_rows_refusing_lazy_fetch(FindingEvidence.objects.filter(finding__assessment=row))
    recommendations = _select_rows_refusing_lazy_fetch(
        NeedsRecommendation.objects.filter(assessment=row).select_related("finding", "changed_by")
    )
    intentions = _select_rows_refusing_lazy_fetch(
        CommissioningIntention.objects.filter(assessment=row).select_related(
            "finding", "decided_by", "changed_by"
        )
    )
    evaluate_in_one_statement([evidence, figures, quotes, findings, links, recommendations, intentions])
    by_row = {each.pk: each for each in evidence}
    rests_on, said = defaultdict[int, list[NeedsEvidence]](list), defaultdict[int, list[EvidenceQuote]](list)
    for link in sorted(links, key=lambda each: by_row[each.evidence_id].number):
        rests_on[link.finding_id].append(by_row[link.evidence_id])
    for quote in quotes:
        said[quote.evidence_id].append(quote)
    for finding in findings:
        finding.assessment = row  # what a form asks of it is there
    return AssessmentDetail(
        row,
        list(evidence),
        {each.evidence_id: each for each in figures},
        dict(said),
        list(findings),
        dict(rests_on),
        list(recommendations),
        list(intentions),
    )


def _select_rows_refusing_lazy_fetch[R: QuerySet](rows: R) -> R:  # type: ignore[type-arg]
    return rows.fetch_mode(FETCH_RAISE)


def select_visible_assessments(actor: Actor) -> QuerySet[NeedsAssessment]:
    """The assessments that are open to the reader, those of the reader's body first, with what a list says of each."""
    require_permission(actor, Permission.VIEW_NEEDS)
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    is_own = Case(When(body__in=bodies, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = NeedsAssessment.objects.visible_to(actor, bodies).select_related("body", "area", "publication")
    return (
        rows.annotate(is_own=is_own)
        .order_by("-is_own", "-starts_on", "-id")
        .annotate(
            finding_count=Count("findings", distinct=True),
            intention_count=Count("intentions", distinct=True),
            decided_count=Count("intentions", filter=~Q(intentions__decision=""), distinct=True),
        )
        .fetch_mode(FETCH_RAISE)
    )


def select_replaceable_assessments(body_ids: Collection[int]) -> QuerySet[NeedsAssessment]:
    """Published assessments of these bodies that nothing replaced yet."""
    return NeedsAssessment.objects.filter(body__in=body_ids, state="published")


def list_intentions_decided_to_go_on(body_ids: Collection[int]) -> list[CommissioningIntention]:
    """Intentions of these bodies of which it was decided to go on, the newest decision first. One statement.

    Args:
        body_ids: whose assessments.

    Returns:
        Each with its finding and assessment; those of drafts too, since the decision has its own day and name.
    """
    rows = CommissioningIntention.objects.filter(assessment__body__in=body_ids, decision="go_on")
    return list(
        rows.select_related("assessment", "finding", "decided_by")
        .order_by("-decided_on", "-id")
        .fetch_mode(FETCH_RAISE)
    )


def find_intention_with_its_finding(actor: Actor, intention_id: UUID) -> CommissioningIntention | None:
    """One intention with its finding, assessment and who decided. One statement.

    Args:
        actor: who reads.
        intention_id: its id.

    Returns:
        None where its assessment is not open to the reader.
    """
    if not actor.may(Permission.VIEW_NEEDS):
        return None
    rows = CommissioningIntention.objects.filter(
        pk=intention_id, assessment__in=NeedsAssessment.objects.visible_to(actor)
    )
    return rows.select_related("assessment", "finding", "decided_by").fetch_mode(FETCH_RAISE).first()


def find_published_needs_file(actor: Actor, assessment_id: UUID, form: str) -> PublishedNeedsFile | None:
    """A file of a published assessment that is open to the reader.

    Args:
        actor: who reads.
        assessment_id: of the assessment.
        form: the code of the format.

    Returns:
        None where there is none.
    """
    require_permission(actor, Permission.VIEW_NEEDS)
    assessments = NeedsAssessment.objects.visible_to(actor).filter(pk=assessment_id)
    rows = PublishedNeedsFile.objects.select_related("publication__assessment")
    return rows.filter(publication__assessment__in=assessments, format=form).first()
