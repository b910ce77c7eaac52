"""A financial year, named by the year in which it begins: 1 April to 31 March."""

from datetime import date

from handrail.platform.kernel.messages import msg

FIRST_YEAR, LAST_YEAR = 2015, 2099
APRIL = 4


def get_financial_year(day: date) -> int:
    """The financial year of a day: 2026 for 1 April 2026 and for 31 March 2027."""
    return day.year if day.month >= APRIL else day.year - 1


def get_year_start(year: int) -> date:
    """The first day of a financial year."""
    return date(year, APRIL, 1)


def get_year_end(year: int) -> date:
    """The last day of a financial year."""
    return date(year + 1, 3, 31)


def format_financial_year(year: int) -> str:
    """The year as pages show it: 2026 to 2027."""
    return msg("{year} to {year2}", year=year, year2=year + 1)
