"""Months and quarters as text: “2026-11” and “2026-Q4”."""

import datetime

from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def get_month_of_day(day: datetime.date) -> str:
    """The month that a day is in."""
    return f"{day:%Y-%m}"


def shift_month(month: str, by: int) -> str:
    """The month so many later, or earlier where it is below nought."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12}-{number % 12 + 1:02d}"


def get_quarter_of_month(month: str) -> str:
    """The quarter that a month is in."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def list_months_of_quarter(quarter: str) -> tuple[str, str, str]:
    """Its three months, in order.

    Returns:
        Each as “2026-10”.

    Raises:
        ValueError: it is no quarter.
    """
    year, _, number = quarter.partition("-Q")
    if len(year) != 4 or not year.isdigit() or number not in ("1", "2", "3", "4"):
        raise ValueError(quarter)
    first = f"{year}-{int(number) * 3 - 2:02d}"
    return first, shift_month(first, 1), shift_month(first, 2)


def format_month(month: str) -> str:
    """“July 2026”"""
    return msg("{month} {year}", month=MONTH_NAMES[int(month[5:]) - 1], year=month[:4])


def format_short_month(month: str) -> str:
    """“Jul 2026”, as an axis of a chart says it."""
    return dates.format_short_month(datetime.date.fromisoformat(f"{month}-01"))


def format_quarter(quarter: str) -> str:
    """“July to September 2026”"""
    first, _, last = list_months_of_quarter(quarter)
    return msg(
        "{first} to {last} {year}",
        first=MONTH_NAMES[int(first[5:]) - 1],
        last=MONTH_NAMES[int(last[5:]) - 1],
        year=quarter[:4],
    )
