"""The road taken, for the map with "you are here", and the support that runs beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handrail.pathway.case_state import CaseState, Phase
from handrail.pathway.evaluation import build_clock_runs
from handrail.pathway.history import History
from handrail.pathway.phases import list_event_phases
from handrail.pathway.replay import compute_case_state_on_day
from handrail.pathway.routes import PathwayStep, list_steps_of_taken_route
from handrail.pathway.stages import get_stage_code


@dataclass(frozen=True, slots=True)
class SupportPeriod:
    """Support that runs beside the steps, whatever the step. `phase` is the one at the moment at which it began."""

    code: str
    name: str
    since: date
    until: date | None
    note: str
    phase: Phase


SUPPORT_KINDS = (
    ("local", "Local support", "local_support_started", "local_support_ended", "Does not depend on the NRM."),
    ("national", "National support", "national_support_started", "national_support_ended", ""),
)


def list_steps_of_taken_route_on_day(history: History, on: date | datetime) -> tuple[PathwayStep, ...]:
    """The road taken, for a caller that has a history and no reading of it.

    Returns:
        The steps of the person's route in order, each done, here or ahead on that day.
    """
    reading = compute_case_state_on_day(history, on)
    runs = build_clock_runs(reading)
    return list_steps_of_taken_route(reading, runs, get_stage_code(reading, runs))


def list_map_steps_on_day(history: History, on: date | datetime) -> tuple[PathwayStep, ...]:
    """The road as a map shows it: nobody is at a step that is still to be done.

    Returns:
        The steps of the route. Where the step of the person's stage was not reached, it is “next”, and “here” is the
        last one that was; where none was, no step is.
    """
    steps = list_steps_of_taken_route_on_day(history, on)
    expected = next((n for n, step in enumerate(steps) if step.state == "here"), None)
    if expected is None or steps[expected].on:
        return steps
    reached = next((n for n in range(expected, -1, -1) if steps[n].state == "done"), None)
    states = {reached: "here", expected: "next"}
    return tuple(replace(step, state=states.get(n, step.state)) for n, step in enumerate(steps))


def list_support_periods(history: History, on: date | datetime) -> tuple[SupportPeriod, ...]:
    """Support is told apart from the steps, because local support does not depend on the NRM.

    Returns:
        The latest period of local and of national support, in that order, each only where it has started by then.
    """
    reading = compute_case_state_on_day(history, on)
    phases = list_event_phases(history)
    found = (_build_support_period(reading, phases, *lane) for lane in SUPPORT_KINDS)
    return tuple(lane for lane in found if lane)


def find_support_start_step(lane: SupportPeriod, steps: Sequence[PathwayStep]) -> int:
    """Where the lane begins under the map: at the first step of the phase of that moment that was not yet behind.

    Args:
        lane: the support.
        steps: the road as the map shows it.

    Returns:
        The number of the step, from one.
    """
    reached = [(n, step) for n, step in enumerate(steps, 1) if step.is_reached]
    last = reached[-1][0] if reached else 1
    first = next((n for n, step in reached if step.on and step.on >= lane.since), last)
    of_phase = [n for n, step in reached if step.phase == lane.phase]
    return min(max(first, of_phase[0]), of_phase[-1]) if of_phase else first


def _build_support_period(
    reading: CaseState, phases: Mapping[str, Phase], code: str, name: str, starts: str, ends: str, note: str
) -> SupportPeriod | None:
    period = reading.find_support_period(starts, ends)
    if period is None:
        return None
    started, ended = period
    begun_in = phases.get(started.id, reading.phase)
    return SupportPeriod(code, name, started.at, ended.at if ended else None, note, begun_in)
