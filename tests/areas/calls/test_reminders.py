"""Reminders know working days, write to nobody twice of one occasion, and go to whoever must act."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from handrail.areas.calls.actions import calls, returns
from handrail.areas.calls.actions.reminders import (
    queue_due_reminders_of_open_calls,
    remind_call_recipients_without_answer,
)
from handrail.areas.calls.deadlines import (
    find_due_reminder_occasion,
    get_deadline_moment,
    list_reminder_occasions,
)
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.platform.access.errors import Denied
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from support.calls import OURS, Writing, make

DEADLINE = date(2026, 12, 11)  # a Friday
ASKED = datetime(2026, 11, 9, 10, tzinfo=UTC)


def at(day: date, hour: int = 9):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False)


def test_reminders_fall_on_working_days_around_christmas():
    assert [(one.code, one.on) for one in list_reminder_occasions(get_deadline_moment(DEADLINE))] == [
        ("before-10", date(2026, 11, 27)),
        ("before-5", date(2026, 12, 4)),
        ("before-1", date(2026, 12, 10)),
        ("after-1", date(2026, 12, 14)),
        ("after-5", date(2026, 12, 18)),
        ("after-10", date(2026, 12, 29)),  # 25 December and, for the 26th, the 28th are no working days
    ]


def test_a_deadline_on_a_bank_holiday_is_reminded_of_while_a_working_day_is_left():
    found = {one.code: one.on for one in list_reminder_occasions(get_deadline_moment(date(2026, 12, 28)))}
    assert found["before-1"] == date(2026, 12, 23)


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 11, 26), None),
        (date(2026, 11, 27), "before-10"),
        (date(2026, 11, 29), "before-10"),  # a Sunday: nothing new
        (date(2026, 12, 10), "before-1"),
        (date(2027, 2, 1), "after-10"),
    ],
)
def test_only_the_newest_that_has_come_is_due(today, code):
    found = find_due_reminder_occasion(get_deadline_moment(DEADLINE), ASKED.date(), today)
    assert (found.code if found else None) == code


def test_a_call_that_goes_out_late_makes_up_for_nothing():
    assert (
        find_due_reminder_occasion(get_deadline_moment(DEADLINE), date(2026, 12, 8), date(2026, 12, 9))
        is None
    )


@pytest.fixture
def sent(cast):
    """A call of 9 November, to our own body, its neighbour and our force."""
    with time_machine.travel(ASKED):
        call = make(
            cast.collator.actor,
            deadline=DEADLINE,
            to_policing_bodies=False,
            named=[OURS, "commissioner-humberside", "lincolnshire-police"],
        )
        calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    Message.objects.all().delete()
    return call


def told():
    deliver_messages()
    found = sorted(sent.to[0].split("@")[0] for sent in mail.outbox)
    mail.outbox.clear()
    return found


def test_those_who_write_are_reminded_once_an_occasion_however_often_it_runs(sent):
    with at(date(2026, 11, 27)):
        assert (queue_due_reminders_of_open_calls(), queue_due_reminders_of_open_calls()) == (3, 0)
        assert told() == ["commissioner", "force_lead", "neighbour"]
    with at(date(2026, 12, 2)):
        assert queue_due_reminders_of_open_calls() == 0
    with at(date(2026, 12, 4)):
        assert queue_due_reminders_of_open_calls() == 3


def test_who_has_answered_is_left_in_peace_and_who_must_sign_is_asked_to(cast, sent):
    ours = Writing(sent, cast.commissioner, cast.signatory)
    theirs = Writing(sent, cast.neighbour, cast.signatory, "commissioner-humberside")
    with at(date(2026, 11, 10)):
        ours.both()
        ours.hand_over()
        returns.declare_nothing_to_add(**theirs.at, words="", seen=0, by=theirs.writer)
    Message.objects.all().delete()
    with at(date(2026, 11, 27)):
        queue_due_reminders_of_open_calls()
        assert told() == ["force_lead", "neighbour", "signatory"]
        ours.sign()
    with at(date(2026, 12, 4)):
        queue_due_reminders_of_open_calls()
        assert told() == ["force_lead", "neighbour"]


def test_whoever_asked_reminds_when_they_like_once_a_day(cast, sent):
    by = cast.collator.actor
    with at(date(2026, 11, 12)):
        assert (
            remind_call_recipients_without_answer(code=sent.code, by=by),
            remind_call_recipients_without_answer(code=sent.code, by=by),
        ) == (3, 0)
    with at(date(2026, 11, 13)):
        assert remind_call_recipients_without_answer(code=sent.code, bodies=[OURS], by=by) == 1
    with pytest.raises(Denied):
        remind_call_recipients_without_answer(code=sent.code, by=cast.commissioner.actor)


def test_a_reminder_that_did_not_arrive_stands_on_the_row(cast, sent, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    with at(date(2026, 11, 27)):
        queue_due_reminders_of_open_calls()
        deliver_messages()
        rows = {
            row.body_code: row for row in get_call_response_tracker(sent.code, now=datetime.now(UTC)).rows
        }
    assert rows[OURS].told.undelivered
    assert (rows[OURS].accounts, rows["lincolnshire-police"].accounts) == (2, 1)


def test_a_closed_call_reminds_nobody(cast, sent):
    calls.close_call_for_returns(code=sent.code, by=cast.collator.actor)
    with at(date(2026, 12, 4)):
        assert queue_due_reminders_of_open_calls() == 0
