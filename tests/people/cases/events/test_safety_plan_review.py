"""When a safety plan is looked at again, worked out by hand: at each move, threat and hearing, and on the day set."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.pathway.events import PathwayEvent
from handrail.people.cases.events.safety_plan_review import (
    TRIGGER_EVENTS,
    DangerAssessment,
    DatedPlanReviewTrigger,
    PlanReviewDue,
    evaluate_plan_review_due,
    list_plan_review_triggers_from_danger_checks,
    list_plan_review_triggers_from_events,
    list_plan_review_triggers_from_hearings,
)
from handrail.people.records.text_choices import (
    ImmediateDangerOrInjuryAnswer,
    SafetyPlanReviewTrigger,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.kernel.dates import LONDON


def at(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=LONDON)


WRITTEN, SET_FOR = at(10), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ([], PlanReviewDue(SET_FOR)),
        (
            [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, at(9))],
            PlanReviewDue(SET_FOR),
        ),  # known when the plan was written
        (
            [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, at(10, 9))],
            PlanReviewDue(SET_FOR),
        ),  # the same morning, before it
        (
            [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, at(10, 11))],
            PlanReviewDue(date(2026, 11, 10), SafetyPlanReviewTrigger.MOVE),
        ),  # the same day, after it
        (
            [
                DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, at(16)),
                DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, at(12)),
            ],
            PlanReviewDue(date(2026, 11, 12), SafetyPlanReviewTrigger.THREAT),
        ),
        (
            [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, at(24))],
            PlanReviewDue(SET_FOR, SafetyPlanReviewTrigger.THREAT),
        ),
        (
            [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, at(26))],
            PlanReviewDue(SET_FOR),
        ),  # it was due before that already
    ],
)
def test_the_first_thing_since_the_last_look_decides(facts, due):
    assert evaluate_plan_review_due(seen=WRITTEN, set_for=SET_FOR, facts=facts) == due


def test_without_a_day_only_what_happens_makes_it_due():
    assert evaluate_plan_review_due(seen=WRITTEN, set_for=None, facts=[]) == PlanReviewDue(None)
    assert evaluate_plan_review_due(
        seen=WRITTEN, set_for=None, facts=[DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, at(20))]
    ).on == date(2026, 11, 20)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    SafetyPlanReviewTrigger.MOVE,
                    SafetyPlanReviewTrigger.THREAT,
                    SafetyPlanReviewTrigger.HEARING,
                ]
            ),
            st.integers(0, 900),
        )
    )
)
def test_no_fact_ever_puts_a_look_off(told):
    facts = [
        DatedPlanReviewTrigger(why, WRITTEN - timedelta(days=9) + timedelta(hours=hours))
        for why, hours in told
    ]
    due = evaluate_plan_review_due(seen=WRITTEN, set_for=SET_FOR, facts=facts)
    assert due.on is not None
    assert due.on <= SET_FOR
    assert (due.why == SafetyPlanReviewTrigger.DAY) == all(
        not WRITTEN < fact.known < at(24) + timedelta(hours=14) for fact in facts
    )


def test_every_event_that_counts_is_one_of_the_pathways():
    assert set(TRIGGER_EVENTS) <= set(EVENT_KINDS_BY_CODE)


def test_a_correction_was_known_when_it_was_first_said():
    first = PathwayEvent("hearing_fixed", date(2026, 11, 5), id="1", recorded=at(5))
    mended = PathwayEvent("hearing_fixed", date(2026, 11, 6), id="2", supersedes="1", recorded=at(12))
    assert list_plan_review_triggers_from_events([first, mended]) == [
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, at(5))
    ]
    other = PathwayEvent("trial_fixed", date(2026, 11, 6), id="2", supersedes="1", recorded=at(12))
    assert list_plan_review_triggers_from_events([first, other]) == [
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, at(12))
    ]


def test_what_was_entered_in_error_is_no_reason():
    first = PathwayEvent("suspect_released", date(2026, 11, 5), id="1", recorded=at(5))
    back = PathwayEvent("entered_in_error", date(2026, 11, 5), id="2", supersedes="1", recorded=at(6))
    assert list_plan_review_triggers_from_events([first, back]) == []


NOTHING = (YesNoUnsureOrNotAsked.NOT_ASKED,) * 4


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (ImmediateDangerOrInjuryAnswer.NEITHER, ImmediateDangerOrInjuryAnswer.UNSURE, True),
        (ImmediateDangerOrInjuryAnswer.HURT, ImmediateDangerOrInjuryAnswer.IN_DANGER, True),
        (ImmediateDangerOrInjuryAnswer.IN_DANGER, ImmediateDangerOrInjuryAnswer.BOTH, True),
        (ImmediateDangerOrInjuryAnswer.IN_DANGER, ImmediateDangerOrInjuryAnswer.NEITHER, False),
        (ImmediateDangerOrInjuryAnswer.IN_DANGER, ImmediateDangerOrInjuryAnswer.NOT_ASKED, False),
        (ImmediateDangerOrInjuryAnswer.HURT, ImmediateDangerOrInjuryAnswer.HURT, False),
    ],
)
def test_a_check_that_answers_worse_is_a_threat(before, after, worse):
    facts = list_plan_review_triggers_from_danger_checks(
        [DangerAssessment(at(1), before, NOTHING), DangerAssessment(at(5), after, NOTHING)]
    )
    assert (DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, at(5)) in facts) is worse


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (YesNoUnsureOrNotAsked.NOT_ASKED, YesNoUnsureOrNotAsked.YES, True),
        (YesNoUnsureOrNotAsked.NOT_ASKED, YesNoUnsureOrNotAsked.UNSURE, True),
        (YesNoUnsureOrNotAsked.UNSURE, YesNoUnsureOrNotAsked.YES, True),
        (YesNoUnsureOrNotAsked.YES, YesNoUnsureOrNotAsked.NOT_ASKED, False),
        (YesNoUnsureOrNotAsked.YES, YesNoUnsureOrNotAsked.NO, False),
        (YesNoUnsureOrNotAsked.NOT_ASKED, YesNoUnsureOrNotAsked.NO, False),
    ],
)
def test_so_is_each_further_answer(before, after, worse):
    checks = [
        DangerAssessment(at(day), ImmediateDangerOrInjuryAnswer.NEITHER, (one, *NOTHING[1:]))
        for day, one in ((1, before), (5, after))
    ]
    assert (
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, at(5))
        in list_plan_review_triggers_from_danger_checks(checks)
    ) is worse


@pytest.mark.parametrize("move", ["place_of_safety_entered", "detained", "released", "returned_uk"])
def test_being_taken_somewhere_else_is_a_move_wherever_it_is(move):
    assert list_plan_review_triggers_from_events(
        [PathwayEvent(move, date(2026, 11, 5), id="1", recorded=at(5))]
    ) == [DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, at(5))]


@pytest.mark.parametrize(
    ("known", "held_on", "due"),
    [
        (at(5), date(2026, 12, 3), datetime(2026, 11, 26, tzinfo=LONDON)),  # a week before the day
        (at(28), date(2026, 12, 3), at(28)),  # heard of late: at once
    ],
)
def test_a_hearing_is_looked_at_a_week_before_its_day(known, held_on, due):
    assert list_plan_review_triggers_from_hearings([(known, held_on)]) == [
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, due)
    ]


def test_a_look_after_the_day_was_fixed_puts_the_next_one_before_the_hearing():
    facts = [
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.HEARING, at(12)),
        *list_plan_review_triggers_from_hearings([(at(12), date(2026, 11, 27))]),
    ]
    assert evaluate_plan_review_due(seen=at(13), set_for=SET_FOR, facts=facts) == PlanReviewDue(
        date(2026, 11, 20), SafetyPlanReviewTrigger.HEARING
    )
    assert evaluate_plan_review_due(seen=at(20), set_for=date(2026, 12, 1), facts=facts) == PlanReviewDue(
        date(2026, 12, 1)
    )
