"""Days that can be: checked once, for every act."""

import datetime

from handrail.access.today import today
from handrail.kernel.dates import add_years, plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

FIRST = datetime.date(2012, 11, 22)
YEARS = 10


def past(day: datetime.date, what: str) -> datetime.date:
    """A day on which something happened."""
    if day > today():
        raise NotNow(say("{what} must be today or in the past.", what=what))
    if day < FIRST:
        raise NotNow(say("{what} must be {first} or after.", what=what, first=plain(FIRST)))
    return day


def ahead(day: datetime.date | None, what: str) -> datetime.date | None:
    """A day that is still to come, or today."""
    if day is not None and day < today():
        raise NotNow(say("{what} must be today or in the future.", what=what))
    return within(day, what) if day else None


def within(day: datetime.date, what: str) -> datetime.date:
    """A day within ten years, so that a slip of the year is noticed."""
    if day > add_years(today(), YEARS) or day < FIRST:
        raise NotNow(say("{what} must be within {years} years.", what=what, years=YEARS))
    return day


def span(first: datetime.date, last: datetime.date) -> None:
    """A beginning and an end."""
    within(first, "The first day")
    within(last, "The last day")
    if last < first:
        raise NotNow("The last day must be on or after the first.")
