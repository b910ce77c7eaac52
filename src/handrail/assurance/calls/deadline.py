"""A deadline is a moment in London's time. Only a day named: the last moment of that day there."""

import datetime

from handrail.kernel.dates import LONDON, at, london

LAST = datetime.time(23, 59, 59, 999999)


def moment(deadline: datetime.date) -> datetime.datetime:
    """The moment after which an answer is late."""
    if isinstance(deadline, datetime.datetime):
        return london(deadline)
    return at(deadline, LAST)


def last_day(deadline: datetime.datetime) -> datetime.date:
    """The day of the deadline in London."""
    return deadline.astimezone(LONDON).date()


def is_late(submitted: datetime.datetime | None, deadline: datetime.datetime) -> bool:
    """Whether an answer came after the deadline. Moments are compared, so a change of the clocks is no matter."""
    return submitted is not None and submitted > deadline
