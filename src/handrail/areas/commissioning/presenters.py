"""A line in words: its stops, notices, clauses, successor, and what may be done next."""

import datetime
from typing import NamedTuple

from django.urls import reverse

from handrail.areas.commissioning.dated_rows import MARKS
from handrail.areas.commissioning.models import CommissionedService, LineNotice, StageMove
from handrail.areas.commissioning.stages import (
    OVER,
    STAGE_CODES,
    ServiceStage,
    StageTransition,
    list_possible_stage_moves,
    list_stages_drawn_for_service,
)
from handrail.areas.commissioning.successor_after_reform import SuccessorBody
from handrail.areas.recommendations.tags import StateTag, make_due_tag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.dates import format_day, format_month
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting


class ProcurementNoticeDisplay(NamedTuple):
    """A notice as the line shows it. `mark`: how sure its rule is."""

    row: LineNotice
    tag: StateTag
    when: str
    mark: str


class StageVisit(NamedTuple):
    """One time that a line came to a stop. `again`: which time, where it is not the first."""

    when: str
    who: str
    move: StageMove
    again: bool


class ServiceStageForDisplay(NamedTuple):
    """A stop as it is drawn: done, here, ahead, or not done. A stop that was reached keeps the day of each time.

    `when` and `who` are of a stop that was not reached: its plan.
    """

    code: str
    name: str
    state: str
    when: str
    who: str
    visits: tuple[StageVisit, ...]
    notices: tuple[ProcurementNoticeDisplay, ...]


class NextStageMove(NamedTuple):
    """A move that may follow. `href` is empty where another role makes it. `goes_on`: not back, and not to an end."""

    move: StageTransition
    href: str
    goes_on: bool


def present_service_stages(line: CommissionedService) -> dict[str, list[ServiceStageForDisplay]]:
    """The line in its two rows: before the agreement, and under it.

    Args:
        line: of `get_line`.

    Returns:
        Stops by the name of their row.
    """
    moves = list(line.moves.all())
    notices = [present_procurement_notice(row) for row in line.notices.all()]
    rows: dict[str, list[ServiceStageForDisplay]] = {"before": [], "under": []}
    stages = list_stages_drawn_for_service(line.kind, {move.stage for move in moves})
    reached = [place for place, stage in enumerate(stages) if any(move.stage == stage.code for move in moves)]
    for place, stage in enumerate(stages):
        rows[stage.group].append(
            _present_service_stage(line, stage, moves, notices, is_passed=place < max(reached, default=0))
        )
    return rows


def _present_service_stage(
    line: CommissionedService,
    stage: ServiceStage,
    moves: list[StageMove],
    notices: list[ProcurementNoticeDisplay],
    *,
    is_passed: bool,
) -> ServiceStageForDisplay:
    own = [move for move in moves if move.stage == stage.code]
    plan = next((row for row in line.planned_stops.all() if row.stage == stage.code), None)
    if line.stage == stage.code:
        state = "here"
    elif own:
        state = "done"
    else:
        state = "passed" if is_passed else "ahead"
    if own:
        when, who = "", ""
    elif plan is not None:
        when, who = msg("Planned for {day}", day=format_day(plan.planned_on)), plan.person
    else:
        when, who = ("Not done" if state == "passed" else "No date yet"), ""
    visits = tuple(
        StageVisit(format_day(move.on), move.by.name if move.by else move.body.name, move, place > 0)
        for place, move in enumerate(own)
    )
    numbers = {move.pk for move in own}
    mine = tuple(notice for notice in notices if notice.row.move_id in numbers)
    return ServiceStageForDisplay(stage.code, stage.name, state, when, who, visits, mine)


def present_procurement_notice(row: LineNotice) -> ProcurementNoticeDisplay:
    """One notice with its tag, in words."""
    if row.state == "published" and row.published_on:
        tag = StateTag("met", msg("Published {day}", day=format_day(row.published_on)))
    elif row.state == "not_needed":
        tag = StateTag("declined", "Not needed")
    elif row.due_on is None:
        tag = StateTag("today", "Due as soon as possible")
    else:
        today = formatting.get_today()
        late = max(0, (today - row.due_on).days)
        tag = make_due_tag(get_due_status_code(row.due_on, today), late, row.due_on)
    return ProcurementNoticeDisplay(row, tag, _describe_when_notice_is_due(row), MARKS[row.confidence])


def _describe_when_notice_is_due(row: LineNotice) -> str:
    """By which day; of one that was published also how late that was."""
    if row.due_on is None:
        return "No number of days is set"
    day = formatting.format_long_day(row.due_on)
    if row.state == "published" and row.published_on:
        late = (row.published_on - row.due_on).days
        if late > 0:
            return msg("Was due by {day}: {days} late", day=day, days=formatting.plural(late, "day"))
        return msg("Was due by {day}: in time", day=day)
    return msg("Due by {day}", day=day)


def list_next_stage_moves(actor: Actor, line: CommissionedService, *, own: bool) -> list[NextStageMove]:
    """The moves that may follow, each with its page where the reader makes it.

    Args:
        actor: who reads.
        line: of `get_line`.
        own: whether the reader's body commissions it.
    """
    found = []
    for move in list_possible_stage_moves(line.stage, line.kind):
        permission = Permission.SIGN_COMMISSIONING if move.signs else Permission.EDIT_COMMISSIONING
        name = "sign_line" if move.signs else "move_line"
        href = reverse(name, args=[line.pk, move.end]) if own and actor.may(permission) else ""
        goes_on = move.end not in OVER and STAGE_CODES.index(move.end) > STAGE_CODES.index(line.stage)
        found.append(NextStageMove(move, href, goes_on))
    return found


class RenewalReviewLink(NamedTuple):
    """A review of the line by its number; `decided` is the move that its decision made, where there is one."""

    number: int
    began_on: datetime.date
    decided: StageMove | None


def list_renewal_review_links(line: CommissionedService) -> list[RenewalReviewLink]:
    """The reviews of a line of `get_line`, read off its moves, the newest first."""
    moves = list(line.moves.all())
    found = [(place, move) for place, move in enumerate(moves) if move.stage == "review"]
    return [
        RenewalReviewLink(number, move.on, moves[place + 1] if place + 1 < len(moves) else None)
        for number, (place, move) in enumerate(found, start=1)
    ][::-1]


def describe_body_that_takes_over_agreement(found: SuccessorBody | None) -> str:
    """Whose the agreement becomes, in a sentence; empty where it does not outlive its body."""
    if found is None:
        return ""
    since = format_month(found.since) if found.precision == "month" else format_day(found.since)
    if found.planned:
        return msg(
            "Runs beyond {day}, when {name} is due to take over. Source: {source}",
            day=since,
            name=found.name,
            source=found.source,
        )
    return msg("Since {day} another body is responsible: {name}", day=since, name=found.name)


def make_renewal_decision_due_tag(day: datetime.date | None) -> StateTag:
    """How near the day is by which a renewal is decided."""
    today = formatting.get_today()
    late = max(0, (today - day).days) if day else 0
    return make_due_tag(get_due_status_code(day, today), late, day)
