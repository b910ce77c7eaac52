"""Nights: each has the date of its evening, and is one night whatever the clocks do in it. Pure.

Before six in the morning the night that began yesterday is still tonight.
"""

import datetime

MORNING = datetime.time(6)
ONE = datetime.timedelta(days=1)


def tonight(now: datetime.datetime) -> datetime.date:
    """The night that it is, or that comes next; `now` is London's."""
    return now.date() - ONE if now.time() < MORNING else now.date()


def run(first: datetime.date, count: int) -> tuple[datetime.date, ...]:
    """So many nights from the first."""
    return tuple(first + ONE * number for number in range(count))


def count(first: datetime.date, last: datetime.date) -> int:
    """How many nights from the first to the last, both included."""
    return max(0, (last - first).days + 1)


def leaving(last: datetime.date) -> datetime.date:
    """The day of leaving: the morning after the last night."""
    return last + ONE
