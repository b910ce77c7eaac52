"""What checks of the rooms of people find, told by reference: of rows, or of the numbers of cases."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.models import Case
from handrail.platform.record_checks.record_check import Contradiction

CHUNK = 500


def list_contradictions_of_rows(rows: "QuerySet[Any, Any]", case: str = "case") -> list[Contradiction]:
    """One for each case that the rows belong to. One statement.

    Args:
        rows: that contradict something.
        case: the path from a row to its case.
    """
    fields = (f"{case}__reference", f"{case}__owner_id", f"{case}_id")
    return [Contradiction(*values) for values in rows.order_by().values_list(*fields).distinct()]


def iterate_contradictions_of_cases(case_ids: Iterable[UUID]) -> Iterator[Contradiction]:
    """One for each case. A statement for every 500 of them."""
    for numbers in batched(sorted(set(case_ids)), CHUNK):
        rows = Case.objects.filter(pk__in=numbers).order_by()
        for values in rows.values_list("reference", "owner_id", "pk"):
            yield Contradiction(*values)
