"""Assurance meetings: written, settled, opened again with a reason; by whom, and by whom not."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.oversight.actions import meetings
from handrail.areas.oversight.models import Meeting, MeetingQuestion, MeetingReopeningNote
from handrail.areas.oversight.queries import get_meeting, get_meeting_question
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.oversight_data import meet
from support.worlds import shared_world

DAY = datetime.timedelta(days=1)


@shared_world
def meeting(cast):
    return meet(cast)[0]


def settle(cast, meeting, seen=1, **more):
    row = get_meeting(cast.signatory.actor, meeting)
    for name, value in ({"level": "limited", "why": "Shown once."} | more).items():
        setattr(row, name, value)
    meetings.finalise_meeting_record(row, seen=seen, by=cast.signatory.actor)


def ask(meeting, asked, by):
    meetings.add_meeting_question(MeetingQuestion(meeting_id=meeting, asked=asked), by=by)


def change(meeting, by, seen=1):
    question = get_meeting_question(get_meeting(by, meeting), 1)
    question.asked = "What?"
    meetings.change_meeting_question(question, seen=seen, by=by)


def test_both_bodies_read_it_and_a_neighbour_cannot_tell(cast, meeting):
    for part in ("commissioner", "signatory", "board", "force_lead"):
        assert len(get_meeting(getattr(cast, part).actor, meeting).questions.all()) == 1
    with pytest.raises(RecordNotVisibleError):
        get_meeting(cast.neighbour.actor, meeting)
    with pytest.raises(Denied):
        get_meeting(cast.collator.actor, meeting)


@pytest.mark.parametrize("part", ["board", "force_lead", "collator"])
def test_nobody_else_writes(cast, meeting, part):
    with pytest.raises(Denied):
        ask(meeting, "Who?", getattr(cast, part).actor)


def test_a_settled_record_is_read_until_it_is_opened_again_with_a_reason(cast, meeting):
    settle(cast, meeting)
    by = cast.commissioner.actor
    with pytest.raises(ActionNotPossibleError, match=r"is finalised\. Reopen it first"):
        ask(meeting, "Who?", by)
    with pytest.raises(ActionNotPossibleError, match=r"is finalised\. Reopen it first"):
        meetings.change_meeting(get_meeting(by, meeting), seen=2, by=by)
    with pytest.raises(ValidationError, match="Enter why"):
        meetings.reopen_meeting_record(meeting, why="", by=by)
    meetings.reopen_meeting_record(meeting, why="A question was left out.", by=by)
    ask(meeting, "Who?", by)
    assert [note.words for note in get_meeting(by, meeting).notes.all()] == ["A question was left out."]
    with pytest.raises(AppendOnlyError):
        MeetingReopeningNote.objects.update(words="x")
    with pytest.raises(ActionNotPossibleError, match="already open"):
        meetings.reopen_meeting_record(meeting, why="x", by=by)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"level": ""}, "Choose the level"),
        ({"level": "superb"}, "Choose the level"),
        ({"why": " "}, "Enter the reason for that level"),
        ({"next_on": datetime.date(2020, 1, 1)}, "today or in the future"),
    ],
)
def test_a_level_that_cannot_be(cast, meeting, more, says):
    with pytest.raises(ValidationError, match=says):
        settle(cast, meeting, **more)


def test_of_two_who_write_at_once_the_second_is_shown_the_first(cast, meeting):
    by = cast.commissioner.actor
    change(meeting, by)
    with pytest.raises(ConcurrentEditError):
        change(meeting, by)
    with pytest.raises(RecordNotVisibleError):
        get_meeting_question(get_meeting(by, meeting), 9)


@pytest.mark.parametrize("day", [today() + DAY, datetime.date(1999, 1, 1)])
def test_a_meeting_lies_in_the_past(cast, day):
    told = Meeting(title="x", held_on=day, force_id=cast.force_lead.body_id)
    with pytest.raises(ValidationError, match="must be"):
        meetings.record_oversight_meeting(told, by=cast.commissioner.actor)


def test_only_the_areas_own_force_is_met_and_may_owe_an_action(cast, meeting):
    for force in (cast.neighbour.body_id, cast.worker.body_id, 10**9, None):
        with pytest.raises(ActionNotPossibleError, match="your area’s police force"):
            meetings.record_oversight_meeting(
                Meeting(title="x", held_on=today(), force_id=force), by=cast.commissioner.actor
            )
    with pytest.raises(ActionNotPossibleError, match="Choose who"):
        meetings.add_action_promised_at_meeting(
            meeting,
            FollowUp(what="x", owner_id=cast.neighbour.body_id, due_on=today()),
            by=cast.commissioner.actor,
        )
