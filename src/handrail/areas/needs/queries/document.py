"""The document of an assessment as it stands: its rows, published figures, survey results and the basis of today."""

from django.conf import settings

from handrail.areas.needs.legal_basis import find_legal_basis
from handrail.areas.needs.needs_document import NeedsDocumentSources, build_needs_document
from handrail.areas.needs.queries.assessment import AssessmentDetail
from handrail.areas.needs.queries.phase_figures import get_published_figures_by_phase
from handrail.insight.survey_results.queries import find_survey_results
from handrail.platform.access.today import today
from handrail.platform.documents.document_tree import Document


def fetch_needs_document_sources(detail: AssessmentDetail) -> NeedsDocumentSources:
    """What the document is made of besides the assessment's rows. Three statements."""
    surveys = [row.survey_id for row in detail.evidence if row.survey_id]
    return NeedsDocumentSources(
        get_published_figures_by_phase(detail.row),
        find_survey_results(surveys) if surveys else {},
        find_legal_basis(detail.row.area.nation, today()),
    )


def build_current_needs_document(
    detail: AssessmentDetail, sources: NeedsDocumentSources, *, publisher: str = ""
) -> Document:
    """The document of today.

    Args:
        detail: the assessment with its rows.
        sources: of `fetch_needs_document_sources`.
        publisher: the name of whoever publishes it; empty for a draft.
    """
    return build_needs_document(detail, sources, on=today(), publisher=publisher, base=settings.ADDRESS)
