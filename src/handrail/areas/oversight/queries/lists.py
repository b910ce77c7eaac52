"""Meetings, plans and programmes as lists: the same few queries however many there are."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from handrail.areas.oversight.models import Hearing, ImprovementPlan, Meeting, Programme
from handrail.areas.oversight.permissions import visible_meetings_q, visible_plans_q, visible_programmes_q
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_body_ids
from handrail.platform.followups.reminder_dates import get_due_status

MAX_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    id: UUID
    title: str
    force: str
    held_on: datetime.date
    level: str
    state: str
    next_on: datetime.date | None
    questions: int
    open_actions: int


@dataclass(frozen=True, slots=True)
class ImprovementPlanRow:
    """One plan in a list. `overdue`: objectives whose day has passed and that are not done."""

    id: UUID
    title: str
    body: str
    force: str
    starts_on: datetime.date
    ends_on: datetime.date
    next_board_on: datetime.date | None
    board_standing: str
    state: str
    objectives: int
    done: int
    overdue: int
    open_actions: int


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme in a list."""

    id: UUID
    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    hearings: int
    held: int
    published: int
    next_on: datetime.date | None
    open_actions: int


def list_meetings(actor: Actor) -> tuple[MeetingRow, ...]:
    """The meetings that are open to the actor, newest first."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    rows = Meeting.objects.filter(visible_meetings_q(get_own_body_ids(actor))).annotate(
        asked=Count("questions")
    )
    found = list(rows.select_related("force").order_by("-held_on", "-id")[:MAX_ROWS])
    actions = open_actions("meeting", found)
    return tuple(
        MeetingRow(
            row.pk,
            row.title,
            row.force.name,
            row.held_on,
            row.level,
            row.state,
            row.next_on,
            row.asked,
            actions.get(str(row.pk), 0),
        )
        for row in found
    )


def list_plans(actor: Actor) -> tuple[ImprovementPlanRow, ...]:
    """The plans that are open to the actor."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    day = today()
    late = Q(objectives__due_on__lt=day) & ~Q(objectives__status="done")
    rows = ImprovementPlan.objects.filter(visible_plans_q(get_own_body_ids(actor))).annotate(
        all_of_them=Count("objectives"),
        done=Count("objectives", filter=Q(objectives__status="done")),
        late=Count("objectives", filter=late),
    )
    found = list(rows.select_related("body", "force").order_by("-state", "-starts_on", "-id")[:MAX_ROWS])
    actions = open_actions("plan", found)
    return tuple(_make_plan_row(row, actions.get(str(row.pk), 0), day) for row in found)


def list_programmes(actor: Actor) -> tuple[ProgrammeRow, ...]:
    """The programmes of the actor's body."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    rows = Programme.objects.filter(visible_programmes_q(get_own_body_ids(actor))).annotate(
        all_of_them=Count("hearings"),
        held=Count("hearings", filter=Q(hearings__state="held")),
        published=Count("hearings__outcome"),
    )
    found = list(rows.order_by("-starts_on", "-id")[:MAX_ROWS])
    actions = open_actions("programme", found)
    ahead = _get_next_hearings(found)
    return tuple(
        ProgrammeRow(
            row.pk,
            row.title,
            row.starts_on,
            row.ends_on,
            row.all_of_them,
            row.held,
            row.published,
            ahead.get(row.pk),
            actions.get(str(row.pk), 0),
        )
        for row in found
    )


def open_actions(kind: str, rows: list[Any]) -> dict[str, int]:
    """How many actions that came out of each are open, in one query."""
    found = FollowUp.objects.filter(
        origin_kind=kind, origin_id__in=[str(row.pk) for row in rows], state="open"
    )
    return dict(found.order_by().values_list("origin_id").annotate(Count("pk")))


def _get_next_hearings(rows: Sequence[Programme]) -> dict[UUID, datetime.date]:
    ahead: QuerySet[Hearing] = Hearing.objects.filter(programme__in=rows, state="planned")
    return dict(ahead.order_by("-planned_on").values_list("programme_id", "planned_on"))


def _make_plan_row(row: Any, actions: int, day: datetime.date) -> ImprovementPlanRow:
    is_open = row.state == "open"
    return ImprovementPlanRow(
        id=row.pk,
        title=row.title,
        body=row.body.name,
        force=row.force.name if row.force else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        next_board_on=row.next_board_on,
        board_standing=get_due_status(row.next_board_on, day) if is_open else "closed",
        state=row.state,
        objectives=row.all_of_them,
        done=row.done,
        overdue=row.late if is_open else 0,
        open_actions=actions,
    )
