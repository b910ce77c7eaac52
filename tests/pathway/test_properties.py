"""What must hold for every history, not only for those that somebody thought of."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.pathway import (
    History,
    PathwayEvent,
    PathwayStatus,
    PhaseReader,
    evaluate_pathway,
    find_next_change_day,
    get_phase_on,
    get_phase_when_recorded,
    list_change_sentences,
    list_map_steps_on_day,
    list_steps_of_taken_route_on_day,
    list_support_periods,
)
from handrail.pathway.clock_states import MISSED, STATES, WAITING
from handrail.pathway.clocks import RULES
from handrail.pathway.conditions import FACTS
from handrail.pathway.event_order import list_effective_events
from handrail.pathway.event_vocabulary import ENTERED_IN_ERROR, EVENT_KINDS_BY_CODE
from handrail.pathway.history import ADULT, CHILD, UNSURE
from handrail.pathway.json_format import build_history
from handrail.platform.kernel import dates

FIRST, LAST = date(2017, 1, 1), date(2026, 12, 31)
WORDS = sorted(code for code in EVENT_KINDS_BY_CODE if code != ENTERED_IN_ERROR)
SPINE = [
    "identified",
    "nrm_consent_given",
    "nrm_referred",
    "rg_positive",
    "rg_negative",
    "cg_positive",
    "cg_negative",
]

days = st.dates(FIRST, LAST)
words = st.one_of(st.sampled_from(WORDS), st.sampled_from(SPINE))
events = st.builds(
    PathwayEvent,
    event=words,
    at=days,
    time=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    of=st.sampled_from([None, "rg", "cg", "suspect", "no_charge", "granted"]),
    referral=st.sampled_from([None, None, 1, 2]),
    recorded=st.none() | st.datetimes(timezones=st.just(UTC)),
)
histories = st.builds(
    History,
    jurisdiction=st.sampled_from(["england", "wales"]),
    age=st.sampled_from([ADULT, CHILD, UNSURE]),
    date_of_birth=st.none() | st.dates(date(1960, 1, 1), date(2020, 12, 31)),
    facts=st.frozensets(st.sampled_from(sorted(FACTS)), max_size=6),
    settings=st.dictionaries(
        st.sampled_from([r.clock for r in RULES if r.settable]), st.integers(1, 60), max_size=3
    ),
    events=st.lists(events, max_size=9).map(tuple),
)
quickly = settings(max_examples=120)


def said(found: PathwayStatus) -> tuple[object, ...]:
    """Everything an answer says, but for the ids of its events."""
    runs = [
        (r.clock, r.started, r.due, r.ended, r.state, r.elapsed_days, r.why, r.rule, r.tag)
        for r in found.clocks
    ]
    return (
        found.phase,
        found.stage,
        found.headline,
        found.detail,
        found.national_support,
        runs,
        found.next,
        found.questions,
    )


@quickly
@given(histories, st.randoms(use_true_random=False), days)
def test_the_order_of_typing_never_matters(history: History, random: object, on: date) -> None:
    typed = list(history.events)
    random.shuffle(typed)  # type: ignore[attr-defined]
    assert said(evaluate_pathway(replace(history, events=tuple(typed)), on)) == said(
        evaluate_pathway(history, on)
    )


@quickly
@given(histories, events, st.integers(1, 400))
def test_a_later_event_never_changes_an_earlier_day(
    history: History, later: PathwayEvent, before: int
) -> None:
    on = later.at - timedelta(days=before)
    longer = replace(history, events=(*history.events, later))
    assert said(evaluate_pathway(longer, on)) == said(evaluate_pathway(history, on))


@quickly
@given(histories, days)
def test_clocks_begin_before_they_end_and_a_wait_is_never_missed(history: History, on: date) -> None:
    for run in evaluate_pathway(history, on).clocks:
        started = dates.to_date(run.started)
        assert run.state in STATES
        assert started <= on
        assert run.ended is None or started <= run.ended <= on
        assert run.due is None or dates.to_date(run.due) >= started
        assert run.due is not None or run.state != MISSED
        assert run.kind not in ("window", "event") or run.state != MISSED
        assert run.due is None or run.state != WAITING
        assert run.why
        assert run.rule
        assert run.tag
        assert run.date_words


@quickly
@given(histories, st.lists(st.tuples(days, st.times()), min_size=2, max_size=6))
def test_a_reader_that_was_asked_before_answers_as_a_new_one(
    history: History, moments: list[tuple[date, time]]
) -> None:
    reader = PhaseReader(history)
    for on, hour in moments:
        at = datetime.combine(on, hour)
        assert reader.get_phase_on(at) == evaluate_pathway(history, at).phase
        assert reader.get_phase_on(on) == evaluate_pathway(history, on).phase
        recorded = at.replace(tzinfo=UTC)
        assert reader.get_phase_when_recorded(on, recorded) == get_phase_when_recorded(history, on, recorded)


@quickly
@given(histories, days, st.times())
def test_every_history_can_be_asked_about_at_any_moment(history: History, on: date, hour: time) -> None:
    found = evaluate_pathway(history, datetime.combine(on, hour))
    assert found.phase == get_phase_on(history, datetime.combine(on, hour))
    assert list_steps_of_taken_route_on_day(history, on)
    assert isinstance(list_support_periods(history, on), tuple)
    find_next_change_day(history, on)


@quickly
@given(histories, events, events)
def test_a_correction_equals_never_having_made_the_error(
    history: History, error: PathwayEvent, right: PathwayEvent
) -> None:
    wrong = replace(error, id="wrong")
    corrected = replace(right, id="right", supersedes="wrong")
    with_error = replace(history, events=(*history.events, wrong, corrected))
    without = replace(history, events=(*history.events, replace(right, id="right")))
    for on in (error.at, right.at, LAST):
        assert said(evaluate_pathway(with_error, on)) == said(evaluate_pathway(without, on))


@quickly
@given(histories, events, days)
def test_taking_an_event_back_equals_never_having_made_it(
    history: History, error: PathwayEvent, on: date
) -> None:
    wrong = replace(error, id="wrong")
    back = PathwayEvent(ENTERED_IN_ERROR, on, id="back", supersedes="wrong")
    assert said(evaluate_pathway(replace(history, events=(*history.events, wrong, back)), on)) == said(
        evaluate_pathway(history, on)
    )


@quickly
@given(histories, days)
def test_after_a_death_nothing_runs_and_nothing_is_prompted(history: History, death: date) -> None:
    found = evaluate_pathway(replace(history, events=(*history.events, PathwayEvent("died", death))), LAST)
    assert found.next == ()
    assert all(run.ended is not None for run in found.clocks)


@quickly
@given(histories, days)
def test_nothing_changes_by_itself_before_the_day_that_is_named(history: History, on: date) -> None:
    def states(day: date) -> list[tuple[str, str]]:
        return [(run.clock, run.state) for run in evaluate_pathway(history, day).clocks]

    change = find_next_change_day(history, on)
    eve = min(change or on + timedelta(days=400), on + timedelta(days=400)) - timedelta(days=1)
    assert states(eve) == states(on)
    assert get_phase_on(history, eve) == get_phase_on(history, on)


@quickly
@given(histories, events)
def test_what_an_event_changed_can_always_be_said(history: History, event: PathwayEvent) -> None:
    before = evaluate_pathway(history, event.at)
    after = evaluate_pathway(replace(history, events=(*history.events, event)), event.at)
    assert all(sentence.strip() for sentence in list_change_sentences(before, after))


@quickly
@given(histories, days)
def test_exactly_one_step_is_here_unless_the_road_has_ended(history: History, on: date) -> None:
    here = [step for step in list_steps_of_taken_route_on_day(history, on) if step.state == "here"]
    assert len(here) == (0 if evaluate_pathway(history, on).stage == "died" else 1)


@quickly
@given(histories, days)
def test_nothing_behind_the_present_step_is_to_come_and_after_a_death_nothing_is(
    history: History, on: date
) -> None:
    steps = list_map_steps_on_day(history, on)
    ahead = [n for n, step in enumerate(steps) if step.state in ("next", "ahead")]
    gone = [n for n, step in enumerate(steps) if step.state in ("here", "passed", "ended")]
    assert all(n > max(gone, default=-1) for n in ahead)
    assert all(step.note in ("Not recorded", "Not requested") for step in steps if step.state == "passed")
    if evaluate_pathway(history, on).stage == "died":
        assert not ahead
        assert (steps[-1].code, steps[-1].state) == ("died", "ended")
        assert [step.code for step in steps if step.state == "ended"] == ["died"]


def test_circles_of_corrections_do_no_harm() -> None:
    circle = (
        PathwayEvent("identified", FIRST, id="a", supersedes="b"),
        PathwayEvent("identified", FIRST, id="b", supersedes="a"),
        PathwayEvent(ENTERED_IN_ERROR, FIRST, id="c", supersedes="c"),
    )
    assert isinstance(list_effective_events(circle), tuple)
    assert evaluate_pathway(History(events=circle), LAST).phase == "before"


def test_every_event_can_be_taken_in_every_carried_state() -> None:
    text = (Path(__file__).parent / "worked_histories.json").read_text()
    for case in json.loads(text)["histories"]:
        history, on = build_history(case["input"]), date.fromisoformat(case["on"])
        for word in EVENT_KINDS_BY_CODE:
            longer = replace(history, events=(*history.events, PathwayEvent(word, on, id="one more")))
            assert evaluate_pathway(longer, on).headline
            assert list_steps_of_taken_route_on_day(longer, on)


DECIDED = [
    "identified",
    "place_of_safety_entered",
    "nrm_explained",
    "nrm_undecided",
    "support_consent_given",
    "support_consent_declined",
    "national_support_started",
    "national_support_ended",
    "cg_positive",
    "decision_withdrawn",
    "disqualified",
    "local_support_started",
    "local_support_ended",
    "nrm_consent_declined",
    "nrm_referred",
    "rg_negative",
    "rg_positive",
    "cg_negative",
    "reconsideration_requested",
    "reconsideration_accepted",
    "reconsideration_refused",
    "nrm_withdrawn",
]
sequences = st.lists(
    st.builds(
        PathwayEvent, event=st.sampled_from(DECIDED), at=st.dates(date(2023, 1, 1), date(2026, 12, 31))
    ),
    max_size=9,
).map(lambda told: History(age=ADULT, events=tuple(told)))


@settings(max_examples=400)
@given(sequences | histories, st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_beyond_the_present_step_all_is_to_come_and_the_first_that_is_due_is_next(
    history: History, on: date
) -> None:
    found, steps = evaluate_pathway(history, on), list_map_steps_on_day(history, on)
    here = next((n for n, step in enumerate(steps) if step.state == "here"), None)
    if here is None:
        return
    assert steps[here].phase == found.phase
    beyond = steps[here + 1 :]
    assert all(step.state in ("next", "ahead") or step.code == "local_support" for step in beyond)
    assert not any(step.note.startswith("Not re") for step in beyond)
    assert sum(step.state == "next" for step in beyond) <= 1
    unsafe = {prompt.code for prompt in found.next} & {"make_safe", "check_safe"}
    if unsafe and beyond and beyond[0].code == "made_safe" and not found.route.startswith("child"):
        assert beyond[0].state == "next"
    if "Next: make them safe" in found.detail:
        assert [step.code for step in beyond if step.state == "next"] == ["made_safe"]
    if "Next: explain the NRM." in found.detail:
        assert [step.code for step in beyond if step.state == "next"] == ["explained"]
    if "Next: children's social care first" in found.detail:
        assert [step.code for step in beyond if step.state == "next"] == ["social_care"]


@settings(max_examples=400)
@given(sequences | histories, st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_national_support_is_promised_only_where_its_lane_is_open(history: History, on: date) -> None:
    found = evaluate_pathway(history, on)
    detail = found.detail
    lane = next((lane for lane in list_support_periods(history, on) if lane.code == "national"), None)
    going_on = lane is not None and lane.until is None
    promised = ("Support continues until then", "Support must continue", "National support helps")
    assert any(words in detail for words in promised) <= going_on
    assert any(prompt.code == "after_support" for prompt in found.next) <= going_on
    assert ("National support has not started" in detail or "it has not started" in detail) <= (lane is None)
    assert ("National support has ended" in detail) <= (not going_on)
    assert ("the duty of support in the recovery period" in detail and going_on) <= (
        "No end of national support is recorded" in detail
    )


@settings(max_examples=400)
@given(sequences | histories, st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_the_map_the_sentence_and_the_lane_never_contradict_one_another(history: History, on: date) -> None:
    found = evaluate_pathway(history, on)
    steps = {step.code: step for step in list_map_steps_on_day(history, on)}
    local = next((lane for lane in list_support_periods(history, on) if lane.code == "local"), None)
    going_on = local is not None and local.until is None

    assert ("Local support continues" in found.detail) <= going_on
    assert ("Local support has" in found.detail) <= (not going_on)
    assert "local support continue" not in found.detail.replace("Local support continues", "")
    if step := steps.get("local_support"):
        assert (step.on is not None) == going_on
        assert step.on is None or (local is not None and step.on == local.since)
        assert (step.state in ("done", "here")) == going_on
        assert ("offer it again" in step.note) == (local is not None and not going_on)
    if "can ask for reconsideration until" in found.detail:
        asking = [
            run.due for run in found.clocks if run.clock.startswith("reconsider_") and run.is_open and run.due
        ]
        assert max(dates.to_date(due) for due in asking) >= on
    if "can ask for reconsideration" in found.detail and found.stage.endswith("_negative"):
        assert steps["reconsider"].on is None
    if "Reconsideration requested" in found.detail:
        assert (steps["reconsider"].state, found.waiting_on) == ("here", "Home Office decision maker")
    here = next((step for step in steps.values() if step.state == "here"), None)
    standing = steps.get("cg") or steps.get("rg")
    if here and here.code == "reconsider" and here.on and standing and standing.on:
        assert standing.on <= here.on
