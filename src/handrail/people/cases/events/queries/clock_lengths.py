"""A body's own lengths, by clock."""

from typing import Any

from django.db.models import QuerySet

from handrail.people.cases.events.models import ClockSetting


def get_clock_lengths_by_code(body_id: int) -> dict[str, int]:
    """A body's own lengths.

    Returns:
        Each length that the body has set, by the clock's code: in the rule's unit, else in working days.
    """
    return dict(_select_clock_lengths(body_id))


def _select_clock_lengths(body: int) -> QuerySet[Any, Any]:
    return ClockSetting.objects.filter(body=body).values_list("clock", "length")
