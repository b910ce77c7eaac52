"""A body's own lengths, by clock."""

from typing import Any

from django.db.models import QuerySet

from handrail.people.cases.events.models import ClockSetting
from handrail.people.records.queries.known_case_parts import NOTHING, KnownCaseParts


def get_clock_lengths_by_code(body_id: int, known: KnownCaseParts = NOTHING) -> dict[str, int]:
    """A body's own lengths.

    Args:
        body_id: whose.
        known: what a page fetched of a case of that body.

    Returns:
        Each length that the body has set, by the clock's code: in the rule's unit, else in working days.
    """
    return dict(known.take("clock_length", select_clock_lengths, body_id))


def select_clock_lengths(body: int) -> QuerySet[Any, Any]:
    """The code and the length of each clock for which the body has its own."""
    return ClockSetting.objects.filter(body=body).values_list("clock", "length")
