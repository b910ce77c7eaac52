"""The money of an award by quarter: as bars, as a table, and in one sentence."""

import datetime
from typing import Final, NamedTuple

from handrail.areas.commissioning.models import Award, AwardQuarter
from handrail.platform.kernel.dates import SHORT_MONTHS, add_months, format_month
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.money import format_pence
from handrail.platform.ui import formatting

TALLEST: Final = 110
COLUMN: Final = 56
MOST_DRAWN: Final = 6


class QuarterBar(NamedTuple):
    """One quarter as it is drawn: heights in pixels."""

    quarter: AwardQuarter
    name: str
    month: str
    year: str
    label: str
    x: int
    planned: int
    claimed: int
    forecast: int
    claimed_pence: int


class AwardQuarterChart(NamedTuple):
    """The last quarters of an award as bars, and every quarter for the table; the oldest first."""

    bars: list[QuarterBar]
    every: list[QuarterBar]
    width: int
    alt: str


class AwardSummary(NamedTuple):
    """What an award says today. `underspend_pence`: planned for past quarters, less what was claimed.

    `is_past`: the money has ended, so that all that was not claimed is underspend.
    """

    award: Award
    sentence: str
    known: str
    underspend_pence: int
    planned_over: str
    is_past: bool


def draw_award_quarter_bars(award: Award) -> AwardQuarterChart | None:
    """Bars of the newest six quarters; None where none is planned."""
    quarters = sorted(award.quarters.all(), key=lambda row: row.starts_on)
    if not quarters:
        return None
    most = max(
        1,
        *(
            max(row.planned_pence, row.forecast_pence or 0, _get_claimed_pence_of_quarter(row))
            for row in quarters
        ),
    )
    bars = [
        QuarterBar(
            row,
            name=str(row),
            month=SHORT_MONTHS[row.starts_on.month - 1],
            year=str(row.starts_on.year),
            label=_format_pounds_short(
                _get_claimed_pence_of_quarter(row) or row.forecast_pence or row.planned_pence
            ),
            x=(place - max(0, len(quarters) - MOST_DRAWN)) * COLUMN,
            planned=_scale_pence_to_pixels(row.planned_pence, most),
            claimed=_scale_pence_to_pixels(_get_claimed_pence_of_quarter(row), most),
            forecast=0
            if _get_claimed_pence_of_quarter(row)
            else _scale_pence_to_pixels(row.forecast_pence or 0, most),
            claimed_pence=_get_claimed_pence_of_quarter(row),
        )
        for place, row in enumerate(quarters)
    ]
    alt = msg(
        "Planned and claimed by quarter, {first} to {last}: {claimed} claimed of {planned} planned.",
        first=format_month(bars[-MOST_DRAWN:][0].quarter.starts_on),
        last=format_month(quarters[-1].last_month),
        claimed=format_pence(sum(bar.claimed_pence for bar in bars[-MOST_DRAWN:])),
        planned=format_pence(sum(bar.quarter.planned_pence for bar in bars[-MOST_DRAWN:])),
    )
    drawn = bars[-MOST_DRAWN:]
    return AwardQuarterChart(drawn, bars, len(drawn) * COLUMN, alt)


def summarise_award(award: Award, ends_on: datetime.date | None) -> AwardSummary:
    """What was awarded and claimed, until when the money is known, and what was not spent.

    Args:
        award: of `find_award_of_service`.
        ends_on: the last day of the agreement.
    """
    sentence = msg(
        "{claimed} claimed of {awarded}; {left} left",
        claimed=format_pence(award.claimed_pence),
        awarded=format_pence(award.awarded_pence),
        left=format_pence(award.left_pence),
    )
    planned = sum(row.planned_pence for row in award.quarters.all())
    over = planned - award.awarded_pence
    return AwardSummary(
        award,
        sentence,
        known=_describe_until_when_money_is_known(award.known_until, ends_on),
        underspend_pence=compute_underspend_pence(award, formatting.get_today()),
        planned_over=msg("The quarters plan {sum} more than the award.", sum=format_pence(over))
        if over > 0
        else "",
        is_past=_has_money_ended(award, formatting.get_today()),
    )


def compute_underspend_pence(award: Award, day: datetime.date) -> int:
    """Planned for the quarters that are over, less what was claimed for them and what the funder decided already.

    Of an award whose money has ended, all that was not claimed: quarters of its last years may not have been planned.
    """
    if _has_money_ended(award, day):
        return max(0, int(award.left_pence) - int(getattr(award, "decided_pence", 0)))
    over = [row for row in award.quarters.all() if add_months(row.starts_on, 3) <= day]
    decided = int(getattr(award, "decided_pence", 0))
    return max(0, int(sum(row.planned_pence - _get_claimed_pence_of_quarter(row) for row in over)) - decided)


def _has_money_ended(award: Award, day: datetime.date) -> bool:
    return award.known_until is not None and award.known_until < day


def _describe_until_when_money_is_known(
    known_until: datetime.date | None, ends_on: datetime.date | None
) -> str:
    if known_until is None:
        return "Nobody has recorded how long the money is confirmed for"
    day = formatting.format_day(known_until)
    if ends_on and known_until < ends_on:
        return msg(
            "Money is confirmed until {day}; the agreement ends {end}",
            day=day,
            end=formatting.format_day(ends_on),
        )
    return msg("Money is confirmed until {day}", day=day)


def _get_claimed_pence_of_quarter(quarter: AwardQuarter) -> int:
    """What was claimed in a quarter, from rows of `find_award_of_service` or `find_award_with_quarters`."""
    return int(getattr(quarter, "claimed_pence", 0))


def _scale_pence_to_pixels(pence: int, most: int) -> int:
    return round(pence * TALLEST / most)


def _format_pounds_short(pence: int) -> str:
    """£18.4k, £820."""
    return f"£{pence / 100_000:.1f}k" if pence >= 100_000 else f"£{pence // 100}"
