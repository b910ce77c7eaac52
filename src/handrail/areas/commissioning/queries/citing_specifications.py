"""Which specifications rest on lines of evaluations: what the room of evaluations shows beside each line."""

from collections.abc import Collection

from django.urls import reverse

from handrail.areas.bids.citing_specifications import SpecificationClauseCitingComparison
from handrail.areas.commissioning.clause_sources import EvaluationComparisonEvidenceSource
from handrail.areas.commissioning.models import ClauseCitation, CommissionedService
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg


def list_clauses_citing_evaluation_comparisons(
    actor: Actor, line_ids: Collection[int]
) -> list[SpecificationClauseCitingComparison]:
    """Clauses of services that the reader may open, and that cite one of these lines. One statement.

    Args:
        actor: who reads.
        line_ids: of lines of evaluations.

    Returns:
        One for each citation, by service and clause.
    """
    if not actor.may(Permission.VIEW_COMMISSIONING):
        return []
    cited = ClauseCitation.objects.filter(
        kind=EvaluationComparisonEvidenceSource.kind,
        source_id__in=[str(line_id) for line_id in line_ids],
        clause__line__in=CommissionedService.objects.visible_to(actor),
    ).select_related("clause__line")
    return [
        SpecificationClauseCitingComparison(
            int(row.source_id),
            row.clause.line.title,
            msg("Clause {number}", number=row.clause.number),
            reverse("service_line", args=[row.clause.line_id]),
        )
        for row in cited.order_by("clause__line__title", "clause__number")
    ]
