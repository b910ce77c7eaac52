"""The answer for one day, put together from one reading of the history."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from handrail.kernel import dates
from handrail.pathway import stages, states
from handrail.pathway.history import History
from handrail.pathway.prompts import prompts
from handrail.pathway.questions import questions
from handrail.pathway.reading import FULL_AGE, Phase, Reading, Run
from handrail.pathway.result import Answer, ClockRun
from handrail.pathway.routes import route_of
from handrail.pathway.walk import read

AWAY = (("went_missing", "found"), ("detained", "released"), ("left_uk", "returned_uk"))


def answer(history: History, on: date | datetime) -> Answer:
    """Where the person stands on that day: the same for the same history, however and whenever it was typed."""
    reading = read(history, on)
    runs = clock_runs(reading)
    code = stages.code_of(reading, runs)
    headline, detail = stages.in_words(code, reading, runs)
    return Answer(
        on=on,
        phase=reading.phase,
        stage=code,
        headline=headline,
        detail=detail,
        national_support=reading.national,
        waiting_on=stages.waiting_on(code, reading),
        clocks=runs,
        next=prompts(reading, runs, code),
        questions=questions(reading, runs),
        route=route_of(reading, code),
    )


def clock_runs(reading: Reading) -> tuple[ClockRun, ...]:
    away = any(reading.since(gone, back) for gone, back in AWAY)
    return tuple(_clock(run, reading, away) for run in reading.runs)


def _clock(run: Run, reading: Reading, away: bool) -> ClockRun:
    length = states.length_of(run, reading)
    due = states.due(run, length)
    return ClockRun(
        row=run.rule,
        event=run.event,
        anchor=run.anchor,
        length=length,
        started=states.started(run, length),
        due=due,
        ended=run.stop.at if run.stop else None,
        state=states.state(run, due, reading),
        elapsed_days=(reading.day - run.anchor.at).days,
        suspended_days=states.suspended_days(run, reading),
        referral=run.referral.number if run.referral else None,
        day=reading.day,
        away=away,
    )


class Dated(NamedTuple):
    """What is kept of a clock: never its state, which depends on the day asked."""

    clock: str
    event_id: str
    referral: int | None
    started: date | datetime
    due: date | datetime | None
    ended: date | None


def dated(history: History, on: date | datetime) -> tuple[Phase, tuple[Dated, ...]]:
    """The phase, and what is kept of every clock: all that a mass recomputation needs, and nothing said in words."""
    reading = read(history, on)
    return reading.phase, tuple(_dated(run, reading) for run in reading.runs)


def _dated(run: Run, reading: Reading) -> Dated:
    length = states.length_of(run, reading)
    number = run.referral.number if run.referral else None
    begun, ended = states.started(run, length), run.stop.at if run.stop else None
    return Dated(run.rule.clock, run.event.id, number, begun, states.due(run, length), ended)


def phase_on(history: History, day: date | datetime) -> Phase:
    """The phase of that day, to be kept on whatever happened then."""
    return read(history, day).phase


def next_change(history: History, after: date) -> date | None:
    """The next day on which the answer changes by itself: a clock falls due or passes, a birthday, a known event."""
    day = dates.day(after)
    reading = read(history, day)
    days = [event.at for event in history.events]
    if history.date_of_birth is not None:
        days.append(dates.birthday(history.date_of_birth, FULL_AGE))
    for run in reading.open:
        due = states.due(run, states.length_of(run, reading))
        if due is not None:
            days += (dates.day(due), dates.day(due) + timedelta(days=1))
    return min((found for found in days if found > day), default=None)
