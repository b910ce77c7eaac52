"""When a body is reminded: so many working days before the deadline, and after it. Pure."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.assurance.calls.deadline import last_day
from handrail.kernel import workdays
from handrail.kernel.saying import counted, say

BEFORE: Final = (10, 5, 1)
AFTER: Final = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day on which a reminder falls."""

    code: str  # stands in the message's key: nobody is told twice of one
    on: datetime.date
    words: str


def occasions(deadline: datetime.datetime) -> tuple[Occasion, ...]:
    """Every reminder of a call, in order. All fall on working days."""
    day = last_day(deadline)
    before = [
        Occasion(
            f"before-{number}", _back(day, number), say("{days} before the deadline", days=_days(number))
        )
        for number in BEFORE
    ]
    after = [
        Occasion(
            f"after-{number}", workdays.add(day, number), say("{days} after the deadline", days=_days(number))
        )
        for number in AFTER
    ]
    return (*before, *after)


def due(deadline: datetime.datetime, asked_on: datetime.date, today: datetime.date) -> Occasion | None:
    """The newest reminder whose day has come. One that was passed over is not made up for by two at once."""
    passed = [one for one in occasions(deadline) if asked_on < one.on <= today]
    return passed[-1] if passed else None


def _back(day: datetime.date, number: int) -> datetime.date:
    """The latest working day from which at least so many working days are left, up to and with the day itself."""
    earlier = day
    while not workdays.is_working_day(earlier) or workdays.between(earlier, day) < number:
        earlier -= datetime.timedelta(days=1)
    return earlier


def _days(number: int) -> str:
    return counted(number, "working day")
