"""What the case page says of the plan, in three queries."""

from dataclasses import dataclass

from handrail.people.recovery.models import GoalVersion, LocalProvider
from handrail.people.recovery.queries.feedback import count_case_feedback
from handrail.people.recovery.states import GoalState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class RecoverySummary:
    """Goals that go on, who supports the person locally, what they said of us."""

    goals: int
    reached: int
    providers: tuple[str, ...]
    said: int
    overdue: int


def get_recovery_summary(case_access: CaseAccess) -> RecoverySummary:
    """For those who may see support. What was said of us is counted for those who work on the case alone."""
    states = _select_states().column(case=case_access.file_id)
    said, overdue = count_case_feedback(case_access) if case_access.inside else (0, 0)
    return RecoverySummary(
        goals=states.count(GoalState.GOING_ON),
        reached=states.count(GoalState.REACHED),
        providers=tuple(_select_providers().column(case=case_access.file_id)),
        said=said,
        overdue=overdue,
    )


@statement
def _select_states() -> Asked:
    return GoalVersion.objects.filter(goal__case=given("case"), is_newest=True).values_list("state")


@statement
def _select_providers() -> Asked:
    rows = LocalProvider.objects.filter(case=given("case"), until__isnull=True).order_by("since", "id")
    return rows.values_list("body__name")
