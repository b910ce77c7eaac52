"""What may be asked of needs assessments: rows with all that a page shows of them, which ask for nothing more."""

from handrail.areas.needs.queries.assessment import (
    AssessmentDetail,
    find_published_needs_file,
    get_assessment,
    get_assessment_row,
    list_decided_intentions,
    select_replaceable_assessments,
    select_visible_assessments,
)
from handrail.areas.needs.queries.phase_figures import PhaseFigures, get_phase_figures

__all__ = [
    "AssessmentDetail",
    "PhaseFigures",
    "find_published_needs_file",
    "get_assessment",
    "get_assessment_row",
    "get_phase_figures",
    "list_decided_intentions",
    "select_replaceable_assessments",
    "select_visible_assessments",
]
