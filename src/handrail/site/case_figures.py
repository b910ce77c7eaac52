"""The functions with which pages of the directory count over cases (settings.CASE_FIGURES)."""

from handrail.directory.case_figures import CaseFigures
from handrail.people.bags.queries import count_feedback_by_kind, count_issues_by_store
from handrail.people.cases.offers.queries.results import get_service_results

CASE_FIGURES = CaseFigures(
    get_service_results=get_service_results,
    count_issues_by_store=count_issues_by_store,
    count_feedback_by_kind=count_feedback_by_kind,
)
