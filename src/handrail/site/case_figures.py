"""The functions with which pages of the directory count over cases (settings.CASE_FIGURES)."""

from handrail.directory.case_figures import CaseFigureFunctions
from handrail.people.bags.queries import count_feedback_by_kind_and_contents, count_issues_by_store
from handrail.people.cases.offers.queries.service_results import list_service_results
from handrail.people.housing.queries.counted_places import count_places_by_service

CASE_FIGURES = CaseFigureFunctions(
    get_service_results=list_service_results,
    count_places_by_service=count_places_by_service,
    count_issues_by_store=count_issues_by_store,
    count_feedback_by_kind=count_feedback_by_kind_and_contents,
)
