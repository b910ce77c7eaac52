"""What the case page says of the plan, in at most three queries."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.recovery.models import GoalVersion, LocalProvider
from handrail.people.recovery.queries.feedback import (
    count_case_feedback_and_overdue,
    select_feedback_due_and_answered_days,
)
from handrail.people.recovery.text_choices import GoalState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class RecoverySummary:
    """Goals that go on, who supports the person locally, what they said of us."""

    goals: int
    reached: int
    providers: tuple[str, ...]
    said: int
    overdue: int


def get_recovery_summary(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> RecoverySummary:
    """As far as it is open to the reader. What was said of us is counted for those who work on the case alone."""
    goals_open, offers_open = Kind.OUTCOMES in case_access.kinds, case_access.sees(Kind.OFFERS)
    states = (
        list(known.take("goal", select_newest_state_of_each_goal, case_access.file_id))
        if goals_open and known.has("goal")
        else []
    )
    said, overdue = (
        count_case_feedback_and_overdue(case_access, known)
        if case_access.inside and Kind.OWN_WORDS in case_access.kinds and known.has("feedback")
        else (0, 0)
    )
    return RecoverySummary(
        goals=states.count(GoalState.GOING_ON),
        reached=states.count(GoalState.REACHED),
        providers=tuple(known.take("provider", select_current_local_provider_names, case_access.file_id))
        if offers_open and known.has("provider")
        else (),
        said=said,
        overdue=overdue,
    )


def select_recovery_summary_querysets_by_part(case_access: CaseAccess) -> dict[str, QuerySet[Any, Any]]:
    """The rows that `get_recovery_summary` reads.

    Returns:
        Querysets by the name of their part, as far as they are open to the reader.
    """
    rows: dict[str, QuerySet[Any, Any]] = {}
    if Kind.OUTCOMES in case_access.kinds:
        rows["goal"] = select_newest_state_of_each_goal(case_access.file_id)
    if case_access.inside and Kind.OWN_WORDS in case_access.kinds:
        rows["feedback"] = select_feedback_due_and_answered_days(case_access)
    if Kind.OFFERS in case_access.kinds:
        rows["provider"] = select_current_local_provider_names(case_access.file_id)
    return rows


def select_newest_state_of_each_goal(case: UUID) -> QuerySet[Any, Any]:
    """The state of each goal of a case, as it was said last."""
    return GoalVersion.objects.filter(goal__case=case, is_newest=True).values_list("state", flat=True)


def select_current_local_provider_names(case: UUID) -> QuerySet[Any, Any]:
    """Who supports the person locally today."""
    rows = LocalProvider.objects.filter(case=case, until__isnull=True).order_by("since", "id")
    return rows.values_list("body__name", flat=True)
