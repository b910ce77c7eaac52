"""What may be asked of oversight: rows with all that a page shows of them, which ask for nothing more."""

from handrail.areas.oversight.queries.meeting import get_meeting, get_meeting_question, list_meetings
from handrail.areas.oversight.queries.open_action_counts import count_open_actions_by_origin_id
from handrail.areas.oversight.queries.plan import (
    PlanPlaceReviewGapRow,
    get_improvement_plan,
    get_objective,
    get_plan_actions_and_review_gaps,
    list_improvement_plans_with_counts,
)
from handrail.areas.oversight.queries.programme import (
    get_hearing,
    get_scrutiny_programme,
    list_scrutiny_programmes_with_counts,
)
from handrail.areas.oversight.queries.published_outcomes import (
    find_published_hearing_outcome,
    is_hearing_outcome_published_by_own_body,
    list_hearing_outcomes_about_recommendation,
    list_published_hearing_outcomes,
)

__all__ = [
    "PlanPlaceReviewGapRow",
    "count_open_actions_by_origin_id",
    "find_published_hearing_outcome",
    "get_hearing",
    "get_improvement_plan",
    "get_meeting",
    "get_meeting_question",
    "get_objective",
    "get_plan_actions_and_review_gaps",
    "get_scrutiny_programme",
    "is_hearing_outcome_published_by_own_body",
    "list_hearing_outcomes_about_recommendation",
    "list_improvement_plans_with_counts",
    "list_meetings",
    "list_published_hearing_outcomes",
    "list_scrutiny_programmes_with_counts",
]
