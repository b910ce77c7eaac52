"""Days that follow from the day of publication, each with its source and how sure that is. Pure.

The 56 days: section 55 of the Police Act 1996 as amended by section 37 of the Policing and Crime Act 2017 asks a
local policing body to publish comments on an inspection report, the publication day being day 1. Length and
counting were read in the legislation; whether the law bound the super-complaint report of 2021 was not found.
"""

import datetime
from typing import Final

from handrail.platform.kernel.dates import add_months

COMMENT_DAYS: Final = 56
COMMENT_SOURCE: Final = (
    "Section 55 of the Police Act 1996, as amended by section 37 of the Policing and Crime Act 2017"
)
COMMENT_CONFIDENCE: Final = "In law; start date not verified."
SIX_MONTHS: Final = 6

# Whether the law asks for a comment, by where the recommendation comes from. Whoever enters it may say otherwise.
COMMENT_BY_SOURCE: Final = {
    "inspection": "applies",
    "super_complaint": "not_known",
    "national_plan": "not",
    "own": "not",
}


def get_comment_due_day(published: datetime.date) -> datetime.date:
    """The last of 56 days; the day of publication is the first of them."""
    return published + datetime.timedelta(days=COMMENT_DAYS - 1)


def add_six_months(published: datetime.date) -> datetime.date:
    """The same day six months later, or that month's last."""
    return add_months(published, SIX_MONTHS)


def get_nth_update_day(first: datetime.date, every: int, unit: str, number: int) -> datetime.date:
    """The day of one update. Months are counted from the first day, so none is lost.

    Args:
        first: the day of the first update.
        every: how many units lie between two; 0 where one update was asked for.
        unit: "weeks", "months" or "once".
        number: of the update, from 0.
    """
    if unit == "months":
        return add_months(first, every * number)
    return first + datetime.timedelta(weeks=every * number)


def get_next_due_day_of_update_schedule(
    first: datetime.date, every: int, unit: str, *, after: datetime.date
) -> datetime.date | None:
    """The first day of the rhythm that comes after a day; none where one update was asked for.

    Args:
        first: the day of the first update.
        every: how many units lie between two; 0 where one update was asked for.
        unit: "weeks", "months" or "once".
        after: the day.
    """
    if unit == "once":
        return first if after < first else None
    number = 0
    while (day := get_nth_update_day(first, every, unit, number)) <= after:
        number += 1
    return day


def count_missed_updates(
    first: datetime.date, every: int, unit: str, *, since: datetime.date, today: datetime.date
) -> int:
    """How many days of the rhythm have gone by unanswered, from the one that is waited for.

    Args:
        first: the day of the first update.
        every: how many units lie between two; 0 where one update was asked for.
        unit: "weeks", "months" or "once".
        since: the day that is waited for.
        today: the day that is asked about.
    """
    if since >= today:
        return 0
    count, day = 0, since
    while day is not None and day < today:
        count += 1
        day = get_next_due_day_of_update_schedule(first, every, unit, after=day)  # type: ignore[assignment]
    return count
