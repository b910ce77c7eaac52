"""What may be asked of oversight. Answers are plain values."""

from handrail.areas.oversight.queries.lists import (
    ImprovementPlanRow,
    MeetingRow,
    ProgrammeRow,
    list_meetings,
    list_plans,
    list_programmes,
)
from handrail.areas.oversight.queries.meeting import MeetingDetail, get_meeting
from handrail.areas.oversight.queries.outcome import (
    HearingOutcomeDetail,
    HearingOutcomeRow,
    find_outcome,
    is_published_by,
    list_outcomes,
    list_outcomes_for_recommendation,
)
from handrail.areas.oversight.queries.owners import OwnerChoice, get_own_force, list_owner_choices
from handrail.areas.oversight.queries.plan import ImprovementPlanDetail, ObjectiveRow, get_plan
from handrail.areas.oversight.queries.programme import HearingRow, ProgrammeDetail, get_programme

__all__ = [
    "HearingOutcomeDetail",
    "HearingOutcomeRow",
    "HearingRow",
    "ImprovementPlanDetail",
    "ImprovementPlanRow",
    "MeetingDetail",
    "MeetingRow",
    "ObjectiveRow",
    "OwnerChoice",
    "ProgrammeDetail",
    "ProgrammeRow",
    "find_outcome",
    "get_meeting",
    "get_own_force",
    "get_plan",
    "get_programme",
    "is_published_by",
    "list_meetings",
    "list_outcomes",
    "list_outcomes_for_recommendation",
    "list_owner_choices",
    "list_plans",
    "list_programmes",
]
