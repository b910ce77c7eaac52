"""What a decision about a service rests on: its evaluation, and options, figures and words of its newest review."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import FETCH_RAISE, Max

from handrail.areas.bids.models import EvaluationLine, ServiceEvaluation
from handrail.areas.commissioning.models import (
    CommissionedService,
    RenewalOption,
    RenewalReview,
    ReviewFigure,
    SurvivorWords,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class DecisionMaterial:
    """Comparisons of the evaluation that the service names; options, figures and checked words of its newest review."""

    comparisons: Sequence[EvaluationLine]
    options: Sequence[RenewalOption]
    figures: Sequence[ReviewFigure]
    words: Sequence[SurvivorWords]

    def list_figures_of_clause(self, clause_id: int) -> list[ReviewFigure]:
        """What the newest review measured of a clause."""
        return [row for row in self.figures if row.clause_id == clause_id]


def fetch_decision_material(actor: Actor, line: CommissionedService) -> DecisionMaterial:
    """What the reader may see of it. One statement.

    Args:
        actor: who reads.
        line: of `get_commissioned_service`.
    """
    newest = (
        RenewalReview.objects.filter(line=line).values("line").annotate(last=Max("number")).values("last")
    )
    reviews = RenewalReview.objects.filter(line=line, number__in=newest)
    comparisons = EvaluationLine.objects.none()
    if line.evaluation_id and actor.may(Permission.VIEW_EVALUATIONS):
        readable = ServiceEvaluation.objects.visible_to(actor).filter(pk=line.evaluation_id)
        comparisons = EvaluationLine.objects.filter(evaluation__in=readable)
    lines = comparisons.select_related("evaluation").order_by("number").fetch_mode(FETCH_RAISE)
    options = RenewalOption.objects.filter(review__in=reviews).order_by("number").fetch_mode(FETCH_RAISE)
    figures = ReviewFigure.objects.filter(review__in=reviews).order_by("number").fetch_mode(FETCH_RAISE)
    checked = SurvivorWords.objects.filter(review__in=reviews, checked_by__isnull=False)
    words = checked.select_related("language").order_by("number").fetch_mode(FETCH_RAISE)
    evaluate_in_one_statement([lines, options, figures, words])
    return DecisionMaterial(list(lines), list(options), list(figures), list(words))
