"""Working days of England and Wales: Monday to Friday without bank holidays, Christmas Day and Good Friday.

The definition is that of the Police Super-complaints (Designation and Procedure) Regulations 2018, regulation 2.
Days are looked up in a table that is built once, at first use, from the `holidays` package; no network. A day that is
proclaimed or moved after a release is named in the environment.
"""

import os
from bisect import bisect_right
from datetime import date
from functools import cache

import holidays

FIRST_YEAR, LAST_YEAR = 1970, 2119
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
SATURDAY = 5
CHANGES = "HANDRAIL_BANK_HOLIDAYS"
"""Days divided by commas, as 2027-05-10; with a minus in front the day is a bank holiday no longer."""


class OutsideCalendarError(ValueError):
    """That day lies outside the years for which bank holidays are known or foreseen."""


def parse_bank_holiday_changes(text: str) -> tuple[set[date], set[date]]:
    """Days that the environment adds and takes away.

    Args:
        text: of the variable; may be empty.

    Returns:
        The days that are bank holidays too, and the days that are none any more.

    Raises:
        ValueError: a word is no day; the message is it.
    """
    added: set[date] = set()
    removed: set[date] = set()
    for word in filter(None, (word.strip() for word in text.split(","))):
        try:
            (removed if word.startswith("-") else added).add(date.fromisoformat(word.removeprefix("-")))
        except ValueError:
            raise ValueError(word) from None
    return added, removed


@cache
def get_bank_holidays() -> frozenset[date]:
    """Bank holidays of England; those of Wales are the same, and a test says so."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    added, removed = parse_bank_holiday_changes(os.environ.get(CHANGES, ""))
    return frozenset((set(found) - removed) | added)


@cache
def _get_working_day_table() -> tuple[int, list[int], list[int]]:
    """The working days as ordinals, and for each calendar day how many of them have come by its end."""
    base, closed = FIRST_DAY.toordinal(), get_bank_holidays()
    working: list[int] = []
    reached: list[int] = []
    for ordinal in range(base, LAST_DAY.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() < SATURDAY and day not in closed:
            working.append(ordinal)
        reached.append(len(working))
    return base, working, reached


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in get_bank_holidays()


def add_working_days(day: date, number: int) -> date:
    """The last of so many working days after a day. The day itself never counts."""
    base, working, reached = _get_working_day_table()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendarError(f"{day} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    place = reached[day.toordinal() - base] + number - 1
    if number < 1 or place >= len(working):
        raise OutsideCalendarError(f"{number} working days after {day} cannot be counted.")
    return date.fromordinal(working[place])


def count_working_days(first: date, last: date) -> int:
    """How many working days come after the first day, up to and with the last."""
    working = _get_working_day_table()[1]
    return bisect_right(working, last.toordinal()) - bisect_right(working, first.toordinal())
