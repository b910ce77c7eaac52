"""The histories of cases, one after the other, for questions about the caseload that alter nothing."""

import datetime
from collections.abc import Iterator
from itertools import batched
from typing import Final

from django.db.models import Q

from handrail.pathway.history import History
from handrail.people.cases.events.queries.case_histories import read_pathway_histories_of_cases
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case

AT_ONCE: Final = 200


def iterate_pathway_histories_of_open_cases() -> Iterator[History]:
    """What the rules read of every case that is not closed. For commands of operators: it asks for no reader."""
    return _iterate_pathway_histories_of_cases(Q(closed_at__isnull=True))


def iterate_pathway_histories_of_cases_open_since(day: datetime.date) -> Iterator[History]:
    """The same of every case that was open on a day or later; nobody who was erased is among them."""
    return _iterate_pathway_histories_of_cases(
        Q(closed_at__isnull=True) | Q(closed_at__date__gte=day) & ~Q(closed_because=ERASED)
    )


def _iterate_pathway_histories_of_cases(which: Q) -> Iterator[History]:
    cases = Case.objects.filter(which).select_related("owner", "area").order_by("pk")
    for some in batched(cases.iterator(chunk_size=AT_ONCE), AT_ONCE):
        yield from read_pathway_histories_of_cases(some).values()
