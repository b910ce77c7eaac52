"""The tables of oversight."""

from handrail.assurance.oversight.models.meeting import Meeting, MeetingNote, Question
from handrail.assurance.oversight.models.plan import BoardReport, Objective, Plan, PlanNote, Status
from handrail.assurance.oversight.models.programme import Hearing, Outcome, OutcomeNote, Programme

__all__ = [
    "BoardReport",
    "Hearing",
    "Meeting",
    "MeetingNote",
    "Objective",
    "Outcome",
    "OutcomeNote",
    "Plan",
    "PlanNote",
    "Programme",
    "Question",
    "Status",
]
