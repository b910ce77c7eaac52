"""Rest between work: Working Time Regulations 1998, regulations 4, 6, 10 and 11; police officers are covered too.

On call at home counts only when called out. After a call-out the daily rest begins again (ours). A breach is never
planned; for one request a lead may go past it with a reason, and rest is made up afterwards (regulation 24).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.people.deployment.rules.facts import DeploymentLimits
from handrail.people.deployment.rules.periods import (
    Period,
    RotaPeriod,
    find_longest_gap_between_periods,
    list_rota_periods_of_kinds,
    merge_periods,
    subtract_periods,
    sum_period_lengths_within,
)

DAY, WEEK = timedelta(hours=24), timedelta(days=7)
AVERAGE_OVER = 17 * WEEK


class WorkingTimeRestRule(StrEnum):
    """Which rest would be missed."""

    AFTER_CALL_OUT = "after_call_out"
    DAILY = "daily"
    WEEKLY = "weekly"
    AVERAGE_WEEK = "average_week"


@dataclass(frozen=True, slots=True)
class WorkingTimeRestBreach:
    """What work would break, and the earliest moment at which the same work would not; None where none was found."""

    rule: WorkingTimeRestRule
    earliest: datetime | None


def find_rest_breach(
    rota: Iterable[RotaPeriod], work: Period, limits: DeploymentLimits, *, opted_out: bool = False
) -> WorkingTimeRestBreach | None:
    """The first rest rule that this work would break.

    Args:
        rota: what was worked and is planned; leave and being on call count as rest.
        work: what somebody would be sent to.
        limits: the organisation's; never below the law's.
        opted_out: of the average of 48 hours a week.

    Returns:
        None where rest is kept.
    """
    entries = tuple(rota)
    rule = _find_broken_rest_rule(entries, work, limits, opted_out)
    if rule is None:
        return None
    return WorkingTimeRestBreach(rule, _find_earliest_start_with_rest(entries, work, limits, opted_out))


def _find_broken_rest_rule(
    rota: tuple[RotaPeriod, ...], work: Period, limits: DeploymentLimits, opted_out: bool
) -> WorkingTimeRestRule | None:
    rest = timedelta(hours=limits.rest_hours)
    if any(
        called.ends_at <= work.starts_at < called.ends_at + rest
        for called in list_rota_periods_of_kinds(rota, AvailabilityKind.CALLED_OUT)
    ):
        return WorkingTimeRestRule.AFTER_CALL_OUT
    planned = list_rota_periods_of_kinds(rota, AvailabilityKind.ON_DUTY, AvailabilityKind.CALLED_OUT)
    if any(duty.starts_at <= work.starts_at and work.ends_at <= duty.ends_at for duty in planned):
        return None  # inside a shift that is planned already: no more is worked than the rota says
    blocks = merge_periods([*planned, work])
    if _breaks_daily_rest(blocks, work, rest):
        return WorkingTimeRestRule.DAILY
    if _breaks_weekly_rest(blocks, work):
        return WorkingTimeRestRule.WEEKLY
    average = timedelta(hours=limits.weekly_hours * 17)
    window = Period(work.ends_at - AVERAGE_OVER, work.ends_at)
    if not opted_out and sum_period_lengths_within(blocks, window) > average:
        return WorkingTimeRestRule.AVERAGE_WEEK
    return None


def _breaks_daily_rest(blocks: list[Period], work: Period, rest: timedelta) -> bool:
    """Whether some 24 hours that begin with work, and hold this work, have no such rest in one piece."""
    windows = (Period(block.starts_at, block.starts_at + DAY) for block in blocks)
    return any(
        window.overlaps(work) and find_longest_gap_between_periods(blocks, window) < rest
        for window in windows
    )


def _breaks_weekly_rest(blocks: list[Period], work: Period) -> bool:
    """A whole day off in the seven days up to its end, or two in fourteen."""
    week, fortnight = (Period(work.ends_at - span, work.ends_at) for span in (WEEK, 2 * WEEK))
    if find_longest_gap_between_periods(blocks, week) >= DAY:
        return False
    return sum(gap.length // DAY for gap in subtract_periods([fortnight], blocks)) < 2


def _find_earliest_start_with_rest(
    rota: tuple[RotaPeriod, ...], work: Period, limits: DeploymentLimits, opted_out: bool
) -> datetime | None:
    """The end of some earlier work with the rest after it, whichever comes first and breaks nothing."""
    rest = timedelta(hours=limits.rest_hours)
    ends = (
        entry.period.ends_at
        for entry in rota
        if entry.kind in (AvailabilityKind.ON_DUTY, AvailabilityKind.CALLED_OUT)
    )
    for start in sorted({end + rest for end in ends if end + rest > work.starts_at} | {work.ends_at + rest}):
        if _find_broken_rest_rule(rota, Period(start, start + work.length), limits, opted_out) is None:
            return start
    return None
