"""A started clock, on the day asked: when it is due and what state it is in. Nothing here is ever stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from handrail.pathway import clocks
from handrail.pathway.case_state import CaseState, StartedClock
from handrail.pathway.clock_deadlines import compute_deadline as due_after
from handrail.pathway.clock_deadlines import get_counting_start
from handrail.pathway.events import PathwayEvent
from handrail.platform.kernel import dates

RUNNING, MET, MISSED = "running", "met", "missed"
ENDED, PAUSED, WAITING = "ended", "paused", "waiting"
PANEL_CLOCK = "rg_decision_pilot"  # runs where a children's panel decides
STATES = (RUNNING, MET, MISSED, ENDED, PAUSED, WAITING)


@dataclass(frozen=True, slots=True)
class ClockLength:
    """How long, in what, and whether a body set it."""

    number: int
    unit: str
    theirs: bool


def get_clock_length(run: StartedClock, reading: CaseState) -> ClockLength | None:
    rule = run.rule
    if rule.settable and (own := reading.history.settings.get(rule.clock)):
        return ClockLength(own, rule.settable, True)
    return ClockLength(rule.length, rule.unit, False) if rule.length is not None else None


def get_counting_start_of_run(run: StartedClock, length: ClockLength | None) -> date | datetime:
    return get_counting_start(run.anchor.at, run.anchor.time, length.unit if length else "")


def get_clock_due_date(run: StartedClock, length: ClockLength | None) -> date | datetime | None:
    if length is None:
        return None
    return due_after(
        get_counting_start_of_run(run, length), length.number, length.unit, run.rule.from_day_one
    )


def is_clock_due_passed(due: date | datetime, reading: CaseState) -> bool:
    """A day is passed when it is over; so is a time, where only a day is asked about."""
    if isinstance(due, datetime) and reading.moment is not None:
        return dates.to_utc(due) < dates.to_utc(reading.moment)
    return dates.to_date(due) < reading.day


def is_clock_stopped_in_time(stop: PathwayEvent, due: date | datetime) -> bool:
    """Whether something came by then; where its time is not known, the day decides."""
    if isinstance(due, datetime) and stop.time is not None:
        return dates.to_utc(dates.make_london_time(stop.at, stop.time)) <= dates.to_utc(due)
    return stop.at <= dates.to_date(due)


def _get_deadline_clock_state(
    stop: PathwayEvent | None, due: date | datetime | None, reading: CaseState
) -> str:
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MET if is_clock_stopped_in_time(stop, due) else MISSED
    return MISSED if is_clock_due_passed(due, reading) else RUNNING


def _get_minimum_clock_state(
    stop: PathwayEvent | None, due: date | datetime | None, reading: CaseState
) -> str:
    """Cut short if stopped before the last day that is guaranteed."""
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MISSED if stop.at < dates.to_date(due) else MET
    return MET if is_clock_due_passed(due, reading) else RUNNING


def _get_not_before_clock_state(
    stop: PathwayEvent | None, due: date | datetime | None, reading: CaseState
) -> str:
    if due is None:
        return MET if stop else WAITING
    if stop:
        return MISSED if stop.at < dates.to_date(due) else MET
    return MET if dates.to_date(due) <= reading.day else RUNNING


def _get_window_clock_state(
    stop: PathwayEvent | None, due: date | datetime | None, reading: CaseState
) -> str:
    """Open until it closes; nobody can miss it."""
    if stop and (due is None or is_clock_stopped_in_time(stop, due)):
        return MET
    return ENDED if due is not None and (stop or is_clock_due_passed(due, reading)) else RUNNING


def _get_awaited_event_clock_state(
    stop: PathwayEvent | None, due: date | datetime | None, reading: CaseState
) -> str:
    """Waited for; with a length it comes by itself."""
    if due is None:
        return MET if stop else WAITING
    return MET if stop or is_clock_due_passed(due, reading) else RUNNING


STATE_FUNCTIONS: dict[str, Callable[[PathwayEvent | None, date | datetime | None, CaseState], str]] = {
    clocks.TARGET: _get_deadline_clock_state,
    clocks.MAXIMUM: _get_deadline_clock_state,
    clocks.MINIMUM: _get_minimum_clock_state,
    clocks.NOT_BEFORE: _get_not_before_clock_state,
    clocks.WINDOW: _get_window_clock_state,
    clocks.WAITING: _get_deadline_clock_state,
    clocks.SETTING: _get_deadline_clock_state,
    clocks.EVENT: _get_awaited_event_clock_state,
}


def get_clock_state(run: StartedClock, due: date | datetime | None, reading: CaseState) -> str:
    """Ended where it no longer applies; paused only by the authority; else by its kind.

    Source: the `ends`, `pauses` and `kind` columns of the rule's row in clocks.csv.

    Args:
        run: the clock, with the event that stopped it if there is one.
        due: the day or moment when it is up; None where it has no length.
        reading: the history as it stood on the day asked.

    Returns:
        One of `STATES`.
    """
    stop = run.stop
    if stop is not None and stop.event in run.rule.ends:
        return ENDED
    if stop is None and run.rule.pauses and run.referral is not None and run.referral.is_suspended:
        return PAUSED
    if run.rule.kind in (clocks.MINIMUM, clocks.NOT_BEFORE) and _was_run_decided_by_panel_at_one_sitting(
        run, reading
    ):
        return ENDED
    return STATE_FUNCTIONS[run.rule.kind](stop, due, reading)


def _was_run_decided_by_panel_at_one_sitting(run: StartedClock, reading: CaseState) -> bool:
    """A children's panel may decide on both grounds at one sitting: nothing was too early or cut short."""
    stop = run.stop
    if stop is None or stop.at != run.event.at or stop.event not in ("cg_positive", "cg_negative"):
        return False
    panels = (other.referral for other in reading.runs if other.rule.clock == PANEL_CLOCK)
    return any(referral is run.referral for referral in panels)


def count_suspended_days(run: StartedClock, reading: CaseState) -> int:
    """Days within the run on which the authority had suspended the case."""
    if not run.rule.pauses or run.referral is None:
        return 0
    last = run.stop.at if run.stop else reading.day
    spans = [(max(a, run.anchor.at), min(b or last, last)) for a, b in run.referral.suspended]
    return sum(max(0, (b - a).days) for a, b in spans)
