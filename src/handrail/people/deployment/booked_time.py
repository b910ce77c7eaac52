"""Quarter hours, in which a practitioner is sent to one place at most."""

import datetime
from collections.abc import Iterable, Sequence

from handrail.people.deployment.rules.periods import Period, merge_periods
from handrail.platform.kernel.dates import to_utc

QUARTER = datetime.timedelta(minutes=15)


def round_moment_down_to_quarter_hour(moment: datetime.datetime) -> datetime.datetime:
    """The beginning of its quarter of an hour, in UTC: London's clock is off by whole hours alone."""
    utc = to_utc(moment)
    return utc.replace(minute=utc.minute - utc.minute % 15, second=0, microsecond=0)


def list_quarter_hours_of_period(period: Period) -> list[datetime.datetime]:
    """The beginnings of every quarter of an hour that a period touches, in order."""
    quarters, at = [], round_moment_down_to_quarter_hour(period.starts_at)
    while at < period.ends_at:
        quarters.append(at)
        at += QUARTER
    return quarters


def merge_quarter_hours_into_periods(quarters: Iterable[datetime.datetime]) -> Sequence[Period]:
    """Quarters as few periods as possible."""
    return merge_periods(Period(at, at + QUARTER) for at in quarters)


def move_begun_period_to_next_quarter_hour(period: Period, now: datetime.datetime) -> Period:
    """The same length from the next quarter on where it has begun already: nobody is sent into the past."""
    if period.starts_at >= now:
        return period
    starts = round_moment_down_to_quarter_hour(now) + QUARTER
    return Period(starts, starts + period.length)
