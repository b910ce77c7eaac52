"""The pathway as rules over dated events: phase, stage, clocks, what is next, and what must be asked.

Words: an *event* is one thing that happened on a day; a *history* is all that is known of a person; a *clock* is
one time limit or wait, started by an event; the *phase* is before, during, after or outside the NRM.
It never reads a machine's clock, never stores anything, never says that a wait without a limit is overdue, and
never treats a no to the NRM as an end of support.
"""

from handrail.pathway.case_state import Phase
from handrail.pathway.change_summary import list_change_sentences
from handrail.pathway.evaluation import (
    ClockDates,
    build_clock_runs,
    evaluate_pathway,
    find_next_change_day,
    get_phase_and_clock_dates,
)
from handrail.pathway.event_vocabulary import EVENTS, EventKind
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.pathway.phases import PhaseReader, get_phase_on, get_phase_when_recorded, list_event_phases
from handrail.pathway.results import ClockRun, PathwayQuestion, PathwayStatus, Prompt
from handrail.pathway.route_progress import (
    SupportPeriod,
    find_support_start_step,
    list_map_steps_on_day,
    list_steps_of_taken_route_on_day,
    list_support_periods,
)
from handrail.pathway.routes import PathwayStep

__all__ = (
    "EVENTS",
    "ClockDates",
    "ClockRun",
    "EventKind",
    "History",
    "PathwayEvent",
    "PathwayQuestion",
    "PathwayStatus",
    "PathwayStep",
    "Phase",
    "PhaseReader",
    "Prompt",
    "SupportPeriod",
    "build_clock_runs",
    "evaluate_pathway",
    "find_next_change_day",
    "find_support_start_step",
    "get_phase_and_clock_dates",
    "get_phase_on",
    "get_phase_when_recorded",
    "list_change_sentences",
    "list_event_phases",
    "list_map_steps_on_day",
    "list_steps_of_taken_route_on_day",
    "list_support_periods",
)
