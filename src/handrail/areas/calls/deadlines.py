"""A deadline is the last moment of a day in London; reminders fall a number of working days before and after it."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.platform.kernel import working_days
from handrail.platform.kernel.dates import LONDON, make_london_time, to_london
from handrail.platform.kernel.messages import msg, pluralise

DAYS_BEFORE_DEADLINE: Final = (10, 5, 1)
DAYS_AFTER_DEADLINE: Final = (1, 5, 10)

END_OF_DAY = datetime.time(23, 59, 59, 999999)


def get_deadline_moment(deadline: datetime.date) -> datetime.datetime:
    """The moment after which an answer is late."""
    if isinstance(deadline, datetime.datetime):
        return to_london(deadline)
    return make_london_time(deadline, END_OF_DAY)


def get_deadline_day(deadline: datetime.datetime) -> datetime.date:
    """The day of the deadline in London."""
    return deadline.astimezone(LONDON).date()


def is_submitted_late(submitted: datetime.datetime | None, deadline: datetime.datetime) -> bool:
    """Whether an answer came after the deadline. Moments are compared, so a change of the clocks does not matter."""
    return submitted is not None and submitted > deadline


@dataclass(frozen=True, slots=True)
class ReminderOccasion:
    """One day on which a reminder falls."""

    code: str  # part of the message's key: nobody is reminded twice of one
    on: datetime.date
    words: str


def list_reminder_occasions(deadline: datetime.datetime) -> tuple[ReminderOccasion, ...]:
    """Every reminder of a call, in order. All fall on working days.

    Returns:
        Each with its day.
    """
    day = get_deadline_day(deadline)
    before = [
        ReminderOccasion(
            f"before-{number}",
            _find_day_with_working_days_left(day, number),
            msg("{days} before the deadline", days=_format_working_days(number)),
        )
        for number in DAYS_BEFORE_DEADLINE
    ]
    after = [
        ReminderOccasion(
            f"after-{number}",
            working_days.add_working_days(day, number),
            msg("{days} after the deadline", days=_format_working_days(number)),
        )
        for number in DAYS_AFTER_DEADLINE
    ]
    return (*before, *after)


def find_due_reminder_occasion(
    deadline: datetime.datetime, asked_on: datetime.date, today: datetime.date
) -> ReminderOccasion | None:
    """The newest reminder whose day has come; None before the first. One that was missed is not sent as well.

    Args:
        deadline: of the call, with its hour.
        asked_on: when the call was sent.
        today: the day that is asked about.
    """
    passed = [one for one in list_reminder_occasions(deadline) if asked_on < one.on <= today]
    return passed[-1] if passed else None


def _find_day_with_working_days_left(day: datetime.date, number: int) -> datetime.date:
    """The latest working day from which at least so many working days are left, up to and with the day itself."""
    earlier = day
    while not working_days.is_working_day(earlier) or working_days.count_working_days(earlier, day) < number:
        earlier -= datetime.timedelta(days=1)
    return earlier


def _format_working_days(number: int) -> str:
    return pluralise(number, "working day")
