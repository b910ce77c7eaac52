"""Months and quarters as the periods of packs: “2026-10” and “2026-Q3”."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import TextChoices

from handrail.insight.publication.months_and_quarters import (
    format_month,
    format_quarter,
    format_short_month,
    get_quarter_of_month,
    list_months_of_quarter,
    shift_month,
)

POINTS_SHOWN: Final = {"month": 24, "quarter": 12}
"""How many periods a chart shows at most."""
PERIODS_A_YEAR: Final = {"month": 12, "quarter": 4}


class PeriodKind(TextChoices):
    """How often a board reads a pack."""

    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every quarter"


def get_period_kind(period: str) -> str:
    """A code of PeriodKind."""
    return PeriodKind.QUARTER.value if "Q" in period else PeriodKind.MONTH.value


def shift_period(period: str, by: int) -> str:
    """The period so many later, or earlier where it is below nought."""
    if get_period_kind(period) == PeriodKind.MONTH:
        return shift_month(period, by)
    return get_quarter_of_month(shift_month(list_months_of_quarter(period)[0], 3 * by))


def list_months_of_period(period: str) -> tuple[str, ...]:
    """Its months, in order.

    Returns:
        One, or three.
    """
    return (period,) if get_period_kind(period) == PeriodKind.MONTH else list_months_of_quarter(period)


def list_periods_with_every_month_published(months: Iterable[str], kind: str) -> list[str]:
    """The periods of which every month is published, the first one first."""
    there = set(months)
    periods = there if kind == PeriodKind.MONTH else {get_quarter_of_month(month) for month in there}
    return sorted(period for period in periods if there.issuperset(list_months_of_period(period)))


def list_consecutive_periods_until(period: str, whole: Sequence[str]) -> list[str]:
    """Those without a gap that end with the period, the first one first."""
    found: list[str] = []
    while period in whole:
        found.insert(0, period)
        period = shift_period(period, -1)
    return found


def format_period(period: str) -> str:
    """“October 2026”, “July to September 2026”."""
    if get_period_kind(period) == PeriodKind.QUARTER:
        return format_quarter(period)
    return format_month(period)


def format_period_short(period: str) -> str:
    """“Oct 2026”: of a quarter its last month, as an axis says it."""
    return format_short_month(list_months_of_period(period)[-1])
