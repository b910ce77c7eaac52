"""When a safety plan is looked at again, worked out by hand: at each move, threat and hearing, and on the day set."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.casework.case.states import Danger, Sure, Why
from handrail.casework.events.review_rule import (
    EVENTS,
    Checked,
    Fact,
    Review,
    of_checks,
    of_events,
    of_hearings,
    review,
)
from handrail.kernel.dates import LONDON
from handrail.pathway.events import Event
from handrail.pathway.vocabulary import KINDS


def at(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=LONDON)


WRITTEN, SET_FOR = at(10), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ([], Review(SET_FOR)),
        ([Fact(Why.MOVE, at(9))], Review(SET_FOR)),  # known when the plan was written
        ([Fact(Why.MOVE, at(10, 9))], Review(SET_FOR)),  # the same morning, before it
        ([Fact(Why.MOVE, at(10, 11))], Review(date(2026, 11, 10), Why.MOVE)),  # the same day, after it
        ([Fact(Why.HEARING, at(16)), Fact(Why.THREAT, at(12))], Review(date(2026, 11, 12), Why.THREAT)),
        ([Fact(Why.THREAT, at(24))], Review(SET_FOR, Why.THREAT)),
        ([Fact(Why.THREAT, at(26))], Review(SET_FOR)),  # it was due before that already
    ],
)
def test_the_first_thing_since_the_last_look_decides(facts, due):
    assert review(seen=WRITTEN, set_for=SET_FOR, facts=facts) == due


def test_without_a_day_only_what_happens_makes_it_due():
    assert review(seen=WRITTEN, set_for=None, facts=[]) == Review(None)
    assert review(seen=WRITTEN, set_for=None, facts=[Fact(Why.HEARING, at(20))]).on == date(2026, 11, 20)


@given(st.lists(st.tuples(st.sampled_from([Why.MOVE, Why.THREAT, Why.HEARING]), st.integers(0, 900))))
def test_no_fact_ever_puts_a_look_off(told):
    facts = [Fact(why, WRITTEN - timedelta(days=9) + timedelta(hours=hours)) for why, hours in told]
    due = review(seen=WRITTEN, set_for=SET_FOR, facts=facts)
    assert due.on is not None
    assert due.on <= SET_FOR
    assert (due.why == Why.DAY) == all(
        not WRITTEN < fact.known < at(24) + timedelta(hours=14) for fact in facts
    )


def test_every_event_that_counts_is_one_of_the_pathways():
    assert set(EVENTS) <= set(KINDS)


def test_a_correction_was_known_when_it_was_first_said():
    first = Event("hearing_fixed", date(2026, 11, 5), id="1", recorded=at(5))
    mended = Event("hearing_fixed", date(2026, 11, 6), id="2", supersedes="1", recorded=at(12))
    assert of_events([first, mended]) == [Fact(Why.HEARING, at(5))]
    other = Event("trial_fixed", date(2026, 11, 6), id="2", supersedes="1", recorded=at(12))
    assert of_events([first, other]) == [Fact(Why.HEARING, at(12))]


def test_what_was_entered_in_error_is_no_reason():
    first = Event("suspect_released", date(2026, 11, 5), id="1", recorded=at(5))
    back = Event("entered_in_error", date(2026, 11, 5), id="2", supersedes="1", recorded=at(6))
    assert of_events([first, back]) == []


NOTHING = (Sure.NOT_ASKED,) * 4


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (Danger.NEITHER, Danger.UNSURE, True),
        (Danger.HURT, Danger.IN_DANGER, True),
        (Danger.IN_DANGER, Danger.BOTH, True),
        (Danger.IN_DANGER, Danger.NEITHER, False),
        (Danger.IN_DANGER, Danger.NOT_ASKED, False),
        (Danger.HURT, Danger.HURT, False),
    ],
)
def test_a_check_that_answers_worse_is_a_threat(before, after, worse):
    facts = of_checks([Checked(at(1), before, NOTHING), Checked(at(5), after, NOTHING)])
    assert (Fact(Why.THREAT, at(5)) in facts) is worse


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (Sure.NOT_ASKED, Sure.YES, True),
        (Sure.NOT_ASKED, Sure.UNSURE, True),
        (Sure.UNSURE, Sure.YES, True),
        (Sure.YES, Sure.NOT_ASKED, False),
        (Sure.YES, Sure.NO, False),
        (Sure.NOT_ASKED, Sure.NO, False),
    ],
)
def test_so_is_each_further_answer(before, after, worse):
    checks = [Checked(at(day), Danger.NEITHER, (one, *NOTHING[1:])) for day, one in ((1, before), (5, after))]
    assert (Fact(Why.THREAT, at(5)) in of_checks(checks)) is worse


@pytest.mark.parametrize("move", ["place_of_safety_entered", "detained", "released", "returned_uk"])
def test_being_taken_somewhere_else_is_a_move_wherever_it_is(move):
    assert of_events([Event(move, date(2026, 11, 5), id="1", recorded=at(5))]) == [Fact(Why.MOVE, at(5))]


@pytest.mark.parametrize(
    ("known", "held_on", "due"),
    [
        (at(5), date(2026, 12, 3), datetime(2026, 11, 26, tzinfo=LONDON)),  # a week before the day
        (at(28), date(2026, 12, 3), at(28)),  # heard of late: at once
    ],
)
def test_a_hearing_is_looked_at_a_week_before_its_day(known, held_on, due):
    assert of_hearings([(known, held_on)]) == [Fact(Why.HEARING, due)]


def test_a_look_after_the_day_was_fixed_puts_the_next_one_before_the_hearing():
    facts = [Fact(Why.HEARING, at(12)), *of_hearings([(at(12), date(2026, 11, 27))])]
    assert review(seen=at(13), set_for=SET_FOR, facts=facts) == Review(date(2026, 11, 20), Why.HEARING)
    assert review(seen=at(20), set_for=date(2026, 12, 1), facts=facts) == Review(date(2026, 12, 1))
