"""When somebody is reminded: on working days, before the day and after it."""

import datetime

from handrail.kernel import workdays

BEFORE = 5  # working days


def before(day: datetime.date, number: int) -> datetime.date:
    """The day that lies so many working days before another: the mirror of `workdays.add`."""
    found = day
    while number:
        found -= datetime.timedelta(days=1)
        number -= workdays.is_working_day(found)
    return found


def first_reminder(due: datetime.date) -> datetime.date:
    """Five working days before."""
    return before(due, BEFORE)


def second_reminder(due: datetime.date) -> datetime.date:
    """The first working day after: what is late on a Saturday is told on the Monday."""
    return workdays.add(due, 1)


def reminder_of(due: datetime.date, today: datetime.date) -> int:
    """Which reminder has come by today: 0 for none, 1 before the day, 2 after it."""
    if today >= second_reminder(due):
        return 2
    return int(first_reminder(due) <= today)


def standing(due: datetime.date | None, today: datetime.date) -> str:
    """`overdue`, `today`, `soon` (a reminder has come), `later`, or `none` where nothing is waited for."""
    if due is None:
        return "none"
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    return "soon" if first_reminder(due) <= today else "later"
