"""The tables of oversight."""

from handrail.areas.oversight.models.meeting import Meeting, MeetingNote, MeetingQuestion
from handrail.areas.oversight.models.plan import (
    BoardReport,
    ImprovementPlan,
    Objective,
    ObjectiveStatus,
    PlanGap,
    PlanNote,
)
from handrail.areas.oversight.models.programme import Hearing, HearingOutcome, HearingOutcomeNote, Programme

__all__ = [
    "BoardReport",
    "Hearing",
    "HearingOutcome",
    "HearingOutcomeNote",
    "ImprovementPlan",
    "Meeting",
    "MeetingNote",
    "MeetingQuestion",
    "Objective",
    "ObjectiveStatus",
    "PlanGap",
    "PlanNote",
    "Programme",
]
