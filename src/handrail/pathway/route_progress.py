"""The road taken, for the map with "you are here", and the support that runs beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handrail.pathway.case_state import CaseState, Phase
from handrail.pathway.evaluation import build_clock_runs
from handrail.pathway.history import History
from handrail.pathway.phases import list_event_phases
from handrail.pathway.prompts import is_nrm_to_explain, is_safety_unrecorded
from handrail.pathway.replay import compute_case_state_on_day
from handrail.pathway.results import ClockRun
from handrail.pathway.routes import PathwayStep, list_steps_of_taken_route
from handrail.pathway.stages import get_negative_decision, get_stage_code


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


PHASE_ORDER = {Phase.BEFORE: 0, Phase.OUTSIDE: 1, Phase.DURING: 1, Phase.AFTER: 2}
"""How far along, for steps whose day nobody recorded."""
STEPS_ASKED_FOR: dict[str, Callable[[CaseState], bool]] = {
    "made_safe": lambda reading: is_safety_unrecorded(reading) and not reading.is_child,
    "conference": lambda reading: False,
    "explained": is_nrm_to_explain,
    "reconsider": lambda reading: False,
}
"""Steps that may be left out on the way, and when they come next. A child's call to social care comes first, and nobody
waits for a conference."""


ENDS_OF_REFERRAL = frozenset({"left", "disqualified"})
"""Whoever is there has reached it: nobody is asked to leave."""


def list_steps_of_taken_route_on_day(history: History, on: date | datetime) -> tuple[PathwayStep, ...]:
    """The road taken, for a caller that has a history and no reading of it.

    Returns:
        The steps of the person's route in order, each done, here or ahead on that day.
    """
    reading = compute_case_state_on_day(history, on)
    runs = build_clock_runs(reading)
    return list_steps_of_taken_route(reading, runs, get_stage_code(reading, runs))


def list_map_steps_on_day(history: History, on: date | datetime) -> tuple[PathwayStep, ...]:
    """The road as a map shows it: nobody is at a step that is still to be done, or beyond one.

    Returns:
        The steps of the route. Where the step of the person's stage was not reached, “here” is the last one that was,
        and “next” the first that is due after it; where none was, no step is “here”. It stands in the person's phase.
    """
    return tuple(
        replace(step, state="ahead") if step.state == "next" and step.code in ENDS_OF_REFERRAL else step
        for step in _list_map_steps(history, on)
    )


def _list_map_steps(history: History, on: date | datetime) -> tuple[PathwayStep, ...]:
    reading = compute_case_state_on_day(history, on)
    runs = build_clock_runs(reading)
    stage = get_stage_code(reading, runs)
    steps = list_steps_of_taken_route(reading, runs, stage)
    expected = next((n for n, step in enumerate(steps) if step.state == "here"), None)
    if expected is None:
        return steps
    step = steps[expected]
    if step.code == "referred" and stage == "agreed":
        # An earlier referral ended: this one is still to be sent.
        steps = (*steps[:expected], replace(step, on=None), *steps[expected + 1 :])
    elif step.on:
        return _put_present_step_in_phase(steps, reading.phase)
    reached = next((n for n in range(expected, -1, -1) if steps[n].state == "done"), None)
    first = expected if reached is None else reached + 1
    if any(PHASE_ORDER[step.phase] < PHASE_ORDER[reading.phase] for step in steps[first:expected]):
        # The record has gaps: they came further than the last step that it tells.
        reached, first = None, expected
    road = [replace(step, state="here") if n == reached else step for n, step in enumerate(steps[:first])]
    road += _list_steps_to_come(steps[first : expected + 1], reading, runs)
    return _put_present_step_in_phase((*road, *steps[expected + 1 :]), reading.phase)


def _list_steps_to_come(
    steps: Sequence[PathwayStep], reading: CaseState, runs: Sequence[ClockRun]
) -> list[PathwayStep]:
    """From behind the step that was reached last to that of the stage: the first that is due is next."""
    *skipped, expected = steps
    to_come = [replace(step, note="") for step in skipped if _can_still_come(step, reading, runs)]
    to_come.append(expected)
    due = next((step for step in to_come if _is_step_due(step, reading)), expected)
    return [replace(step, state="next" if step is due else "ahead") for step in to_come]


def _can_still_come(step: PathwayStep, reading: CaseState, runs: Sequence[ClockRun]) -> bool:
    """The road leads past a recovery period that did not begin, and past a request whose time is over."""
    if step.code == "reconsider":
        return not get_negative_decision(reading, runs).asking
    return step.code != "recovery"


def _is_step_due(step: PathwayStep, reading: CaseState) -> bool:
    """As the rules ask for it; what they never ask for by itself is due in its turn."""
    return STEPS_ASKED_FOR[step.code](reading) if step.code in STEPS_ASKED_FOR else True


def _put_present_step_in_phase(steps: tuple[PathwayStep, ...], phase: Phase) -> tuple[PathwayStep, ...]:
    """Who has a negative decision is after the NRM, though it was made in it; who is reconsidered is in it again."""
    return tuple(replace(step, phase=phase) if step.state == "here" else step for step in steps)


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
