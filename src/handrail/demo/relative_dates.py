"""Days told backwards from today, so that the demo is always of this week."""

from datetime import date, timedelta

from handrail.platform.kernel.working_days import is_working_day


def get_date_days_before_today(today: date, days: int) -> date:
    """That many days before today; fewer than none are days to come."""
    return today - timedelta(days=days)


def get_working_day_on_or_before(day: date) -> date:
    """The day itself, or the last working day before it: offices decide on working days."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def get_working_day_on_or_after(day: date) -> date:
    """The day itself, or the first working day after it: what is done once somebody has said so, never before."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def subtract_working_days(today: date, days: int) -> date:
    """The day after which that many working days have passed by the end of today."""
    day = today
    for _ in range(days):
        day = get_working_day_on_or_before(day) - timedelta(days=1)
    return get_working_day_on_or_before(day)
