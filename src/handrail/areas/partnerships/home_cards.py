"""On the home of the area roles: invitations, offers, questions to answer, looks back, meetings ahead."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from handrail.areas.partnerships.membership import select_bodies_with_seats_answered_for
from handrail.areas.partnerships.models import (
    Escalation,
    GroupAction,
    GroupMeeting,
    OperationFollowUp,
    Seat,
)
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import format_day_and_short_month_omitting_current_year
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
    join_home_card_rows_to_be_queried,
)

AHEAD = datetime.timedelta(days=60)
LOOK_BACK_AHEAD = datetime.timedelta(days=14)


def list_partnership_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """What waits for the reader in their groups."""
    bodies = select_bodies_with_seats_answered_for(reader.body_ids)
    parts = [
        _list_seat_invitation_rows(bodies),
        _list_offered_group_action_rows(bodies),
        _list_group_meeting_rows(reader, bodies),
    ]
    if not reader.actor.may(Permission.VIEW_OVERSIGHT):  # which has all actions on a card of their own
        parts[2:2] = [_list_accepted_group_action_rows(bodies)]
    if reader.actor.may(Permission.CONVENE_PARTNERSHIPS):
        parts[2:2] = [_list_escalation_rows(bodies), _list_due_intensification_review_rows(bodies)]
    return join_home_card_rows_to_be_queried(*parts)


def _list_seat_invitation_rows(bodies: "QuerySet[Body]") -> HomeCardRowsStillToBeQueried:
    rows = Seat.objects.filter(state="invited", body__in=bodies, group__state="active")
    found = rows.select_related("group").order_by("pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.group.name,
                reverse("group", args=[row.group_id]),
                msg("A seat is offered: {office}", office=row.office),
                None,
                status="Invited",
                button="Answer",
                button_href=reverse("answer_seat", args=[row.group_id, row.pk]),
            )
            for row in found
        ],
    )


def _list_offered_group_action_rows(bodies: "QuerySet[Body]") -> HomeCardRowsStillToBeQueried:
    rows = GroupAction.objects.filter(
        state="offered", seat__body__in=bodies, seat__state="accepted", group__state="active"
    )
    found = rows.select_related("group").order_by("due_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.what,
                reverse("group_action", args=[row.pk]),
                msg("From {group}", group=row.group.name),
                row.due_on,
                button="Accept or decline",
                button_href=reverse("answer_group_action", args=[row.pk]),
            )
            for row in found
        ],
    )


def _list_accepted_group_action_rows(bodies: "QuerySet[Body]") -> HomeCardRowsStillToBeQueried:
    rows = GroupAction.objects.filter(
        seat__body__in=bodies, seat__state="accepted", follow_up__state="open", group__state="active"
    )
    found = rows.select_related("group", "follow_up").order_by("follow_up__due_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.what,
                reverse("group_action", args=[row.pk]),
                row.group.name,
                row.follow_up.due_on if row.follow_up else None,
                button="Update action",
                button_href=reverse("say_group_action", args=[row.pk]),
            )
            for row in found
        ],
    )


def _list_escalation_rows(bodies: "QuerySet[Body]") -> HomeCardRowsStillToBeQueried:
    rows = Escalation.objects.filter(state="open", to_group__body__in=bodies)
    found = rows.select_related("action__group").order_by("answer_by", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.asked,
                reverse("group_actions", args=[row.to_group_id]),
                msg("From {group}", group=row.action.group.name),
                row.answer_by,
                button="Answer",
                button_href=reverse("answer_escalation", args=[row.pk]),
            )
            for row in found
        ],
    )


def _list_due_intensification_review_rows(bodies: "QuerySet[Body]") -> HomeCardRowsStillToBeQueried:
    """Looks back after 3 and 12 months, once the first reminder of them has come."""
    rows = OperationFollowUp.objects.filter(
        done_on__isnull=True,
        due_on__lte=today() + LOOK_BACK_AHEAD,
        operation__group__body__in=bodies,
        operation__group__state="active",
    )
    found = rows.select_related("operation__group").order_by("due_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.operation.name,
                reverse("operation", args=[row.operation_id]),
                msg("After {months} months", months=row.months),
                row.due_on,
                button="Look back",
                button_href=reverse("look_back_operation", args=[row.operation_id, row.months]),
            )
            for row in found
        ],
    )


def _list_group_meeting_rows(
    reader: HomePageViewer, bodies: "QuerySet[Body]"
) -> HomeCardRowsStillToBeQueried:
    """Of groups that the reader's organisations convene or sit in; what they only read is not due from anybody."""
    seats = Seat.objects.filter(body__in=bodies, state="accepted").values("group")
    convened = Exists(bodies.filter(pk=OuterRef("group__body")))
    rows = GroupMeeting.objects.annotate(is_convened_here=convened).filter(
        Q(group__body__in=bodies) | Q(group__in=seats),
        group__state="active",
        state__in=("drafted", "called"),
        planned_on__gte=today(),
        planned_on__lte=today() + AHEAD,
    )
    runs = reader.actor.may(Permission.CONVENE_PARTNERSHIPS)
    found: QuerySet[Any, Any] = rows.select_related("group").order_by("planned_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.group.name,
                reverse("group_meeting", args=[row.group_id, row.number]),
                "Send the invitations"
                if row.state == "drafted" and runs and row.is_convened_here
                else "Invitations not sent"
                if row.state == "drafted"
                else "Invitations sent",
                row.planned_on,
                is_ours=runs and row.is_convened_here,
                on_that_day=msg(
                    "Meeting {day}", day=format_day_and_short_month_omitting_current_year(row.planned_on)
                ),
            )
            for row in found
        ],
    )


PARTNERSHIPS_CARD = HomeCard(
    "Boards and forums",
    Permission.JOIN_PARTNERSHIPS,
    list_partnership_home_card_rows,
    place="partnerships",
    link="All boards and forums",
)
