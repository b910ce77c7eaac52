"""The tables of oversight."""

from handrail.areas.oversight.models.meeting import Meeting, MeetingQuestion, MeetingReopeningNote
from handrail.areas.oversight.models.plan import (
    BoardReport,
    ImprovementPlan,
    Objective,
    PlanClosingOrReopeningNote,
    PlanGap,
    ReportedObjectiveStatus,
)
from handrail.areas.oversight.models.plan_signal import PlanSignal
from handrail.areas.oversight.models.programme import (
    Hearing,
    HearingOutcome,
    HearingOutcomeCorrection,
    Programme,
)

__all__ = [
    "BoardReport",
    "Hearing",
    "HearingOutcome",
    "HearingOutcomeCorrection",
    "ImprovementPlan",
    "Meeting",
    "MeetingQuestion",
    "MeetingReopeningNote",
    "Objective",
    "PlanClosingOrReopeningNote",
    "PlanGap",
    "PlanSignal",
    "Programme",
    "ReportedObjectiveStatus",
]
