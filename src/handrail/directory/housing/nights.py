"""Nights: each has the date of its evening, and is one night whatever the clocks do in it. Pure.

Before six in the morning the night that began yesterday is still tonight.
"""

import datetime

MORNING = datetime.time(6)
ONE_NIGHT = datetime.timedelta(days=1)


def get_tonight(now: datetime.datetime) -> datetime.date:
    """The night that it is, or that comes next; `now` is London's."""
    return now.date() - ONE_NIGHT if now.time() < MORNING else now.date()


def list_nights(first: datetime.date, count: int) -> tuple[datetime.date, ...]:
    """So many nights from the first.

    Returns:
        The date of each night's evening.
    """
    return tuple(first + ONE_NIGHT * number for number in range(count))


def count_nights(first: datetime.date, last: datetime.date) -> int:
    """How many nights from the first to the last, both included."""
    return max(0, (last - first).days + 1)


def get_leaving_day(last: datetime.date) -> datetime.date:
    """The day of leaving: the morning after the last night."""
    return last + ONE_NIGHT
