"""A started clock, on the day asked: when it is due and what state it is in. Nothing here is ever stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from handrail.kernel import dates
from handrail.pathway import clocks
from handrail.pathway.counting import due as due_after
from handrail.pathway.counting import start_of
from handrail.pathway.events import Event
from handrail.pathway.reading import Reading, Run

RUNNING, MET, MISSED = "running", "met", "missed"
ENDED, PAUSED, WAITING = "ended", "paused", "waiting"
STATES = (RUNNING, MET, MISSED, ENDED, PAUSED, WAITING)


@dataclass(frozen=True, slots=True)
class Length:
    """How long, in what, and whether a body set it."""

    number: int
    unit: str
    theirs: bool


def length_of(run: Run, reading: Reading) -> Length | None:
    rule = run.rule
    if rule.settable and (own := reading.history.settings.get(rule.clock)):
        return Length(own, rule.settable, True)
    return Length(rule.length, rule.unit, False) if rule.length is not None else None


def started(run: Run, length: Length | None) -> date | datetime:
    return start_of(run.anchor.at, run.anchor.time, length.unit if length else "")


def due(run: Run, length: Length | None) -> date | datetime | None:
    if length is None:
        return None
    return due_after(started(run, length), length.number, length.unit, run.rule.from_day_one)


def passed(due: date | datetime, reading: Reading) -> bool:
    """A day is passed when it is over; so is a time, where only a day is asked about."""
    if isinstance(due, datetime) and reading.moment is not None:
        return dates.instant(due) < dates.instant(reading.moment)
    return dates.day(due) < reading.day


def in_time(stop: Event, due: date | datetime) -> bool:
    """Whether something came by then; where its time is not known, the day decides."""
    if isinstance(due, datetime) and stop.time is not None:
        return dates.instant(dates.at(stop.at, stop.time)) <= dates.instant(due)
    return stop.at <= dates.day(due)


def _deadline(stop: Event | None, due: date | datetime | None, reading: Reading) -> str:
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MET if in_time(stop, due) else MISSED
    return MISSED if passed(due, reading) else RUNNING


def _minimum(stop: Event | None, due: date | datetime | None, reading: Reading) -> str:
    """Cut short if stopped before the last day that is guaranteed."""
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MISSED if stop.at < dates.day(due) else MET
    return MET if passed(due, reading) else RUNNING


def _not_before(stop: Event | None, due: date | datetime | None, reading: Reading) -> str:
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MISSED if stop.at < dates.day(due) else MET
    return MET if dates.day(due) <= reading.day else RUNNING


def _window(stop: Event | None, due: date | datetime | None, reading: Reading) -> str:
    """Open until it closes; nobody can miss it."""
    if stop and (due is None or in_time(stop, due)):
        return MET
    return ENDED if due is not None and (stop or passed(due, reading)) else RUNNING


def _event(stop: Event | None, due: date | datetime | None, reading: Reading) -> str:
    """Waited for; with a length it comes by itself."""
    if due is None:
        return MET if stop else WAITING
    return MET if stop or passed(due, reading) else RUNNING


OF_KIND: dict[str, Callable[[Event | None, date | datetime | None, Reading], str]] = {
    clocks.TARGET: _deadline,
    clocks.MAXIMUM: _deadline,
    clocks.MINIMUM: _minimum,
    clocks.NOT_BEFORE: _not_before,
    clocks.WINDOW: _window,
    clocks.WAITING: _deadline,
    clocks.SETTING: _deadline,
    clocks.EVENT: _event,
}


def state(run: Run, due: date | datetime | None, reading: Reading) -> str:
    """Ended where it no longer applies; paused only by the authority; else by its kind."""
    stop = run.stop
    if stop is not None and stop.event in run.rule.ends:
        return ENDED
    if stop is None and run.rule.pauses and run.referral is not None and run.referral.is_suspended:
        return PAUSED
    return OF_KIND[run.rule.kind](stop, due, reading)


def suspended_days(run: Run, reading: Reading) -> int:
    """Days within the run on which the authority had suspended the case."""
    if not run.rule.pauses or run.referral is None:
        return 0
    last = run.stop.at if run.stop else reading.day
    spans = [(max(a, run.anchor.at), min(b or last, last)) for a, b in run.referral.suspended]
    return sum(max(0, (b - a).days) for a, b in spans)
