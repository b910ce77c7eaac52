"""What the case page says of the plan, in at most three queries."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.queries.known_empty_case_parts import NOTHING, KnownEmptyCaseParts
from handrail.people.recovery.models import GoalVersion, LocalProvider
from handrail.people.recovery.queries.feedback import count_case_feedback_and_overdue
from handrail.people.recovery.text_choices import GoalState
from handrail.platform.access.case_access import CaseAccess


@dataclass(frozen=True, slots=True)
class RecoverySummary:
    """Goals that go on, who supports the person locally, what they said of us."""

    goals: int
    reached: int
    providers: tuple[str, ...]
    said: int
    overdue: int


def get_recovery_summary(case_access: CaseAccess, known: KnownEmptyCaseParts = NOTHING) -> RecoverySummary:
    """For those who may see support. What was said of us is counted for those who work on the case alone."""
    states = list(_select_goal_states(case_access.file_id)) if known.has("goal") else []
    said, overdue = (
        count_case_feedback_and_overdue(case_access)
        if case_access.inside and known.has("feedback")
        else (0, 0)
    )
    return RecoverySummary(
        goals=states.count(GoalState.GOING_ON),
        reached=states.count(GoalState.REACHED),
        providers=tuple(_select_current_local_provider_names(case_access.file_id))
        if known.has("provider")
        else (),
        said=said,
        overdue=overdue,
    )


def _select_goal_states(case: UUID) -> QuerySet[Any, Any]:
    return GoalVersion.objects.filter(goal__case=case, is_newest=True).values_list("state", flat=True)


def _select_current_local_provider_names(case: UUID) -> QuerySet[Any, Any]:
    rows = LocalProvider.objects.filter(case=case, until__isnull=True).order_by("since", "id")
    return rows.values_list("body__name", flat=True)
