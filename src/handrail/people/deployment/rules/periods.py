"""Spans of time. Everything is compared and measured in UTC: a night in which the clocks change has 11 or 13 hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.platform.kernel.dates import to_london, to_utc

NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a moment up to another, the end left out. Both are kept in UTC."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts_at", to_utc(self.starts_at))
        object.__setattr__(self, "ends_at", to_utc(self.ends_at))
        if self.ends_at <= self.starts_at:
            raise ValueError("A period ends after it starts.")

    @property
    def length(self) -> timedelta:
        """Elapsed time."""
        return self.ends_at - self.starts_at

    def overlaps(self, other: "Period") -> bool:
        """Whether they share any time."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class RotaPeriod:
    """One entry of somebody's rota."""

    kind: AvailabilityKind
    period: Period


def merge_periods(periods: Iterable[Period]) -> list[Period]:
    """The same time as few periods as possible, in order: what overlaps or touches becomes one."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.starts_at <= merged[-1].ends_at:
            merged[-1] = Period(merged[-1].starts_at, max(merged[-1].ends_at, period.ends_at))
        else:
            merged.append(period)
    return merged


def subtract_periods(periods: Iterable[Period], taken: Iterable[Period]) -> list[Period]:
    """What is left of the first after the second are taken out, in order."""
    left = merge_periods(periods)
    for away in merge_periods(taken):
        left = [part for period in left for part in _subtract_period(period, away)]
    return left


def _subtract_period(period: Period, away: Period) -> list[Period]:
    if not period.overlaps(away):
        return [period]
    before = [Period(period.starts_at, away.starts_at)] if period.starts_at < away.starts_at else []
    after = [Period(away.ends_at, period.ends_at)] if away.ends_at < period.ends_at else []
    return before + after


def find_longest_gap_between_periods(periods: Sequence[Period], within: Period) -> timedelta:
    """The longest time without any of the periods, inside a window."""
    free = subtract_periods([within], periods)
    return max((gap.length for gap in free), default=NO_TIME)


def sum_period_lengths_within(periods: Iterable[Period], within: Period) -> timedelta:
    """How much of a window the periods fill, overlapping ones counted once."""
    inside = [
        Period(max(period.starts_at, within.starts_at), min(period.ends_at, within.ends_at))
        for period in merge_periods(periods)
        if period.overlaps(within)
    ]
    return sum((period.length for period in inside), NO_TIME)


def list_rota_periods_of_kinds(rota: Iterable[RotaPeriod], *kinds: AvailabilityKind) -> list[Period]:
    """The periods of a rota that are of one of these kinds."""
    return [entry.period for entry in rota if entry.kind in kinds]


def get_london_day(moment: datetime) -> date:
    """The day on the calendar in London: a certificate "until 31 October" ends at midnight there."""
    return to_london(moment).date()
