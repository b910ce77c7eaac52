"""A body's own lengths, by clock."""

from typing import Any

from django.db.models import QuerySet

from handrail.people.cases.events.models import ClockSetting
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched


def get_own_clock_lengths_of_body_by_code(
    body_id: int, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> dict[str, int]:
    """A body's own lengths.

    Args:
        body_id: whose.
        known: what a page fetched of a case of that body.

    Returns:
        Each length that the body has set, by the clock's code: in the rule's unit, else in working days.
    """
    return dict(known.take("clock_length", select_own_clock_lengths_of_body, body_id))


def select_own_clock_lengths_of_body(body: int) -> QuerySet[Any, Any]:
    """The code and the length of each clock for which the body has its own."""
    return ClockSetting.objects.filter(body=body).values_list("clock", "length")
