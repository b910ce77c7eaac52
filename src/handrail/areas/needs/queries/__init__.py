"""What may be asked of needs assessments: rows with all that a page shows of them, which ask for nothing more."""

from handrail.areas.needs.queries.assessment import (
    AssessmentDetail,
    find_intention_with_its_finding,
    find_published_needs_file,
    get_needs_assessment_with_its_rows,
    get_needs_assessment_without_its_rows,
    list_intentions_decided_to_go_on,
    select_replaceable_assessments,
    select_visible_assessments,
)
from handrail.areas.needs.queries.phase_figures import PublishedFiguresByPhase, get_published_figures_by_phase

__all__ = [
    "AssessmentDetail",
    "PublishedFiguresByPhase",
    "find_intention_with_its_finding",
    "find_published_needs_file",
    "get_needs_assessment_with_its_rows",
    "get_needs_assessment_without_its_rows",
    "get_published_figures_by_phase",
    "list_intentions_decided_to_go_on",
    "select_replaceable_assessments",
    "select_visible_assessments",
]
