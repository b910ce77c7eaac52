"""The functions with which pages of the directory count over cases (settings.CASE_FIGURES)."""

from handrail.directory.case_figures import CaseFigureFunctions
from handrail.people.bags.queries import (
    count_issued_bags_by_store,
    get_feedback_summaries_by_kind_and_contents,
)
from handrail.people.cases.offers.queries.service_results import list_rounded_service_result_counts
from handrail.people.housing.queries.counted_places import count_bed_spaces_tonight_by_service_id

CASE_FIGURES = CaseFigureFunctions(
    get_service_results=list_rounded_service_result_counts,
    count_places_by_service=count_bed_spaces_tonight_by_service_id,
    count_issues_by_store=count_issued_bags_by_store,
    count_feedback_by_kind=get_feedback_summaries_by_kind_and_contents,
)
