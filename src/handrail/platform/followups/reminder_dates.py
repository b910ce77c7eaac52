"""When somebody is reminded: on working days, before the day and after it."""

import datetime

from handrail.platform.kernel import working_days

REMINDER_WORKING_DAYS = 5  # working days


def subtract_working_days(day: datetime.date, number: int) -> datetime.date:
    """The day that lies so many working days before another: the reverse of `working_days.add_working_days`."""
    found = day
    while number:
        found -= datetime.timedelta(days=1)
        number -= working_days.is_working_day(found)
    return found


def get_first_reminder_date(due: datetime.date) -> datetime.date:
    """Five working days before."""
    return subtract_working_days(due, REMINDER_WORKING_DAYS)


def get_second_reminder_date(due: datetime.date) -> datetime.date:
    """The first working day after: what is due on a Saturday is reminded of on the Monday."""
    return working_days.add_working_days(due, 1)


def get_due_reminder_number(due: datetime.date, today: datetime.date) -> int:
    """Which reminder has come by today: 0 for none, 1 before the day, 2 after it."""
    if today >= get_second_reminder_date(due):
        return 2
    return int(get_first_reminder_date(due) <= today)


def get_due_status_code(due: datetime.date | None, today: datetime.date) -> str:
    """`overdue`, `today`, `soon` (a reminder has come), `later`, or `none` where nothing is waited for."""
    if due is None:
        return "none"
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    return "soon" if get_first_reminder_date(due) <= today else "later"
