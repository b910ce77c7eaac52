"""Goals of one person, each as it was said last, and all its versions."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.offers.queries.needs import NEED_NAMES
from handrail.people.records.sealing import get_ciphers, read_sealed
from handrail.people.recovery.models import GoalVersion
from handrail.people.recovery.states import GoalState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.vault.cipher import Cipher


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One version of a goal."""

    goal_id: UUID
    number: int
    words: str
    said_on: datetime.date
    first: str
    steps: tuple[str, ...]
    helpers: str
    needs: tuple[str, ...]
    need_ids: tuple[UUID, ...]
    state: str
    state_words: str
    state_on: datetime.date | None
    why: str
    written_at: datetime.datetime
    written_by: str


def list_goals(case_access: CaseAccess) -> tuple[GoalRow, ...]:
    """The newest version of each goal, those that go on first, then as they were said. Three queries."""
    case_access.needs(Kind.SUPPORT)
    rows = _select_versions().filter(goal__case=case_access.file_id, is_newest=True).order_by("goal__id")
    lines = _build_rows(case_access, list(rows))
    return tuple(sorted(lines, key=lambda line: line.state != GoalState.GOING_ON))


def list_goal_versions(case_access: CaseAccess, goal_id: UUID) -> tuple[GoalRow, ...]:
    """Every version of one goal, newest first; nothing where it is not on the case."""
    case_access.needs(Kind.SUPPORT)
    rows = _select_versions().filter(goal__case=case_access.file_id, goal=goal_id).order_by("-number")
    return tuple(_build_rows(case_access, list(rows)))


def _select_versions() -> QuerySet[GoalVersion]:
    """With all that a line needs."""
    return GoalVersion.objects.select_related("written_by").prefetch_related("needs__need")


def _build_rows(case_access: CaseAccess, rows: list[GoalVersion]) -> list[GoalRow]:
    box = get_ciphers([case_access.file_id]).get(case_access.file_id)
    return [_build_row(row, box) for row in rows]


def _build_row(row: GoalVersion, box: Cipher | None) -> GoalRow:
    needs = sorted(row.needs.all(), key=lambda link: link.need_id)
    return GoalRow(
        goal_id=row.goal_id,
        number=row.number,
        words=read_sealed(box, row, "words"),
        said_on=row.said_on,
        first=read_sealed(box, row, "first"),
        steps=tuple(step for line in read_sealed(box, row, "steps").splitlines() if (step := line.strip())),
        helpers=read_sealed(box, row, "helpers"),
        needs=tuple(NEED_NAMES.get(link.need.kind, link.need.kind) for link in needs),
        need_ids=tuple(link.need_id for link in needs),
        state=row.state,
        state_words=GoalState(row.state).label,
        state_on=row.state_on,
        why=read_sealed(box, row, "state_words"),
        written_at=row.written_at,
        written_by=row.written_by.name,
    )
