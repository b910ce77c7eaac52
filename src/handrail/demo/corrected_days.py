"""Days that were put right after their month was published: what packs show as late and corrected.

A provider goes through its records once a month and finds that a few people were known a month earlier than it had
said. Of the month that it was, one person fewer; of the month before, one more. Published figures stay as they are.
"""

from datetime import date, timedelta
from typing import Final

from handrail.insight.publication.months_and_quarters import shift_month
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.records.models import Event

CORRECTED_A_MONTH: Final = 5
"""A multiple of five: rounding at random leaves it as it is."""
LONGEST_MONTH: Final = timedelta(days=31)
FIRST_MONTHS_BACK: Final = 11
"""Of the newest month that is published: both days lie in the year that a draw looks back on."""
NOTE: Final = "The first note about this person is of a month before."


def correct_days_of_identification(area_code: str, published: str) -> int:
    """Some people of an area were identified a month earlier than was recorded.

    Args:
        area_code: whose cases.
        published: the newest month that is published.

    Returns:
        How many were corrected: fewer where there are not enough of them.
    """
    first = date.fromisoformat(f"{shift_month(published, -FIRST_MONTHS_BACK)}-01") + LONGEST_MONTH
    last = date.fromisoformat(f"{published}-01")
    rows = Event.objects.filter(
        case__area=area_code,
        case__closed_at__isnull=True,
        event="identified",
        at__gte=first,
        at__lt=last,
        supersedes=None,
        corrections=None,
    )
    found = list(rows.select_related("recorded_by").order_by("at", "pk")[:CORRECTED_A_MONTH])
    for event in found:
        record_event(
            case_id=event.case_id,
            happening=EventInput("identified", event.at - LONGEST_MONTH, note=NOTE),
            by=event.recorded_by.actor,
            supersedes=event.pk,
        )
    return len(found)
