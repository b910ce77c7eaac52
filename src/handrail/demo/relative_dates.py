"""Days told backwards from today, so that the demo is always of this week."""

from datetime import date, timedelta

from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.working_days import is_working_day


def get_date_days_before_today(today: date, days: int) -> date:
    """That many days before today, whatever kind of day it is; fewer than none are days to come."""
    return today - timedelta(days=days)


def get_working_day_on_or_before(day: date) -> date:
    """The day itself, or the last working day before it: offices decide on working days.

    Never later than the day, and at most four days earlier (over Easter and over Christmas). An earlier day never gives
    a later one, so acts that are told in order stay in order, but two of them may fall on one day. What has to be on
    the same day as such an act takes the day that was given, not the day that was asked for.
    """
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def get_working_day_on_or_after(day: date) -> date:
    """The day itself, or the first working day after it: what is done once somebody has said so, never before.

    At most four days later, and in order as those before.
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def subtract_working_days(today: date, days: int) -> date:
    """The working day after which exactly that many working days have passed by the end of today; none: the last."""
    day = today
    for _ in range(days):
        day = get_working_day_on_or_before(day) - timedelta(days=1)
    return get_working_day_on_or_before(day)


def get_first_day_of_month_before(today: date, months: int) -> date:
    """The first day of the month so many calendar months before this one: each number is another month, all in turn."""
    return add_months(today.replace(day=1), -months)


def count_months_of_period(first: date, last: date) -> int:
    """How many calendar months a period has that begins on the first day of one and ends on the last day of one."""
    return 12 * (last.year - first.year) + last.month - first.month + 1


def format_decision_of_day(day: date, number: int) -> str:
    """How an office numbers what it decides, by the year of the day: Decision 26/064."""
    return f"Decision {day:%y}/{number:03}"
