"""What oversight asks of the reader: boards, objectives, meetings and hearings; and actions that were promised."""

import datetime
from collections.abc import Iterable
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.urls import reverse

from handrail.areas.oversight.models import Hearing, ImprovementPlan, Meeting
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import visible_follow_ups_q
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)

MOST_READ: Final = 5 * MAX_ROWS
"""So many open objectives are read at most, the earliest day first: a plan stands once beside each of its own."""


def list_oversight_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """The next boards, open objectives, meetings and hearings of the reader's body."""
    plans = _select_plans_with_objectives(reader)
    meetings = _select_meetings_waiting_for_reader(reader, today())
    hearings = _select_hearings_waiting_for_reader(reader)
    oversees = reader.actor.may(Permission.OVERSEE)
    return HomeCardRowsStillToBeQueried(
        [plans, meetings, hearings],
        lambda: [
            *_make_plan_home_card_rows(reader, plans),
            *(_make_meeting_home_card_row(reader, row, oversees) for row in meetings),
            *(_make_hearing_home_card_row(row, oversees) for row in hearings),
        ],
    )


def list_open_follow_up_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Open actions that the reader's body owns, follows up or shares."""
    rows = FollowUp.objects.filter(visible_follow_ups_q(reader.body_ids), state="open")
    found = rows.select_related("owner").order_by("due_on", "id")[:MAX_ROWS]
    works = reader.actor.may(Permission.WORK_ON_ACTIONS)
    return HomeCardRowsStillToBeQueried(
        [found], lambda: [_make_follow_up_home_card_row(reader, row, works) for row in found]
    )


def _make_follow_up_home_card_row(reader: HomePageViewer, row: FollowUp, works: bool) -> HomeCardRow:
    href = reverse("action", args=[row.pk])
    if works and row.owner_id in reader.body_ids:
        say = reverse("say_action", args=[row.pk])
        return HomeCardRow(
            row.what,
            href,
            row.origin_title,
            row.due_on,
            button="Update action",
            button_href=say,
            action_id=row.pk,
        )
    return HomeCardRow(row.what, href, row.owner.name, row.due_on, is_ours=False, action_id=row.pk)


class PlanObjectiveRow(NamedTuple):
    """An open plan with one of its open objectives; a plan without any has None in their place."""

    plan_id: UUID
    plan: str
    board_on: datetime.date | None
    objective_id: int | None
    number: int
    what: str
    due_on: datetime.date | None
    owner_id: int
    owner: str


def _make_plan_home_card_rows(reader: HomePageViewer, rows: Iterable[Any]) -> list[HomeCardRow]:
    """The next boards of open plans, and their open objectives."""
    found = [PlanObjectiveRow(*row) for row in rows]
    works = reader.actor.may(Permission.WORK_ON_ACTIONS)
    boards = {row.plan_id: row for row in found if row.board_on}
    objectives = [row for row in found if row.objective_id is not None]
    return [
        *(
            _make_next_board_home_card_row(row, works)
            for row in sorted(boards.values(), key=_get_next_board_day_sort_key)[:MAX_ROWS]
        ),
        *(_make_objective_home_card_row(reader, row, works) for row in objectives[:MAX_ROWS]),
    ]


def _select_plans_with_objectives(reader: HomePageViewer) -> QuerySet[Any, Any]:
    plans = ImprovementPlan.objects.filter(
        Q(body__in=reader.body_ids) | Q(force__in=reader.body_ids), state="open"
    )
    rows = plans.annotate(open=FilteredRelation("objectives", condition=~Q(objectives__status="done")))
    columns = ("open__id", "open__number", "open__what", "open__due_on", "open__owner", "open__owner__name")
    first = F("open__due_on").asc(nulls_first=True)
    return rows.order_by(first, "open__id").values_list("pk", "title", "next_board_on", *columns)[:MOST_READ]


def _get_next_board_day_sort_key(row: PlanObjectiveRow) -> tuple[str, str]:
    return str(row.board_on), str(row.plan_id)


def _make_next_board_home_card_row(row: PlanObjectiveRow, works: bool) -> HomeCardRow:
    return HomeCardRow(
        row.plan,
        reverse("plan", args=[row.plan_id]),
        "" if works else "Report to the next board",
        row.board_on,
        is_ours=works,
        button="Report to board" if works else "",
        button_href=reverse("report_board", args=[row.plan_id]) if works else "",
    )


def _make_objective_home_card_row(reader: HomePageViewer, row: PlanObjectiveRow, works: bool) -> HomeCardRow:
    href = reverse("plan", args=[row.plan_id])
    if row.owner_id in reader.body_ids:
        about = msg("Objective {number} of “{plan}”", number=row.number, plan=row.plan)
        return HomeCardRow(row.what, href, about, row.due_on, is_ours=works)
    return HomeCardRow(row.what, href, row.owner, row.due_on, is_ours=False)


def _select_meetings_waiting_for_reader(reader: HomePageViewer, day: datetime.date) -> QuerySet[Meeting]:
    """Meetings whose level of assurance is to be settled, and those whose next meeting is still to come."""
    rows = Meeting.objects.filter(Q(body__in=reader.body_ids) | Q(force__in=reader.body_ids))
    wanted = rows.filter(Q(state="open") | Q(next_on__gte=day)).select_related("body", "force")
    return wanted.order_by("next_on", "id")[:MAX_ROWS]


def _make_meeting_home_card_row(reader: HomePageViewer, row: Meeting, oversees: bool) -> HomeCardRow:
    href, ours = reverse("meeting", args=[row.pk]), row.body_id in reader.body_ids and oversees
    if row.state == "open":
        return HomeCardRow(
            row.title,
            href,
            msg("Meeting with {force}", force=row.force.name),
            None,
            is_ours=ours,
            status="Draft",
            button="Settle assurance" if ours else "",
            button_href=reverse("settle_meeting", args=[row.pk]) if ours else "",
        )
    other = row.force.name if row.body_id in reader.body_ids else row.body.name
    return HomeCardRow(
        row.title, href, msg("Next meeting with {body}", body=other), row.next_on, is_ours=ours
    )


def _select_hearings_waiting_for_reader(reader: HomePageViewer) -> QuerySet[Hearing]:
    rows = Hearing.objects.filter(programme__body__in=reader.body_ids, state="planned")
    return rows.select_related("programme").order_by("planned_on", "id")[:MAX_ROWS]


def _make_hearing_home_card_row(row: Hearing, oversees: bool) -> HomeCardRow:
    return HomeCardRow(
        row.subject,
        reverse("programme", args=[row.programme_id]),
        row.programme.title if oversees else msg("Hearing: {programme}", programme=row.programme.title),
        row.planned_on,
        is_ours=oversees,
        button="Record hearing" if oversees else "",
        button_href=reverse("record_hearing", args=[row.programme_id, row.number]) if oversees else "",
    )


OVERSIGHT_CARD = HomeCard(
    "Meetings, plans and scrutiny",
    Permission.VIEW_OVERSIGHT,
    list_oversight_home_card_rows,
    place="oversight",
    link="All meetings, plans and scrutiny",
)
ACTIONS_CARD = HomeCard(
    "Actions",
    Permission.VIEW_OVERSIGHT,
    list_open_follow_up_home_card_rows,
    place="actions",
    link="All actions",
)
