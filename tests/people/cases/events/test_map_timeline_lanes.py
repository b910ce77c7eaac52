"""The map, the timeline and the support lanes tell one story, whatever was recorded and at whatever hour."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.pathway import (
    History,
    PathwayEvent,
    evaluate_pathway,
    find_support_start_step,
    list_map_steps_on_day,
    list_support_periods,
)
from handrail.pathway.event_order import list_effective_events, sort_events_by_moment
from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.pathway.phases import list_event_phases
from handrail.pathway.route_map import PHASE_NAMES
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.events.timeline_chart import build_timeline_picture

FIRST = date(2026, 1, 1)
WORDS = sorted(code for code in EVENT_KINDS_BY_CODE if code != "entered_in_error")
SPINE = (
    *(
        "identified",
        "nrm_consent_given",
        "nrm_consent_declined",
        "nrm_referred",
        "rg_positive",
        "rg_negative",
    ),
    *("cg_positive", "cg_negative", "local_support_started", "local_support_ended"),
    *("national_support_started", "national_support_ended"),
)
FORWARD = (
    *("identified", "place_of_safety_entered", "local_support_started", "nrm_explained", "nrm_consent_given"),
    *("nrm_referred", "reported_to_police", "national_support_started", "rg_positive", "cg_positive"),
)
days = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))  # few, so that much falls on one day
hours = st.none() | st.integers(0, 23).map(time)
happenings = st.tuples(st.sampled_from(SPINE) | st.sampled_from(WORDS), days, hours)
moments = st.tuples(days, hours).map(lambda on: datetime.combine(on[0], on[1]) if on[1] else on[0])
quickly = settings(max_examples=60, deadline=None)


@st.composite
def histories(draw):
    """Up to ten events, of which one may take an earlier one back."""
    told = draw(st.lists(happenings, max_size=10))
    events = [PathwayEvent(code, at, id=str(n), time=hour) for n, (code, at, hour) in enumerate(told)]
    if told and draw(st.booleans()):
        wrong = draw(st.sampled_from(events))
        events.append(PathwayEvent("entered_in_error", wrong.at, id="back", supersedes=wrong.id))
    return History(jurisdiction="england", age="adult", events=tuple(events))


def make_rows(history):
    """The rows of the timeline, newest first, each with the phase that is kept on its event."""
    phases = list_event_phases(history)
    return [
        EventRow(
            *(UUID(int=n), event.event, event.event, event.at, event.time, "", None),
            *(str(phases[event.id]), "", "", datetime.combine(event.at, time()), "", "", False, False, None),
        )
        for n, event in reversed(list(enumerate(sort_events_by_moment(history.events))))
        if event.id in phases
    ]


@quickly
@given(histories(), moments)
def test_a_lane_begins_in_the_phase_that_the_timeline_shows_beside_its_event(history, on):
    phases = list_event_phases(history)
    for lane in list_support_periods(history, on):
        started = {
            phases[event.id]
            for event in list_effective_events(history.events)
            if event.event == f"{lane.code}_support_started" and event.at == lane.since
        }
        assert lane.phase in started


@quickly
@given(histories(), moments)
def test_a_lane_begins_under_a_step_of_its_own_phase(history, on):
    steps = list_map_steps_on_day(history, on)
    reached = [step for step in steps if step.is_reached]
    for lane in list_support_periods(history, on):
        start = find_support_start_step(lane, steps)
        assert 1 <= start <= len(steps)
        if lane.phase in {step.phase for step in reached}:
            assert steps[start - 1].phase == lane.phase
            assert steps[start - 1].is_reached


@quickly
@given(histories(), moments)
def test_the_map_dates_its_steps_by_events_of_the_timeline_and_never_by_a_later_day(history, on):
    today = on.date() if isinstance(on, datetime) else on
    told = {event.at for event in list_effective_events(history.events)}
    for step in list_map_steps_on_day(history, on):
        assert step.on is None or (step.on in told and step.on <= today)
        assert step.on or step.state not in ("here", "done")


@quickly
@given(histories(), moments)
def test_a_lane_is_open_exactly_until_the_timeline_tells_its_end(history, on):
    today = on.date() if isinstance(on, datetime) else on
    told = [(event.event, event.at) for event in list_effective_events(history.events)]
    for lane in list_support_periods(history, on):
        assert (f"{lane.code}_support_started", lane.since) in told
        assert lane.since <= today
        assert lane.until is None or (f"{lane.code}_support_ended", lane.until) in told
        assert lane.until is None or lane.since <= lane.until <= today


@quickly
@given(histories())
def test_the_picture_draws_each_lane_from_the_day_of_its_event(history):
    rows, today = make_rows(history), FIRST + timedelta(days=20)
    lanes = list_support_periods(history, today)
    picture = build_timeline_picture(rows, lanes, today)
    if picture is None:
        return
    chart = picture.wide
    marks = {row.at: mark.x for row, mark in zip(reversed(rows), chart.marks, strict=True)}
    for lane, span in zip(lanes, chart.lanes, strict=True):
        assert span.code == lane.code
        assert abs(span.x - marks[lane.since]) <= 9  # marks that are closer stand one above the other
    assert [row.phase for row in picture.rows] == [PHASE_NAMES[row.phase] for row in reversed(rows)]


@quickly
@given(histories(), days)
def test_the_phase_of_the_page_is_that_of_the_newest_row_of_the_timeline(history, on):
    told = replace(history, events=tuple(event for event in history.events if event.at <= on))
    if rows := make_rows(told):
        assert evaluate_pathway(history, on).phase == rows[0].phase


@st.composite
def ways_forward(draw):
    """A road on which nothing goes back, from day to day; within a day with any hours or none."""
    at, events = FIRST, []
    for n, code in enumerate(FORWARD):
        at += timedelta(days=draw(st.sampled_from((0, 0, 1))))
        if draw(st.booleans()):
            events.append(PathwayEvent(code, at, id=str(n), time=draw(hours)))
    return History(jurisdiction="england", age="adult", events=tuple(events))


@settings(max_examples=400, deadline=None)
@given(ways_forward())
def test_where_nothing_goes_back_no_row_is_in_an_earlier_phase_than_the_row_before(history):
    phases = [("before", "during", "after").index(row.phase) for row in reversed(make_rows(history))]
    assert phases == sorted(phases)
