"""The histories of all open cases, one after the other, for questions about the caseload that alter nothing."""

from collections.abc import Iterator

from handrail.pathway.history import History
from handrail.people.cases.events.case_evaluation import read_pathway_history_of_case
from handrail.people.records.models import Case


def iterate_histories_of_open_cases() -> Iterator[History]:
    """What the rules read of every case that is not closed. For commands of operators: it asks for no reader."""
    cases = Case.objects.filter(closed_at__isnull=True).select_related("owner", "area").order_by("pk")
    return (read_pathway_history_of_case(case) for case in cases.iterator(chunk_size=200))
