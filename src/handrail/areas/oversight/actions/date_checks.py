"""Days that can be: checked once, for every act."""

import datetime

from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

FIRST_DAY = datetime.date(2012, 11, 22)
MAX_YEARS = 10


def check_past_day(day: datetime.date, what: str) -> datetime.date:
    """A day on which something happened."""
    if day > today():
        raise ActionNotAllowed(msg("{what} must be today or in the past.", what=what))
    if day < FIRST_DAY:
        raise ActionNotAllowed(
            msg("{what} must be {first} or after.", what=what, first=format_day(FIRST_DAY))
        )
    return day


def check_future_day(day: datetime.date | None, what: str) -> datetime.date | None:
    """A day that is still to come, or today."""
    if day is not None and day < today():
        raise ActionNotAllowed(msg("{what} must be today or in the future.", what=what))
    return check_plausible_day(day, what) if day else None


def check_plausible_day(day: datetime.date, what: str) -> datetime.date:
    """A day within ten years, so that a slip of the year is noticed."""
    if day > add_years(today(), MAX_YEARS) or day < FIRST_DAY:
        raise ActionNotAllowed(msg("{what} must be within {years} years.", what=what, years=MAX_YEARS))
    return day


def check_span(first: datetime.date, last: datetime.date) -> None:
    """A beginning and an end."""
    check_plausible_day(first, "The first day")
    check_plausible_day(last, "The last day")
    if last < first:
        raise ActionNotAllowed("The last day must be on or after the first.")
