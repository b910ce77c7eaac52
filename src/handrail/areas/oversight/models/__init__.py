"""The tables of oversight."""

from handrail.areas.oversight.models.meeting import Meeting, MeetingNote, MeetingQuestion
from handrail.areas.oversight.models.plan import (
    BoardReport,
    ImprovementPlan,
    Objective,
    PlanNote,
    ReportedObjectiveStatus,
)
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
    "MeetingNote",
    "MeetingQuestion",
    "Objective",
    "PlanNote",
    "Programme",
    "ReportedObjectiveStatus",
]
