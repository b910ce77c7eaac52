"""A deadline is a moment in London's time. Only a day named: the last moment of that day there."""

import datetime

from handrail.platform.kernel.dates import LONDON, make_london_time, to_london

END_OF_DAY = datetime.time(23, 59, 59, 999999)


def get_deadline_moment(deadline: datetime.date) -> datetime.datetime:
    """The moment after which an answer is late."""
    if isinstance(deadline, datetime.datetime):
        return to_london(deadline)
    return make_london_time(deadline, END_OF_DAY)


def get_deadline_day(deadline: datetime.datetime) -> datetime.date:
    """The day of the deadline in London."""
    return deadline.astimezone(LONDON).date()


def is_late(submitted: datetime.datetime | None, deadline: datetime.datetime) -> bool:
    """Whether an answer came after the deadline. Moments are compared, so a change of the clocks is no matter."""
    return submitted is not None and submitted > deadline
