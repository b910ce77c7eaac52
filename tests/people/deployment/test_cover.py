"""Cover by hour, and the quarter hours for which somebody is taken: worked out by hand."""

import datetime
from uuid import UUID

import pytest
from django.utils import timezone

from handrail.directory.practitioners.actions.availability import add_availability
from handrail.people.deployment.booked_time import (
    list_quarter_hours_of_period,
    merge_quarter_hours_into_periods,
    move_begun_period_to_next_quarter_hour,
)
from handrail.people.deployment.cover_by_hour import (
    LanguageCoverGap,
    LanguageCoverRow,
    PractitionerLanguagesAndAvailability,
    compute_language_cover_by_hour,
    list_cover_gaps,
    list_uncovered_hours,
    sum_counts_in_hours,
)
from handrail.people.deployment.queries.cover import get_language_cover_by_hour
from handrail.people.deployment.rules.periods import Period
from handrail.platform.kernel.dates import make_london_time
from support.cast import LINCOLNSHIRE
from support.deployment import on_the_register

pytestmark = pytest.mark.django_db

TUESDAY = datetime.date(2026, 11, 24)
BACK = datetime.date(2026, 10, 25)  # the clocks go back at 2am
FORWARD = datetime.date(2026, 3, 29)  # there is no hour from 1am to 2am


def at(day, hour, minute=0):
    return make_london_time(day, datetime.time(hour, minute))


def who(number, tags, on, away=()):
    return PractitionerLanguagesAndAvailability(UUID(int=number), frozenset(tags), on, away)


def test_cover_counts_the_fewest_who_are_there_for_the_whole_hour():
    day = Period(at(TUESDAY, 8), at(TUESDAY, 17))
    late = Period(at(TUESDAY, 13, 30), at(TUESDAY, 22))
    rows = compute_language_cover_by_hour(
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
    two_days = compute_language_cover_by_hour(
        [who(1, ["ro"], [day])], [TUESDAY, TUESDAY + datetime.timedelta(days=1)], ["ro"]
    )
    assert not any(two_days[0].counts), "on the second day nobody is there"


def test_the_next_month_shows_the_day_with_the_fewest_and_leaves_out_days_without_a_rota(cast):
    """Two weeks of weekdays are planned. One speaks Romanian and works each; another works all but the third."""
    by = cast.lead.actor
    ahead = [timezone.localdate() + datetime.timedelta(days=number) for number in range(1, 29)]
    days = [day for day in ahead if day.weekday() < 5]
    each, most = days[:10], [day for day in days[:10] if day != days[2]]
    for name, tags, worked, skill in (("Each", ["ro"], each, "court"), ("Most", [], most, "child_lead")):
        who = on_the_register(by, name, languages=[(tag, "B2") for tag in tags], shift=None, skills=[skill])
        spans = [(at(day, 9), at(day, 17)) for day in worked]
        add_availability(who.pk, kind="on_duty", spans=spans, by=by)
    found = get_language_cover_by_hour(by, area=LINCOLNSHIRE, skill="", days=days)
    assert (found.practitioners, found.unplanned) == (2, 10)
    assert [row.language for row in found.rows] == ["", "ro"]
    nine_to_five = tuple(int(9 <= hour < 17) for hour in range(24))
    assert [row.counts for row in found.rows] == [nine_to_five, nine_to_five]
    full = get_language_cover_by_hour(
        by, area=LINCOLNSHIRE, skill="", days=[day for day in days if day != days[2]]
    )
    assert full.rows[0].counts == tuple(2 * one for one in nine_to_five)
    lead = get_language_cover_by_hour(by, area="", skill="child_lead", days=days)
    assert (lead.practitioners, lead.unplanned) == (1, 10), "whose rota has a gap is missing, not unplanned"
    assert not any(lead.rows[0].counts)
    assert get_language_cover_by_hour(by, area="E23000002", skill="", days=days).practitioners == 0


def test_gaps_are_said_once_for_languages_alike_and_requests_in_them_are_counted():
    """Nobody at all from 10pm to 6am; Romanian and Lithuanian are gone from 6pm on; Polish is there all day."""
    day = tuple(int(6 <= hour < 22) for hour in range(24))
    short = tuple(int(6 <= hour < 18) for hour in range(24))
    rows = [
        LanguageCoverRow("", day),
        LanguageCoverRow("pl", day),
        LanguageCoverRow("lt", short),
        LanguageCoverRow("ro", short),
    ]
    night, evening = list_cover_gaps(rows)
    assert night == LanguageCoverGap(("",), ((22, 6),))
    assert evening == LanguageCoverGap(("lt", "ro"), ((18, 6),))
    requests = list(range(24))
    assert sum_counts_in_hours(requests, night.hours) == 22 + 23 + 0 + 1 + 2 + 3 + 4 + 5
    assert sum_counts_in_hours(requests, [(0, 24)]) == sum(requests)
    assert list_cover_gaps([LanguageCoverRow("", (1,) * 24)]) == []


def test_cover_over_a_clock_change():
    """A night from 10pm to 8am covers the hour that comes twice; the hour that a day does not have is left out."""
    night = Period(at(BACK - datetime.timedelta(days=1), 22), at(BACK, 8))
    assert night.length == datetime.timedelta(hours=11)
    (row,) = compute_language_cover_by_hour([who(1, [], [night])], [BACK], [""])
    assert row.counts[:9] == (1,) * 8 + (0,)
    spring = Period(at(FORWARD - datetime.timedelta(days=1), 22), at(FORWARD, 8))
    assert spring.length == datetime.timedelta(hours=9)
    (row,) = compute_language_cover_by_hour([who(1, [], [spring])], [FORWARD], [""])
    assert row.counts[:9] == (1, 0, 1, 1, 1, 1, 1, 1, 0), "there is no hour from 1am"


def test_time_is_taken_in_quarters_and_begins_now_at_the_earliest():
    period = Period(at(TUESDAY, 9, 10), at(TUESDAY, 10, 5))
    quarters = list_quarter_hours_of_period(period)
    assert [one.minute for one in quarters] == [0, 15, 30, 45, 0]
    assert merge_quarter_hours_into_periods(quarters) == [Period(at(TUESDAY, 9), at(TUESDAY, 10, 15))]
    moved = move_begun_period_to_next_quarter_hour(period, at(TUESDAY, 9, 40))
    assert moved == Period(at(TUESDAY, 9, 45), at(TUESDAY, 10, 40))
    assert move_begun_period_to_next_quarter_hour(period, at(TUESDAY, 9)) == period
    over = list_quarter_hours_of_period(Period(at(BACK, 0, 30), at(BACK, 3)))
    assert len(over) == 14, "two and a half hours on the clock are three and a half"
