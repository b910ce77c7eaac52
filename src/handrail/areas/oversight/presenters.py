"""Oversight in words and tags."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from handrail.areas.oversight.levels_and_states import ASSURANCE_LEVELS, OBJECTIVE_STATUSES
from handrail.areas.oversight.models import Hearing, ImprovementPlan, Objective
from handrail.areas.recommendations.tags import (
    ASSURANCE_LEVEL_TAGS,
    OBJECTIVE_STATUS_TAGS,
    StateTag,
    make_due_tag,
)
from handrail.platform.followups.queries import FollowUpRow
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written

ORIGIN_PAGES = {
    "meeting": "meeting",
    "plan": "plan",
    "programme": "programme",
    "recommendation": "recommendation",
    "signal": "signal",
    "pack": "pack_series",
    "partnership": "group_action",
    "service_line": "service_line",
}
ASSURANCE_SCALE = [(ASSURANCE_LEVEL_TAGS[code], means) for code, _, means in ASSURANCE_LEVELS]


class FollowUpDisplay(NamedTuple):
    """An action as lists and its page show it."""

    row: FollowUpRow
    tag: StateTag
    origin: str  # what kind of record it was promised on
    origin_href: str  # empty where the reader may not open that record


class ObjectiveDisplay(NamedTuple):
    """An objective as the page of its plan shows it."""

    row: Objective
    status: StateTag
    late: StateTag | None


def make_follow_up_display(row: FollowUpRow) -> FollowUpDisplay:
    """One action in a list, with the page of the record that it was promised on."""
    promised = row.record
    return FollowUpDisplay(
        row,
        tag=make_due_tag(row.standing, row.late_days, promised.due_on, ours=row.ours),
        origin=promised.get_origin_kind_display(),
        origin_href=reverse(ORIGIN_PAGES[promised.origin_kind], args=[promised.origin_id])
        if _may_open_origin_record(row)
        else "",
    )


def _may_open_origin_record(row: FollowUpRow) -> bool:
    """Meetings, joint plans and board packs are open to both bodies, the rest for certain only to whoever follows it
    up. A review of places is no area's to read."""
    if row.record.origin_kind not in ORIGIN_PAGES:
        return False
    return row.keeps or row.record.origin_kind in ("meeting", "plan", "signal", "pack", "partnership")


def make_next_board_tag(plan: ImprovementPlan) -> StateTag:
    """When the next board is told."""
    if plan.state == "closed":
        return make_due_tag("closed", 0, None)
    return make_due_tag(
        get_due_status_code(plan.next_board_on, written.get_today()),
        _count_days_late(plan.next_board_on),
        plan.next_board_on,
    )


def make_objective_display(row: Objective) -> ObjectiveDisplay:
    """One objective, with how it was last reported, and how late it is."""
    late = 0 if row.status == "done" else _count_days_late(row.due_on)
    return ObjectiveDisplay(
        row,
        status=OBJECTIVE_STATUS_TAGS[row.status],
        late=make_due_tag("overdue", late, row.due_on) if late else None,
    )


class ObjectiveStatusHistory(NamedTuple):
    """How each objective stood at each board: squares of a picture, and the same as a table."""

    boards: list[str]
    rows: list[tuple[str, list[str]]]  # objective; code of its status at each board, "" where none was told
    words: list[tuple[str, ...]]  # the rows of the table
    done: str  # one sentence


MOST_BOARDS_DRAWN = 8


def present_objective_status_history(plan: ImprovementPlan) -> ObjectiveStatusHistory | None:
    """The last boards, the oldest first; None before the second, since one board is no course."""
    boards = sorted(plan.reports.all(), key=lambda board: board.held_on)[-MOST_BOARDS_DRAWN:]
    if len(boards) < 2:
        return None
    told = [{row.objective_id: row.status for row in board.statuses.all()} for board in boards]
    rows: list[tuple[str, list[str]]] = [
        (msg("{number}. {what}", number=row.number, what=row.what), [each.get(row.pk, "") for each in told])
        for row in plan.objectives.all()
    ]
    counts = [sum(status == "done" for status in each.values()) for each in told]
    words = dict(OBJECTIVE_STATUSES)
    return ObjectiveStatusHistory(
        boards=[written.format_day(board.held_on) for board in boards],
        rows=rows,
        words=[
            (what, *(words.get(status, "Not reported") for status in statuses)) for what, statuses in rows
        ],
        done=msg(
            "{last} of {all} objectives done at the latest board, {first} at the first.",
            last=counts[-1],
            all=len(rows),
            first=counts[0],
        ),
    )


def _count_days_late(day: date | None) -> int:
    return max(0, (written.get_today() - day).days) if day else 0


def make_hearing_tag(row: Hearing) -> StateTag:
    """How near a planned hearing is, or whether it was held."""
    waits = row.state == "planned"
    state = get_due_status_code(row.planned_on, written.get_today()) if waits else row.state
    return make_due_tag(state, _count_days_late(row.planned_on) if waits else 0, row.planned_on)


def format_owner_body_and_person(name: str, person: str) -> str:
    """A body, and who there."""
    return msg("{person}, {name}", person=person, name=name) if person else name
