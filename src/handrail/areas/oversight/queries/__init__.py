"""What may be asked of oversight: rows with all that a page shows of them, which ask for nothing more."""

from handrail.areas.oversight.queries.meeting import get_meeting, get_meeting_question, list_meetings
from handrail.areas.oversight.queries.open_action_counts import count_open_actions_by_origin_id
from handrail.areas.oversight.queries.plan import (
    PlanGapRow,
    get_objective,
    get_plan,
    get_plan_actions_and_review_gaps,
    list_plans,
)
from handrail.areas.oversight.queries.programme import get_hearing, get_programme, list_programmes
from handrail.areas.oversight.queries.published_outcomes import (
    find_published_outcome,
    is_outcome_published_by_own_body,
    list_outcomes_on_recommendation,
    list_published_hearing_outcomes,
)

__all__ = [
    "PlanGapRow",
    "count_open_actions_by_origin_id",
    "find_published_outcome",
    "get_hearing",
    "get_meeting",
    "get_meeting_question",
    "get_objective",
    "get_plan",
    "get_plan_actions_and_review_gaps",
    "get_programme",
    "is_outcome_published_by_own_body",
    "list_meetings",
    "list_outcomes_on_recommendation",
    "list_plans",
    "list_programmes",
    "list_published_hearing_outcomes",
]
