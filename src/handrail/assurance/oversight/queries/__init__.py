"""What may be asked of oversight. Answers are plain values."""

from handrail.assurance.oversight.queries.lists import (
    MeetingLine,
    PlanLine,
    ProgrammeLine,
    meeting_list,
    plan_list,
    programme_list,
)
from handrail.assurance.oversight.queries.meeting import MeetingPage, meeting_page
from handrail.assurance.oversight.queries.outcome import (
    OutcomeLine,
    OutcomePage,
    outcome_page,
    outcomes,
    outcomes_on,
    published_by,
)
from handrail.assurance.oversight.queries.plan import ObjectiveLine, PlanPage, plan_page
from handrail.assurance.oversight.queries.programme import HearingLine, ProgrammePage, programme_page
from handrail.assurance.oversight.queries.whose import Owner, own_force, owners_for

__all__ = [
    "HearingLine",
    "MeetingLine",
    "MeetingPage",
    "ObjectiveLine",
    "OutcomeLine",
    "OutcomePage",
    "Owner",
    "PlanLine",
    "PlanPage",
    "ProgrammeLine",
    "ProgrammePage",
    "meeting_list",
    "meeting_page",
    "outcome_page",
    "outcomes",
    "outcomes_on",
    "own_force",
    "owners_for",
    "plan_list",
    "plan_page",
    "programme_list",
    "programme_page",
    "published_by",
]
