"""When a body is reminded: so many working days before the deadline, and after it. Pure."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.areas.calls.deadlines import get_deadline_day
from handrail.platform.kernel import working_days
from handrail.platform.kernel.messages import msg, pluralise

DAYS_BEFORE_DEADLINE: Final = (10, 5, 1)
DAYS_AFTER_DEADLINE: Final = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class ReminderOccasion:
    """One day on which a reminder falls."""

    code: str  # stands in the message's key: nobody is told twice of one
    on: datetime.date
    words: str


def list_occasions(deadline: datetime.datetime) -> tuple[ReminderOccasion, ...]:
    """Every reminder of a call, in order. All fall on working days."""
    day = get_deadline_day(deadline)
    before = [
        ReminderOccasion(
            f"before-{number}",
            _count_back_working_days(day, number),
            msg("{days} before the deadline", days=_format_days(number)),
        )
        for number in DAYS_BEFORE_DEADLINE
    ]
    after = [
        ReminderOccasion(
            f"after-{number}",
            working_days.add_working_days(day, number),
            msg("{days} after the deadline", days=_format_days(number)),
        )
        for number in DAYS_AFTER_DEADLINE
    ]
    return (*before, *after)


def find_due_occasion(
    deadline: datetime.datetime, asked_on: datetime.date, today: datetime.date
) -> ReminderOccasion | None:
    """The newest reminder whose day has come. One that was passed over is not made up for by two at once."""
    passed = [one for one in list_occasions(deadline) if asked_on < one.on <= today]
    return passed[-1] if passed else None


def _count_back_working_days(day: datetime.date, number: int) -> datetime.date:
    """The latest working day from which at least so many working days are left, up to and with the day itself."""
    earlier = day
    while not working_days.is_working_day(earlier) or working_days.count_working_days(earlier, day) < number:
        earlier -= datetime.timedelta(days=1)
    return earlier


def _format_days(number: int) -> str:
    return pluralise(number, "working day")
