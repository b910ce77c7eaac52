"""Cover by hour, and the quarter hours for which somebody is taken: worked out by hand."""

import datetime
from uuid import UUID

from handrail.people.deployment.booked_time import list_quarters, make_periods, move_to_now
from handrail.people.deployment.cover_by_hour import PractitionerCover, compute_cover, list_uncovered_hours
from handrail.people.deployment.rules.periods import Period
from handrail.platform.kernel.dates import make_london_time

TUESDAY = datetime.date(2026, 11, 24)
BACK = datetime.date(2026, 10, 25)  # the clocks go back at 2am
FORWARD = datetime.date(2026, 3, 29)  # there is no hour from 1am to 2am


def at(day, hour, minute=0):
    return make_london_time(day, datetime.time(hour, minute))


def who(number, tags, on, away=()):
    return PractitionerCover(UUID(int=number), frozenset(tags), on, away)


def test_cover_counts_the_fewest_who_are_there_for_the_whole_hour():
    day = Period(at(TUESDAY, 8), at(TUESDAY, 17))
    late = Period(at(TUESDAY, 13, 30), at(TUESDAY, 22))
    rows = compute_cover(
        [who(1, ["ro"], [day], [Period(at(TUESDAY, 9), at(TUESDAY, 10))]), who(2, ["lt"], [late])],
        [TUESDAY],
        ["", "ro"],
    )
    everybody, romanian = (row.counts for row in rows)
    assert (everybody[7], everybody[8], everybody[9], everybody[13], everybody[14], everybody[21]) == (
        0,
        1,
        0,
        1,
        2,
        1,
    )
    assert romanian == tuple(int(hour in (8, *range(10, 17))) for hour in range(24))
    assert list_uncovered_hours(romanian) == [(9, 10), (17, 8)]
    assert list_uncovered_hours((0,) * 24) == [(0, 24)]
    assert list_uncovered_hours((1,) * 24) == []
    two_days = compute_cover([who(1, ["ro"], [day])], [TUESDAY, TUESDAY + datetime.timedelta(days=1)], ["ro"])
    assert not any(two_days[0].counts), "on the second day nobody is there"


def test_cover_over_a_clock_change():
    """A night from 10pm to 8am covers the hour that comes twice; the hour that a day does not have is left out."""
    night = Period(at(BACK - datetime.timedelta(days=1), 22), at(BACK, 8))
    assert night.length == datetime.timedelta(hours=11)
    (row,) = compute_cover([who(1, [], [night])], [BACK], [""])
    assert row.counts[:9] == (1,) * 8 + (0,)
    spring = Period(at(FORWARD - datetime.timedelta(days=1), 22), at(FORWARD, 8))
    assert spring.length == datetime.timedelta(hours=9)
    (row,) = compute_cover([who(1, [], [spring])], [FORWARD], [""])
    assert row.counts[:9] == (1, 0, 1, 1, 1, 1, 1, 1, 0), "there is no hour from 1am"


def test_time_is_taken_in_quarters_and_begins_now_at_the_earliest():
    period = Period(at(TUESDAY, 9, 10), at(TUESDAY, 10, 5))
    quarters = list_quarters(period)
    assert [one.minute for one in quarters] == [0, 15, 30, 45, 0]
    assert make_periods(quarters) == [Period(at(TUESDAY, 9), at(TUESDAY, 10, 15))]
    moved = move_to_now(period, at(TUESDAY, 9, 40))
    assert moved == Period(at(TUESDAY, 9, 45), at(TUESDAY, 10, 40))
    assert move_to_now(period, at(TUESDAY, 9)) == period
    over = list_quarters(Period(at(BACK, 0, 30), at(BACK, 3)))
    assert len(over) == 14, "two and a half hours on the clock are three and a half"
