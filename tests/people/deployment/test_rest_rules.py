"""Rest between work, by the Working Time Regulations 1998. Every expected time is counted by hand."""

import datetime

import pytest

from handrail.people.deployment.rules.facts import DeploymentLimits
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.rules.rest import WorkingTimeRestRule, find_rest_breach
from people.deployment.rule_facts import LIMITS, at, rota

HOUR = datetime.timedelta(hours=1)


def breach(entries, work, **more):
    return find_rest_breach(entries, work, LIMITS, **more)


def test_work_inside_a_planned_shift_and_after_eleven_hours_breaks_nothing():
    shift = rota("on_duty", at(24, 8), at(24, 18))
    assert breach([shift], Period(at(24, 10), at(24, 12))) is None
    assert breach([shift], Period(at(25, 5), at(25, 7))) is None
    assert breach([shift, rota("on_call", at(24, 18), at(25, 8))], Period(at(24, 19), at(24, 21))) is None


def test_a_call_in_the_night_between_two_day_shifts_breaks_daily_rest():
    """8am to 6pm, then 11pm to 1am, then 8am: 5 and 7 hours are the longest rests. From 5am on, 11 hours have passed,
    and from the next shift's start the 24 hours hold 11 again."""
    entries = [rota("on_duty", at(24, 8), at(24, 18)), rota("on_duty", at(25, 8), at(25, 16))]
    found = breach(entries, Period(at(24, 23), at(25, 1)))
    assert found.rule is WorkingTimeRestRule.DAILY
    assert found.earliest == at(25, 5)


@pytest.mark.parametrize(
    ("last", "legal_hour"),
    [
        (at(24, 22, month=10), 8),  # clocks go back that night: 11 hours later it is 8am, not 9am
        (at(28, 22, month=3), 10),  # forward: 10am
        (at(24, 22), 9),
    ],
)
def test_eleven_hours_after_a_call_out_are_hours_that_passed_not_hours_on_the_clock(last, legal_hour):
    called = rota("called_out", last - 2 * HOUR, last)
    next_day = (last + datetime.timedelta(days=1)).date()
    legal = at(next_day.day, legal_hour, month=next_day.month)
    found = breach([called], Period(at(next_day.day, legal_hour - 1, month=next_day.month), legal))
    assert (found.rule, found.earliest) == (WorkingTimeRestRule.AFTER_CALL_OUT, legal)
    assert breach([called], Period(legal, legal + HOUR)) is None


def test_a_day_off_in_seven_or_two_in_fourteen():
    def shifts(days):
        return [rota("on_duty", at(day, 9), at(day, 17)) for day in days]

    seventh = Period(at(22, 9), at(22, 12))
    assert breach(shifts([*range(9, 15), *range(16, 22)]), seventh).rule is WorkingTimeRestRule.WEEKLY
    assert breach(shifts([*range(10, 14), *range(16, 22)]), seventh) is None


def test_48_hours_a_week_on_average_over_17_weeks_unless_opted_out():
    """17 weeks of five days of ten hours: 850 hours, over 816."""
    first = at(24, 8)
    days = [first - datetime.timedelta(days=back) for back in range(1, 119) if back % 7 not in (2, 3)]
    entries = [rota("on_duty", day, day + 10 * HOUR) for day in days]
    work = Period(at(24, 8), at(24, 10))
    assert breach(entries, work).rule is WorkingTimeRestRule.AVERAGE_WEEK
    assert breach(entries, work, opted_out=True) is None


def test_an_organisation_may_ask_for_more_rest():
    twelve = DeploymentLimits(rest_hours=12)
    called = rota("called_out", at(24, 20), at(24, 22))
    work = Period(at(25, 9), at(25, 10))
    assert find_rest_breach([called], work, LIMITS) is None
    assert find_rest_breach([called], work, twelve).earliest == at(25, 10)
