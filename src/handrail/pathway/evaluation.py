"""The answer for one day, put together from one reading of the history."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from handrail.pathway import clock_states, stages
from handrail.pathway.case_state import FULL_AGE, CaseState, Phase, StartedClock
from handrail.pathway.history import History
from handrail.pathway.history_questions import list_questions
from handrail.pathway.prompts import find_day_safety_stops_being_urgent, list_prompts
from handrail.pathway.replay import compute_case_state_on_day
from handrail.pathway.results import ClockRun, PathwayStatus
from handrail.pathway.routes import get_route_code
from handrail.platform.kernel import dates

AWAY_EVENTS = (("went_missing", "found"), ("detained", "released"), ("left_uk", "returned_uk"))


def evaluate_pathway(history: History, on: date | datetime) -> PathwayStatus:
    """Where the person stands on that day: the same for the same history, however and whenever it was typed."""
    reading = compute_case_state_on_day(history, on)
    runs = build_clock_runs(reading)
    code = stages.get_stage_code(reading, runs)
    headline, detail = stages.get_stage_headline_and_detail(code, reading, runs)
    return PathwayStatus(
        on=on,
        phase=reading.phase,
        stage=code,
        headline=headline,
        detail=detail,
        national_support=reading.national,
        waiting_on=stages.get_stage_waiting_on(code, reading, runs),
        clocks=runs,
        next=list_prompts(reading, runs, code),
        questions=list_questions(reading, runs),
        route=get_route_code(reading, code),
    )


def build_clock_runs(reading: CaseState) -> tuple[ClockRun, ...]:
    """Every clock that was started, with the state it is in on the day of the reading; no state is stored.

    Returns:
        One run for each started clock, open or ended, in the order in which they started.
    """
    away = any(reading.since(gone, back) for gone, back in AWAY_EVENTS)
    return tuple(_build_clock_run(run, reading, away) for run in reading.runs)


def _build_clock_run(run: StartedClock, reading: CaseState, away: bool) -> ClockRun:
    length = clock_states.get_clock_length(run, reading)
    due = clock_states.get_clock_due_date(run, length)
    return ClockRun(
        row=run.rule,
        event=run.event,
        anchor=run.anchor,
        length=length,
        started=clock_states.get_counting_start_of_run(run, length),
        due=due,
        ended=run.stop.at if run.stop else None,
        state=clock_states.get_clock_state(run, due, reading),
        elapsed_days=(reading.day - run.anchor.at).days,
        suspended_days=clock_states.count_suspended_days(run, reading),
        referral=run.referral.number if run.referral else None,
        day=reading.day,
        away=away,
        is_child=reading.is_child,
    )


class ClockDates(NamedTuple):
    """What is kept of a clock: never its state, which depends on the day asked."""

    clock: str
    event_id: str
    referral: int | None
    started: date | datetime
    due: date | datetime | None
    ended: date | None


def get_phase_and_clock_dates(history: History, on: date | datetime) -> tuple[Phase, tuple[ClockDates, ...]]:
    """The phase, and what is kept of every clock: all that a mass recomputation needs, and nothing said in words.

    Returns:
        The phase on that day, and the dates of every started clock, open or ended, in the order in which they started.
    """
    reading = compute_case_state_on_day(history, on)
    return reading.phase, tuple(_build_clock_dates(run, reading) for run in reading.runs)


def _build_clock_dates(run: StartedClock, reading: CaseState) -> ClockDates:
    length = clock_states.get_clock_length(run, reading)
    number = run.referral.number if run.referral else None
    begun, ended = clock_states.get_counting_start_of_run(run, length), run.stop.at if run.stop else None
    return ClockDates(
        run.rule.clock, run.event.id, number, begun, clock_states.get_clock_due_date(run, length), ended
    )


def find_next_change_day(history: History, after: date) -> date | None:
    """The next day on which the answer changes by itself: a clock falls due or passes, a birthday, a known event."""
    day = dates.to_date(after)
    reading = compute_case_state_on_day(history, day)
    days = [event.at for event in history.events]
    if history.date_of_birth is not None:
        days.append(dates.get_day_of_reaching_age(history.date_of_birth, FULL_AGE))
    for run in reading.open:
        due = clock_states.get_clock_due_date(run, clock_states.get_clock_length(run, reading))
        if due is not None:
            days += (dates.to_date(due), dates.to_date(due) + timedelta(days=1))
    if check := find_day_safety_stops_being_urgent(reading):
        days.append(check)
    return min((found for found in days if found > day), default=None)
