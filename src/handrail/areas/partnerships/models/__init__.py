"""The tables of partnerships."""

from handrail.areas.partnerships.models.action import Escalation, GroupAction
from handrail.areas.partnerships.models.engagement import Contribution, SharedHelp, WorkStream
from handrail.areas.partnerships.models.group import Group, GroupMove, TermsOfReference
from handrail.areas.partnerships.models.group_meeting import GroupAttendance, GroupDecision, GroupMeeting
from handrail.areas.partnerships.models.group_survey import GroupSurvey
from handrail.areas.partnerships.models.intensification import (
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    OperationResult,
)
from handrail.areas.partnerships.models.seat import GroupReader, Seat
from handrail.areas.partnerships.models.year_report import YearEdition, YearFile, YearReport, YearSentence

__all__ = [
    "Contribution",
    "Escalation",
    "Group",
    "GroupAction",
    "GroupAttendance",
    "GroupDecision",
    "GroupMeeting",
    "GroupMove",
    "GroupReader",
    "GroupSurvey",
    "Intensification",
    "OperationActivity",
    "OperationEdition",
    "OperationFollowUp",
    "OperationResult",
    "Seat",
    "SharedHelp",
    "TermsOfReference",
    "WorkStream",
    "YearEdition",
    "YearFile",
    "YearReport",
    "YearSentence",
]
