"""Goals of one person, each as it was said last, and all its versions."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.sealing import boxes, read
from handrail.casework.offers.queries.plan import NEED_NAMES
from handrail.recovery.models import GoalVersion
from handrail.recovery.states import GoalState
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class GoalLine:
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


def goals_of(sight: Sight) -> tuple[GoalLine, ...]:
    """The newest version of each goal, those that go on first, then as they were said. Three queries."""
    sight.needs(Kind.SUPPORT)
    rows = _versions().filter(goal__case=sight.file_id, is_newest=True).order_by("goal__id")
    lines = _lines(sight, list(rows))
    return tuple(sorted(lines, key=lambda line: line.state != GoalState.GOING_ON))


def versions_of(sight: Sight, goal_id: UUID) -> tuple[GoalLine, ...]:
    """Every version of one goal, newest first; nothing where it is not on the case."""
    sight.needs(Kind.SUPPORT)
    rows = _versions().filter(goal__case=sight.file_id, goal=goal_id).order_by("-number")
    return tuple(_lines(sight, list(rows)))


def _versions() -> QuerySet[GoalVersion]:
    """With all that a line needs."""
    return GoalVersion.objects.select_related("written_by").prefetch_related("needs__need")


def _lines(sight: Sight, rows: list[GoalVersion]) -> list[GoalLine]:
    box = boxes([sight.file_id]).get(sight.file_id)
    return [_line(row, box) for row in rows]


def _line(row: GoalVersion, box: Box | None) -> GoalLine:
    needs = sorted(row.needs.all(), key=lambda link: link.need_id)
    return GoalLine(
        goal_id=row.goal_id,
        number=row.number,
        words=read(box, row, "words"),
        said_on=row.said_on,
        first=read(box, row, "first"),
        steps=tuple(step for line in read(box, row, "steps").splitlines() if (step := line.strip())),
        helpers=read(box, row, "helpers"),
        needs=tuple(NEED_NAMES.get(link.need.kind, link.need.kind) for link in needs),
        need_ids=tuple(link.need_id for link in needs),
        state=row.state,
        state_words=GoalState(row.state).label,
        state_on=row.state_on,
        why=read(box, row, "state_words"),
        written_at=row.written_at,
        written_by=row.written_by.name,
    )
