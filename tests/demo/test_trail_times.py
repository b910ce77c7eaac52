"""What is written while the demo is loaded is recorded at a working hour of each person, in the order of each file."""

import datetime
from uuid import uuid4

import pytest
import time_machine

from handrail.demo.trail_times import find_last_working_moment, spread_acts_of_loading
from handrail.platform.audit import actions
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.dates import LONDON

MONDAY_AT_NIGHT = datetime.datetime(2026, 11, 30, 3, 25, tzinfo=LONDON)
FRIDAY = datetime.date(2026, 11, 27)


def who(name):
    return ActorSnapshot(name, name, "lantern", "Lantern", "navigator")


def record(name, at, about=None):
    return actions.make_unsaved_audit_record(
        at, who(name), verb="made an offer", about=about, outcome="done", shown=[], why=""
    ).at


def test_before_work_on_a_monday_the_last_hour_was_on_friday_and_after_work_today():
    names = ("Ruth Adeyemi", "Tom Brackley", "Kit Amberley")
    on_friday = {find_last_working_moment(name, MONDAY_AT_NIGHT) for name in names}
    assert {moment.date() for moment in on_friday} == {FRIDAY}
    assert len(on_friday) == 3
    evening = MONDAY_AT_NIGHT.replace(hour=18)
    for name in names:
        moment = find_last_working_moment(name, evening)
        assert moment.date() == evening.date()
        assert datetime.time(8, 10) <= moment.time() < datetime.time(17, 40)


@pytest.mark.django_db(databases=["default", "keys"])
def test_acts_of_loading_are_spread_and_those_with_a_day_of_their_own_are_not():
    opened_tonight, case = MONDAY_AT_NIGHT - datetime.timedelta(hours=1), uuid4()
    with time_machine.travel(MONDAY_AT_NIGHT, tick=False):
        with spread_acts_of_loading():
            assert record("Ruth", opened_tonight, case) == opened_tonight
            first, second = record("Ruth", MONDAY_AT_NIGHT), record("Ruth", MONDAY_AT_NIGHT)
            assert first.date() == FRIDAY
            assert second - first == datetime.timedelta(seconds=5)
            assert record("Tom", MONDAY_AT_NIGHT, case) == opened_tonight  # not before the file was there
            assert record("", MONDAY_AT_NIGHT) == MONDAY_AT_NIGHT  # nobody in person
        assert record("Ruth", MONDAY_AT_NIGHT) == MONDAY_AT_NIGHT
