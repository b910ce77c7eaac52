"""Oversight in words and tags."""

from typing import Any

from django.urls import reverse

from handrail.assurance.oversight.queries import (
    HearingLine,
    MeetingLine,
    ObjectiveLine,
    PlanLine,
    PlanPage,
    ProgrammeLine,
)
from handrail.assurance.oversight.states import LEVELS
from handrail.followups.origins import ORIGINS
from handrail.followups.queries import ActionLine
from handrail.kernel.saying import say
from handrail.web.design import words as written
from handrail.web.oversight.tags import LEVEL, STATUS, due

PAGES = {
    "meeting": "meeting",
    "plan": "plan",
    "programme": "programme",
    "recommendation": "recommendation",
}
SCALE = [(LEVEL[code], means) for code, _, means in LEVELS]


def action(row: ActionLine) -> dict[str, Any]:
    """One action in a list, with the page it came out of."""
    return {
        "row": row,
        "tag": due(row.standing, row.late_days, row.due_on, ours=row.ours),
        "origin": dict(ORIGINS)[row.origin_kind],
        "origin_href": reverse(PAGES[row.origin_kind], args=[row.origin_id]) if _may_open(row) else "",
    }


def _may_open(row: ActionLine) -> bool:
    """Meetings and joint plans are open to both bodies, the rest for certain only to whoever follows it up."""
    return row.keeps or row.origin_kind in ("meeting", "plan")


def meeting(row: MeetingLine) -> dict[str, Any]:
    """One meeting in a list."""
    return {"row": row, "level": LEVEL[row.level]}


def plan(row: PlanLine) -> dict[str, Any]:
    """One plan in a list."""
    return {"row": row, "board": board(row)}


def board(row: PlanLine | PlanPage) -> Any:
    """When the next board is told."""
    if row.board_standing == "overdue":
        return due("overdue", (written.today() - row.next_board_on).days, row.next_board_on)  # type: ignore[operator]
    return due(row.board_standing, 0, row.next_board_on)


def programme(row: ProgrammeLine) -> dict[str, Any]:
    """One programme in a list."""
    return {"row": row}


def objective(row: ObjectiveLine) -> dict[str, Any]:
    """One objective, with how it was last reported and how its day stands."""
    return {"row": row, "status": STATUS[row.status], "due": due(row.standing, row.late_days, row.due_on)}


def hearing(row: HearingLine) -> dict[str, Any]:
    """One hearing of the forward plan."""
    return {"row": row, "tag": due(row.standing, row.late_days, row.planned_on)}


def owner(name: str, person: str) -> str:
    """A body, and who there."""
    return say("{person}, {name}", person=person, name=name) if person else name
