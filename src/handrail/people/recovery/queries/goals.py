"""Goals of one person, each as it was said last, and all its versions."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.directory.need_and_service_kinds import get_information_kind_of_need
from handrail.people.cases.offers.queries.needs import NEED_NAMES
from handrail.people.recovery.models import GoalVersion
from handrail.people.recovery.text_choices import GoalState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class GoalVersionRow:
    """One version of a goal; `why` is what they say of its state."""

    version: GoalVersion
    words: str
    first: str
    steps: tuple[str, ...]
    helpers: str
    needs: tuple[str, ...]
    why: str


def list_newest_goal_versions(case_access: CaseAccess) -> tuple[GoalVersionRow, ...]:
    """The newest version of each goal. Three queries.

    Returns:
        Those that go on first, then as they were said.
    """
    case_access.needs(Kind.OUTCOMES)
    rows = _select_goal_versions(case_access).filter(is_newest=True).order_by("goal__id")
    lines = [_build_goal_version_row(row, case_access) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.version.state != GoalState.GOING_ON))


def list_goal_versions(case_access: CaseAccess, goal_id: UUID) -> tuple[GoalVersionRow, ...]:
    """Every version of one goal.

    Returns:
        The newest first; nothing where the goal is not on the case.
    """
    case_access.needs(Kind.OUTCOMES)
    rows = _select_goal_versions(case_access).filter(goal=goal_id).order_by("-version")
    return tuple(_build_goal_version_row(row, case_access) for row in rows)


def get_newest_goal_version(case_access: CaseAccess, goal_id: UUID) -> GoalVersion:
    """A goal as it was said last, to be followed by another version. Raises NotVisible."""
    case_access.needs(Kind.OUTCOMES)
    newest = _select_goal_versions(case_access).filter(goal=goal_id, is_newest=True).first()
    if newest is None:
        raise NotVisible
    return newest


def _select_goal_versions(case_access: CaseAccess) -> QuerySet[GoalVersion]:
    """Those of the case with all that a line needs."""
    rows = GoalVersion.objects.filter(goal__case=case_access.file_id).opened_for(case_access)
    return rows.select_related("goal", "changed_by").prefetch_related("needs__need")


def _build_goal_version_row(row: GoalVersion, case_access: CaseAccess) -> GoalVersionRow:
    codes = [link.need.kind for link in sorted(row.needs.all(), key=lambda link: link.need_id)]
    codes = [code for code in codes if case_access.sees(get_information_kind_of_need(code))]
    return GoalVersionRow(
        version=row,
        words=row.words.open(),
        first=row.first.open(),
        steps=tuple(step for line in row.steps.open().splitlines() if (step := line.strip())),
        helpers=row.helpers.open(),
        needs=tuple(NEED_NAMES.get(code, code) for code in codes),
        why=row.state_words.open(),
    )
