"""Oversight in words and tags."""

from typing import Any

from django.urls import reverse

from handrail.areas.oversight.queries import (
    HearingRow,
    ImprovementPlanDetail,
    ImprovementPlanRow,
    MeetingRow,
    ObjectiveRow,
    ProgrammeRow,
)
from handrail.areas.oversight.states import ASSURANCE_LEVELS
from handrail.areas.recommendations.tags import ASSURANCE_LEVEL_TAGS, OBJECTIVE_STATUS_TAGS, make_due_tag
from handrail.platform.followups.origins import ORIGINS
from handrail.platform.followups.queries import FollowUpRow
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written

ORIGIN_PAGES = {
    "meeting": "meeting",
    "plan": "plan",
    "programme": "programme",
    "recommendation": "recommendation",
}
ASSURANCE_SCALE = [(ASSURANCE_LEVEL_TAGS[code], means) for code, _, means in ASSURANCE_LEVELS]


def present_action(row: FollowUpRow) -> dict[str, Any]:
    """One action in a list, with the page it came out of."""
    return {
        "row": row,
        "tag": make_due_tag(row.standing, row.late_days, row.due_on, ours=row.ours),
        "origin": dict(ORIGINS)[row.origin_kind],
        "origin_href": reverse(ORIGIN_PAGES[row.origin_kind], args=[row.origin_id]) if _may_open(row) else "",
    }


def _may_open(row: FollowUpRow) -> bool:
    """Meetings and joint plans are open to both bodies, the rest for certain only to whoever follows it up."""
    return row.keeps or row.origin_kind in ("meeting", "plan")


def present_meeting(row: MeetingRow) -> dict[str, Any]:
    """One meeting in a list."""
    return {"row": row, "level": ASSURANCE_LEVEL_TAGS[row.level]}


def present_plan(row: ImprovementPlanRow) -> dict[str, Any]:
    """One plan in a list."""
    return {"row": row, "board": make_board_tag(row)}


def make_board_tag(row: ImprovementPlanRow | ImprovementPlanDetail) -> Any:
    """When the next board is told."""
    if row.board_standing == "overdue":
        return make_due_tag("overdue", (written.get_today() - row.next_board_on).days, row.next_board_on)  # type: ignore[operator]
    return make_due_tag(row.board_standing, 0, row.next_board_on)


def present_programme(row: ProgrammeRow) -> dict[str, Any]:
    """One programme in a list."""
    return {"row": row}


def present_objective(row: ObjectiveRow) -> dict[str, Any]:
    """One objective, with how it was last reported and how its day stands."""
    return {
        "row": row,
        "status": OBJECTIVE_STATUS_TAGS[row.status],
        "due": make_due_tag(row.standing, row.late_days, row.due_on),
    }


def present_hearing(row: HearingRow) -> dict[str, Any]:
    """One hearing of the forward plan."""
    return {"row": row, "tag": make_due_tag(row.standing, row.late_days, row.planned_on)}


def format_owner(name: str, person: str) -> str:
    """A body, and who there."""
    return msg("{person}, {name}", person=person, name=name) if person else name
