"""A deadline is the last moment of its day in London, also where the clocks change that night."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from handrail.areas.calls.actions import calls
from handrail.areas.calls.deadlines import get_deadline_day, get_deadline_moment, is_submitted_late
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.platform.kernel.dates import LONDON
from support.calls import Writing, make

# The day, and the first moment that is too late: midnight in London, in UTC.
TOO_LATE = {
    date(2026, 3, 28): datetime(2026, 3, 29, 0, 0, tzinfo=UTC),  # the night in which the clocks go forward
    date(2026, 3, 29): datetime(2026, 3, 29, 23, 0, tzinfo=UTC),  # a day of 23 hours
    date(2026, 10, 24): datetime(2026, 10, 24, 23, 0, tzinfo=UTC),  # the night in which they go back
    date(2026, 10, 25): datetime(2026, 10, 26, 0, 0, tzinfo=UTC),  # a day of 25 hours
}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("day", TOO_LATE)
def test_the_last_second_of_the_day_is_in_time_and_midnight_is_late(day):
    deadline = get_deadline_moment(day)
    assert not is_submitted_late(TOO_LATE[day] - SECOND, deadline)
    assert is_submitted_late(TOO_LATE[day], deadline)
    assert get_deadline_day(deadline) == day


@pytest.mark.parametrize("day", TOO_LATE)
@pytest.mark.parametrize(("sooner", "late"), [(SECOND, False), (timedelta(0), True)])
def test_a_return_signed_on_either_side_of_that_midnight(cast, day, sooner, late):
    with time_machine.travel(TOO_LATE[day] - timedelta(days=20), tick=False):
        call = make(cast.collator.actor, deadline=day)
        calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
        ours = Writing(call, cast.commissioner, cast.signatory)
        ours.both()
        ours.hand_over()
    with time_machine.travel(TOO_LATE[day] - sooner, tick=False):
        ours.sign()
        counts = get_call_response_tracker(call.code, now=timezone.now()).counts
    assert (counts.answered, counts.late) == (1, int(late))


def test_an_hour_of_the_day_may_be_given(cast):
    five = datetime(2026, 11, 20, 17, 0, tzinfo=LONDON)
    assert get_deadline_moment(five) == five
    assert is_submitted_late(five + SECOND, get_deadline_moment(five))
