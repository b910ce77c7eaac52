"""Meetings: unwanted ones are not held, each is told of on its own, and one that was called can be moved."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.meetings import record_conference_meeting, reschedule_meeting
from handrail.people.conferences.models import Conference, ConferenceMeeting, MeetingMove, MeetingTelling
from handrail.people.conferences.my_day_rows import ConferenceDayRowProvider
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.presenters import make_forty_eight_hours_bar, make_person_told_of_meeting_tag
from handrail.people.conferences.queries.conferences import (
    list_conference_meetings,
    list_own_seats_with_something_to_do,
)
from handrail.people.conferences.rules import find_deadline_for_telling_person
from handrail.people.conferences.text_choices import Attendance, MeetingResult
from handrail.people.records.models import Event
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import LONDON
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import sign_in
from support.concurrency import at_once
from support.conferences import MINUTES, WORDS, call, find_secrets, say, set_table, tell_them
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = datetime.date
WHY = "Planted reason of the move"


@shared_world
def table(cast, told):
    return set_table(cast, told)


def record(cast, table, meeting, **changes):
    came = {table.members[part]: (changes.get(part, Attendance.PRESENT), "") for part in table.members}
    with time_machine.travel(meeting.starts_at + datetime.timedelta(hours=1), tick=True):
        return record_conference_meeting(
            meeting_id=meeting.pk, attendance=came, minutes=MINUTES, agrees="agreed", by=cast.lead.actor
        )


def move(cast, table, meeting, to, *, by=None, seen_at=None):
    row = MeetingMove(reason="agencies", to_at=to).bind(UnrecordedKeyAccess(meeting.case_id))
    row.why = WHY
    reschedule_meeting(
        row, meeting_id=meeting.pk, seen_at=seen_at or meeting.starts_at, by=(by or cast.lead).actor
    )
    return ConferenceMeeting.objects.get(pk=meeting.pk)


def test_a_meeting_that_the_person_does_not_want_is_not_recorded_as_held(cast, told, table):
    meeting = call(cast, table)
    say(cast, table.conference, WORDS, choice="not_held")
    with pytest.raises(ActionNotPossibleError, match="does not want it held"):
        record(cast, table, meeting)
    assert not Event.objects.filter(case=told.case_id, event="conference_held").exists()
    with pytest.raises(ActionNotPossibleError, match="one at a time"):
        call(cast, table)


def test_a_no_after_the_meeting_leaves_what_was_held(cast, told, table):
    meeting = call(cast, table)
    with time_machine.travel(meeting.starts_at + datetime.timedelta(minutes=30), tick=True):
        say(cast, table.conference, WORDS, choice="not_held")
    assert record(cast, table, meeting) is MeetingResult.HELD


def test_a_no_stands_only_where_the_conference_rests_on_agreement(cast, told, table):
    Conference.objects.update(basis="safeguarding")
    meeting = call(cast, table)
    say(cast, table.conference, WORDS, choice="not_held")
    assert record(cast, table, meeting) is MeetingResult.HELD


def test_being_told_of_the_first_meeting_says_nothing_of_the_second(cast, told, table):
    first = call(cast, table)
    with pytest.raises(ActionNotPossibleError, match="Nothing was agreed yet"):
        tell_them(cast, first)
    record(cast, table, first)
    with time_machine.travel(first.starts_at + datetime.timedelta(days=8), tick=True):
        with pytest.raises(ValidationError, match="day of the meeting or a later one"):
            tell_them(cast, first, told_on=first.starts_at.date() - datetime.timedelta(days=2))
        tell_them(cast, first)
        second = call(cast, table)
        record(cast, table, second)
    with time_machine.travel(second.starts_at + datetime.timedelta(hours=2), tick=True):
        found = list_conference_meetings(get_conference_seat(table.conference, cast.worker.actor))
        assert [make_person_told_of_meeting_tag(one).state == "met" for one in found] == [False, True]
        page = sign_in(Client(), cast.worker).get(reverse("conference", args=[table.conference]))
        assert "Tell them by the end of" in page.content.decode()
        tell_them(cast, second)
    assert MeetingTelling.objects.count() == 2


@pytest.mark.parametrize(
    ("held", "by"),
    [
        (DAY(2026, 11, 25), DAY(2026, 11, 26)),  # Wednesday: Thursday
        (DAY(2026, 11, 27), DAY(2026, 11, 30)),  # Friday: Monday
        (DAY(2026, 12, 24), DAY(2026, 12, 29)),  # Christmas Day, Saturday, Sunday, Monday for Boxing Day
        (DAY(2027, 3, 25), DAY(2027, 3, 30)),  # Maundy Thursday: Tuesday after Easter
    ],
)
def test_they_are_told_by_the_next_working_day(held, by):
    assert find_deadline_for_telling_person(held) == by


def test_my_day_of_whoever_speaks_for_them_says_by_when_they_are_told(cast, told, table):
    meeting = call(cast, table)
    record(cast, table, meeting)
    with time_machine.travel(meeting.starts_at + datetime.timedelta(hours=2), tick=True):
        seats = list_own_seats_with_something_to_do(cast.worker.actor, until=today(), most=5)
        assert [one.tell_by for one in seats] == [
            find_deadline_for_telling_person(timezone.localdate(meeting.starts_at))
        ]
        assert not list_own_seats_with_something_to_do(cast.officer.actor, until=today(), most=5)
        tell_them(cast, meeting)
        assert not list_own_seats_with_something_to_do(cast.worker.actor, until=today(), most=5)
    assert ConferenceDayRowProvider.page == "conference"


def test_a_meeting_is_moved_with_a_reason_and_everybody_is_told(cast, told, table):
    meeting = call(cast, table)
    old, new = meeting.starts_at, meeting.starts_at + datetime.timedelta(days=3)
    with pytest.raises(NotVisible):
        move(cast, table, meeting, new, by=cast.officer)
    with pytest.raises(ActionNotPossibleError, match="has not passed"):
        move(cast, table, meeting, timezone.now() - datetime.timedelta(hours=1))
    moved = move(cast, table, meeting, new)
    assert moved.starts_at == new
    told_of = Message.objects.filter(kind="conference_moved")
    assert told_of.filter(to=cast.housing).exists()
    assert WHY not in " ".join(f"{one.about} {one.path}" for one in told_of)
    seat = get_conference_seat(table.conference, cast.lead.actor)
    bar = make_forty_eight_hours_bar(seat.conference, list_conference_meetings(seat), timezone.now())
    assert [tick.what for tick in bar.ticks] == [
        "agreed",
        "now",
        "original time",
        "48 hours",
        "new time",
    ]
    assert [tick.column for tick in bar.ticks] == sorted(tick.column for tick in bar.ticks)
    assert bar.is_late
    page = (
        sign_in(Client(), cast.housing).get(reverse("conference", args=[table.conference])).content.decode()
    )
    assert WHY in page
    with pytest.raises(ActionNotPossibleError, match="has moved this meeting"):
        move(cast, table, moved, new + datetime.timedelta(days=1), seen_at=old)


def test_the_page_moves_it_and_brings_back_what_was_typed(cast, told, table):
    meeting = call(cast, table)
    client = sign_in(Client(), cast.lead)
    address = reverse("move_conference_meeting", args=[table.conference, meeting.pk])
    seen = client.get(address).content.decode().split('name="seen_at" value="')[1].split('"')[0]
    day = timezone.localdate() + datetime.timedelta(days=5)
    when = {
        "day-day": day.day,
        "day-month": day.month,
        "day-year": day.year,
        "at_time": "10am",
        "seen_at": seen,
    }
    page = client.post(address, when | {"reason": "", "why": WHY}, follow=True).content.decode()
    assert "Choose why the meeting is moved" in page
    assert "10am" in page
    client.post(address, when | {"reason": "interpreter", "why": WHY})
    at = timezone.localtime(ConferenceMeeting.objects.get().starts_at)
    assert (at.date(), at.hour) == (day, 10)


@pytest.fixture
def day_before_summer_time(own_worlds):
    with time_machine.travel(datetime.datetime(2027, 3, 27, 11, 0, tzinfo=LONDON)):
        yield


@pytest.mark.usefixtures("day_before_summer_time")
def test_a_meeting_over_the_clock_change_keeps_48_hours_and_its_hour_on_the_wall(cast, told):
    with time_machine.travel(datetime.datetime(2027, 3, 27, 12, 0, tzinfo=LONDON), tick=True):
        table = set_table(cast, told)
        due = Conference.objects.get().due_at
        starts = datetime.datetime(2027, 3, 29, 10, 30, tzinfo=LONDON)
        meeting = call(
            cast, table, hours=(starts.astimezone(datetime.UTC) - timezone.now()).total_seconds() / 3600
        )
        assert due - Conference.objects.get().agreed_at == datetime.timedelta(hours=48)
        assert timezone.localtime(due).hour == 12  # agreed at 11am in winter time
        page = (
            sign_in(Client(), cast.lead).get(reverse("conference", args=[table.conference])).content.decode()
        )
        assert "46 hours after they agreed to a conference" in page
        assert timezone.localtime(meeting.starts_at).hour == 10


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_of_two_who_move_a_meeting_at_once_one_is_told(cast, told, table):
    meeting = call(cast, table)
    answers = at_once(
        *[
            lambda user=user, days=days: move(
                cast, table, meeting, meeting.starts_at + datetime.timedelta(days=days), by=user
            )
            for days, user in enumerate((cast.lead, cast.colleague), start=1)
        ]
    )
    assert sum(isinstance(answer, ActionNotPossibleError) for answer in answers) == 1
    assert MeetingMove.objects.count() == 1
    assert find_secrets(cast.outsider, table) == set()
