"""A financial year, named by the year in which it begins: 1 April to 31 March."""

from datetime import date

from handrail.kernel.saying import say

FIRST_YEAR, LAST_YEAR = 2015, 2099
APRIL = 4


def year_of(day: date) -> int:
    """2026 for 1 April 2026 and for 31 March 2027."""
    return day.year if day.month >= APRIL else day.year - 1


def begins(year: int) -> date:
    """Its first day."""
    return date(year, APRIL, 1)


def ends(year: int) -> date:
    """Its last day."""
    return date(year + 1, 3, 31)


def spoken(year: int) -> str:
    """2026 to 2027"""
    return say("{year} to {year2}", year=year, year2=year + 1)
