"""What a clause may cite. A room that makes lines of evidence adds one object to CLAUSE_SOURCES."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from django.urls import reverse

from handrail.areas.bids.models import EvaluationLine, ServiceEvaluation
from handrail.areas.bids.presenters import present_evaluation_comparison
from handrail.areas.commissioning.models import ReviewRisk
from handrail.areas.needs.models import NeedsAssessment, NeedsFinding
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg

MOST_LINES: Final = 100
TYPED: Final = "typed"


class CitableEvidence(NamedTuple):
    """A line that may be cited: its id where it is kept, what it says, and where it can be read."""

    id: str
    words: str
    href: str


class ClauseEvidenceSource(Protocol):
    """A kind of evidence: evaluation lines, findings, lines of a review."""

    @property
    def kind(self) -> str:
        """Its code, kept with each citation."""

    @property
    def name(self) -> str:
        """What it is called on the page."""

    def list_lines(self, actor: Actor) -> Sequence[CitableEvidence]:
        """The lines that the reader may cite, at most a hundred. One statement."""


class RenewalRiskEvidenceSource:
    """Risks and issues of renewal reviews of the reader's own body."""

    kind: Final = "review_line"
    name: Final = "Renewal review"

    def list_lines(self, actor: Actor) -> Sequence[CitableEvidence]:
        """The newest first."""
        rows = ReviewRisk.objects.filter(
            review__line__body__in=get_own_and_taken_over_body_ids_of_actor(actor)
        )
        found = rows.select_related("review__line").order_by("-pk")[:MOST_LINES]
        return [
            CitableEvidence(
                str(row.pk),
                msg(
                    "{title}, review {number}: {event}",
                    title=row.review.line.title,
                    number=row.review.number,
                    event=row.event,
                ),
                reverse("renewal_review", args=[row.review.line_id, row.review.number]),
            )
            for row in found
        ]


class EvaluationComparisonEvidenceSource:
    """Lines of evaluations that the reader may open."""

    kind: Final = "evaluation_line"
    name: Final = "Evaluation"

    def list_lines(self, actor: Actor) -> Sequence[CitableEvidence]:
        """The newest first."""
        if not actor.may(Permission.VIEW_EVALUATIONS):
            return []
        readable = ServiceEvaluation.objects.visible_to(actor)
        found = EvaluationLine.objects.filter(evaluation__in=readable).select_related("evaluation__body")
        return [
            CitableEvidence(
                str(line.pk),
                _describe_evaluation_comparison(line),
                reverse("evaluation", args=[line.evaluation_id]),
            )
            for line in found.order_by("-pk")[:MOST_LINES]
        ]


def _describe_evaluation_comparison(line: EvaluationLine) -> str:
    """The comparison with what it shows: whoever cites it sees whether it shows a difference at all."""
    return msg(
        "{title}, line {number}: {name}. {difference}",
        title=_name_source_with_its_body(line.evaluation),
        number=line.number,
        name=line.name,
        difference=present_evaluation_comparison(line).shown.difference or "No difference is reported",
    )


def _name_source_with_its_body(source: ServiceEvaluation | NeedsAssessment) -> str:
    """By which two lines with the same number are told apart, and a draft from what is published."""
    if source.state == "draft":
        return msg("{title} ({body}, draft)", title=source.title, body=source.body.name)
    return msg("{title} ({body})", title=source.title, body=source.body.name)


class NeedsFindingEvidenceSource:
    """Findings of needs assessments of the reader's own body."""

    kind: Final = "needs_finding"
    name: Final = "Needs assessment"

    def list_lines(self, actor: Actor) -> Sequence[CitableEvidence]:
        """The newest first."""
        if not actor.may(Permission.VIEW_NEEDS):
            return []
        rows = NeedsFinding.objects.filter(
            assessment__body__in=get_own_and_taken_over_body_ids_of_actor(actor)
        )
        return [
            CitableEvidence(
                str(finding.pk),
                msg(
                    "{title}, finding {number}: {words}",
                    title=_name_source_with_its_body(finding.assessment),
                    number=finding.number,
                    words=finding.words,
                ),
                reverse("needs_assessment", args=[finding.assessment_id]),
            )
            for finding in rows.select_related("assessment__body").order_by("-pk")[:MOST_LINES]
        ]


CLAUSE_SOURCES: Final[tuple[ClauseEvidenceSource, ...]] = (
    EvaluationComparisonEvidenceSource(),
    NeedsFindingEvidenceSource(),
    RenewalRiskEvidenceSource(),
)
SOURCE_NAMES: Final = {TYPED: "Another document", **{source.kind: source.name for source in CLAUSE_SOURCES}}
