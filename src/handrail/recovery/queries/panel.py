"""What the case page says of the plan, in three queries."""

from dataclasses import dataclass

from handrail.access.sight import Sight
from handrail.prepared import Asked, given, statement
from handrail.recovery.models import GoalVersion, LocalProvider
from handrail.recovery.queries.feedback import counts_on_case
from handrail.recovery.states import GoalState


@dataclass(frozen=True, slots=True)
class Panel:
    """Goals that go on, who supports the person locally, what they said of us."""

    goals: int
    reached: int
    providers: tuple[str, ...]
    said: int
    overdue: int


def panel_of(sight: Sight) -> Panel:
    """For those who may see support. What was said of us is counted for those who work on the case alone."""
    states = _states().column(case=sight.file_id)
    said, overdue = counts_on_case(sight) if sight.inside else (0, 0)
    return Panel(
        goals=states.count(GoalState.GOING_ON),
        reached=states.count(GoalState.REACHED),
        providers=tuple(_providers().column(case=sight.file_id)),
        said=said,
        overdue=overdue,
    )


@statement
def _states() -> Asked:
    return GoalVersion.objects.filter(goal__case=given("case"), is_newest=True).values_list("state")


@statement
def _providers() -> Asked:
    rows = LocalProvider.objects.filter(case=given("case"), until__isnull=True).order_by("since", "id")
    return rows.values_list("body__name")
