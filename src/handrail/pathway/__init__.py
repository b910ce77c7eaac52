"""The pathway as rules over dated events: phase, stage, clocks, what is next, and what must be asked.

Words: an *event* is one thing that happened on a day; a *history* is all that is known of a person; a *clock* is
one time limit or wait, started by an event; the *phase* is before, during, after or outside the NRM.
It never reads a machine's clock, never stores anything, never says that a wait without a limit is overdue, and
never treats a no to the NRM as an end of support.
"""

from handrail.pathway.answering import Dated, answer, clock_runs, dated, next_change, phase_on
from handrail.pathway.changing import changes
from handrail.pathway.events import Event
from handrail.pathway.history import History
from handrail.pathway.reading import Phase
from handrail.pathway.result import Answer, ClockRun, Prompt, Question
from handrail.pathway.routes import Step
from handrail.pathway.travelled import Lane, lanes, steps
from handrail.pathway.vocabulary import EVENTS, EventKind

__all__ = (
    "EVENTS",
    "Answer",
    "ClockRun",
    "Dated",
    "Event",
    "EventKind",
    "History",
    "Lane",
    "Phase",
    "Prompt",
    "Question",
    "Step",
    "answer",
    "changes",
    "clock_runs",
    "dated",
    "lanes",
    "next_change",
    "phase_on",
    "steps",
)
