"""Meetings with who came and what was carried forward; actions with how far they are."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Prefetch, Q, QuerySet

from handrail.areas.partnerships.models import (
    Escalation,
    Group,
    GroupAction,
    GroupAttendance,
    GroupDecision,
    GroupMeeting,
)
from handrail.areas.partnerships.permissions import select_visible_groups
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.followups.permissions import RecordNotVisibleError

MOST_CARRIED = 25


class GroupMeetingDetail(NamedTuple):
    """A meeting with all that its page shows. `carried`: actions of before that were open on its day."""

    meeting: GroupMeeting
    attendance: list[GroupAttendance]
    decisions: list[GroupDecision]
    actions: list[GroupAction]
    carried: list[GroupAction]


class GroupActionDetail(NamedTuple):
    """An action with updates and what was asked above."""

    action: GroupAction
    updates: list[FollowUpUpdate]
    escalations: list[Escalation]


def get_group_meeting_detail(group: Group, number: int) -> GroupMeetingDetail:
    """One meeting of a group. Five statements. Raises RecordNotVisibleError."""
    meeting = get_group_meeting(group, number)
    day = meeting.held_on or meeting.planned_on
    attendance = meeting.attendance.select_related("seat__body").fetch_mode(FETCH_RAISE)
    actions = _select_group_actions_with_related_rows(meeting.actions.all())
    return GroupMeetingDetail(
        meeting,
        list(attendance),
        list(meeting.decisions.all()),
        list(actions),
        list(
            select_actions_carried_forward(group, meeting, min(day, today() + datetime.timedelta(days=1)))[
                :MOST_CARRIED
            ]
        ),
    )


def select_actions_carried_forward(
    group: Group, meeting: GroupMeeting, day: datetime.date
) -> "QuerySet[GroupAction]":
    """Actions offered before a meeting that were still open on its day; of a meeting ahead, those that are open now.

    Args:
        group: whose actions.
        meeting: whose own actions are left out.
        day: at whose beginning they were open; of a meeting ahead tomorrow, so that what was done today counts.
    """
    closed = Q(follow_up__state__in=("done", "dropped"), follow_up__changed_at__date__lt=day)
    rows = group.actions.filter(offered_on__lt=day).exclude(closed).exclude(meeting=meeting)
    rows = rows.exclude(state__in=("declined", "withdrawn"), answered_on__lt=day)
    return _select_group_actions_with_related_rows(rows)


def get_group_meeting(group: Group, number: int) -> GroupMeeting:
    """One meeting of a group. Raises RecordNotVisibleError."""
    rows = group.meetings.select_related("stream", "pack__series", "changed_by").fetch_mode(FETCH_RAISE)
    meeting = rows.filter(number=number).first()
    if meeting is None:
        raise RecordNotVisibleError("meeting")
    return meeting


def select_group_meetings(group: Group, *, ahead: bool) -> "QuerySet[GroupMeeting]":
    """Meetings still ahead, the next first; or the past ones, the newest first.

    Args:
        group: whose meetings.
        ahead: which of the two.
    """
    states = ("drafted", "called") if ahead else ("held", "cancelled")
    attendance = GroupAttendance.objects.all().fetch_mode(FETCH_RAISE)
    rows = group.meetings.filter(state__in=states).select_related("stream")
    order = "planned_on" if ahead else "-planned_on"
    return rows.prefetch_related(Prefetch("attendance", attendance)).order_by(order, "number")


def select_group_actions(group: Group, *, state: str) -> "QuerySet[GroupAction]":
    """The actions of a group, the open ones first or all.

    Args:
        group: whose actions.
        state: "all", or open ones alone.
    """
    rows = group.actions.all()
    if state != "all":
        rows = rows.filter(Q(state="offered") | Q(state="accepted", follow_up__state="open"))
    return _select_group_actions_with_related_rows(rows)


def get_group_action_detail(actor: Actor, action_id: UUID) -> GroupActionDetail:
    """One action of a group that is open to the reader. Three statements. Raises Denied, RecordNotVisibleError."""
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    visible = GroupAction.objects.filter(group__in=select_visible_groups(actor).values("pk"))
    action = _select_group_actions_with_related_rows(visible).filter(pk=action_id).first()
    if action is None:
        raise RecordNotVisibleError("action")
    updates = FollowUpUpdate.objects.filter(about=action.follow_up_id).select_related("body", "by")
    escalations = action.escalations.select_related("to_group", "asked_by").order_by("-asked_on", "-id")
    return GroupActionDetail(
        action,
        list(updates.fetch_mode(FETCH_RAISE)) if action.follow_up_id else [],
        list(escalations.fetch_mode(FETCH_RAISE)),
    )


def list_escalations_to_group(group: Group) -> list[Escalation]:
    """What other groups asked of this one, the newest first. One statement."""
    rows = group.escalated_here.select_related("action__group", "asked_by").order_by("-asked_on", "-id")
    return list(rows[:MOST_CARRIED].fetch_mode(FETCH_RAISE))


def get_escalation(actor: Actor, escalation_id: UUID) -> Escalation:
    """A question to a group that is open to the reader. Raises Denied, RecordNotVisibleError."""
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    rows = Escalation.objects.filter(to_group__in=select_visible_groups(actor).values("pk"))
    row = (
        rows.select_related("to_group", "action__group", "asked_by", "changed_by")
        .filter(pk=escalation_id)
        .first()
    )
    if row is None:
        raise RecordNotVisibleError("question")
    return row


def _select_group_actions_with_related_rows(rows: "QuerySet[GroupAction]") -> "QuerySet[GroupAction]":
    related = ("group__parent", "group__body", "seat__body", "meeting", "follow_up__owner", "changed_by")
    return rows.select_related(*related).order_by("due_on", "number").fetch_mode(FETCH_RAISE)
