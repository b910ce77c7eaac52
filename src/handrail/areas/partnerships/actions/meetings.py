"""Meetings of a group: drafted, called, held with who came and what was decided, or not held."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from handrail.areas.partnerships.checked_words import (
    atomic_action_with_text_check,
    raise_if_texts_identify_person_or_place,
)
from handrail.areas.partnerships.forward_plan import list_meeting_days
from handrail.areas.partnerships.invitations import queue_mail_to_seat_holders
from handrail.areas.partnerships.models import Group, GroupAttendance, GroupDecision, GroupMeeting
from handrail.areas.partnerships.permissions import lock_and_authorise_group
from handrail.areas.partnerships.sourced_codes import list_template_agenda_items_of_group_kind
from handrail.areas.partnerships.states import ATTENDANCE, MOST_PLANNED, SEATED, get_codes_of_state_pairs
from handrail.insight.packs.models import BoardPack
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

NOT_AHEAD = "Only a meeting that is still ahead can be changed."


@transaction.atomic
def draft_year_of_group_meetings(group_id: UUID, *, first_day: datetime.date, a_year: int, by: Actor) -> int:
    """Draft a further year of meetings on working days.

    Args:
        group_id: of the group.
        first_day: of the first meeting.
        a_year: how many.
        by: who convenes it.

    Returns:
        How many were drafted.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ActionNotPossibleError: too many meetings are ahead.
    """
    group = lock_and_authorise_group(group_id, by)
    ahead = group.meetings.filter(state__in=("drafted", "called")).count()
    if ahead + a_year > MOST_PLANNED:
        raise ActionNotPossibleError("At most 24 meetings are planned ahead. Hold or cancel some first.")
    number = group.meetings.count()
    for place, day in enumerate(list_meeting_days(first_day, a_year), 1):
        agenda = list_template_agenda_items_of_group_kind(group.kind)
        GroupMeeting(group=group, number=number + place, planned_on=day, agenda=agenda).save_by(by)
    write_audit_record(who=by.who, verb="drafted meetings of a group", about=group.pk, why=str(a_year))
    return a_year


@atomic_action_with_text_check
def add_meeting_of_group(meeting: GroupMeeting, *, by: Actor) -> GroupMeeting:
    """Add one meeting, ahead or held already. Raises Denied, RecordNotVisibleError, ValidationError."""
    group = lock_and_authorise_group(meeting.group_id, by)
    meeting.number = group.meetings.count() + 1
    _validate_signed_pack_and_work_stream(meeting, group, by)
    meeting.save_by(by)
    write_audit_record(who=by.who, verb="added a meeting of a group", about=group.pk, why=str(meeting.number))
    return meeting


@atomic_action_with_text_check
def change_meeting_of_group(meeting: GroupMeeting, *, seen: int, by: Actor) -> None:
    """Move a meeting that is ahead, or change its agenda, pack or paper.

    Args:
        meeting: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it was held, or called off.
    """
    group = lock_and_authorise_group(meeting.group_id, by)
    saved = group.meetings.select_for_update().get(pk=meeting.pk)
    if saved.state not in ("drafted", "called"):
        raise ActionNotPossibleError(NOT_AHEAD)
    _validate_signed_pack_and_work_stream(meeting, group, by)
    meeting.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a meeting of a group", about=group.pk, why=str(meeting.number)
    )


@transaction.atomic
def call_meeting_of_group(meeting: GroupMeeting, *, by: Actor) -> int:
    """Tell every member of the day, with a link to the papers.

    Args:
        meeting: a drafted one.
        by: who convenes the group.

    Returns:
        How many people are told.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ActionNotPossibleError: it was called already, held or called off.
    """
    group = lock_and_authorise_group(meeting.group_id, by)
    saved = group.meetings.select_for_update().get(pk=meeting.pk)
    if saved.state != "drafted":
        raise ActionNotPossibleError("Only a drafted meeting can be called.")
    saved.state = "called"
    saved.save_by(by)
    write_audit_record(who=by.who, verb="called a meeting of a group", about=group.pk, why=str(saved.number))
    members = list(group.seats.filter(state__in=SEATED).order_by("pk"))
    path = f"/partnerships/{group.pk}/meetings/{saved.number}/"
    return queue_mail_to_seat_holders(
        "group_meeting", members, occasion=f"group-meeting/{saved.pk}/{saved.planned_on}", path=path
    )


def record_meeting_of_group(
    meeting: GroupMeeting, *, attendance: Mapping[int, str], seen: int, by: Actor
) -> GroupMeeting:
    """Record that a meeting was held, and whether each seat was filled. May be mended later.

    Args:
        meeting: with its day and notes.
        attendance: a code of ATTENDANCE by the number of each seat.
        seen: the version that the page showed.
        by: who convenes the group.

    Returns:
        The meeting.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it was called off.
    """
    raise_if_texts_identify_person_or_place({"notes": meeting.notes, "paper": meeting.paper}, by)
    with transaction.atomic():
        group = lock_and_authorise_group(meeting.group_id, by)
        saved = group.meetings.select_for_update().get(pk=meeting.pk)
        if saved.state == "cancelled":
            raise ActionNotPossibleError("This meeting was not held. Add the one that was.")
        if meeting.held_on is None:
            raise ValidationError({"held_on": "Enter the day on which it was held"})
        meeting.state = "held"
        meeting.save_by(by, seen=seen)
        _save_group_attendance(meeting, attendance, group)
        write_audit_record(
            who=by.who, verb="recorded a meeting of a group", about=group.pk, why=str(meeting.number)
        )
    return meeting


@atomic_action_with_text_check
def cancel_meeting_of_group(meeting: GroupMeeting, *, seen: int, by: Actor) -> None:
    """Say that a meeting is not held, and why. It stays in the plan and is counted as planned.

    Args:
        meeting: with the reason.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is not ahead any more.
    """
    group = lock_and_authorise_group(meeting.group_id, by)
    saved = group.meetings.select_for_update().get(pk=meeting.pk)
    if saved.state not in ("drafted", "called"):
        raise ActionNotPossibleError(NOT_AHEAD)
    saved.state, saved.why_not = "cancelled", meeting.why_not
    saved.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="called off a meeting of a group", about=group.pk, why=str(saved.number)
    )


@atomic_action_with_text_check
def add_decision_of_group_meeting(decision: GroupDecision, *, by: Actor) -> GroupDecision:
    """Keep what a meeting decided. Raises Denied, RecordNotVisibleError, ValidationError, ActionNotPossibleError."""
    group = lock_and_authorise_group(decision.meeting.group_id, by)
    meeting = group.meetings.select_for_update().get(pk=decision.meeting_id)
    if meeting.state != "held":
        raise ActionNotPossibleError("Add the minutes before what the meeting decided.")
    decision.number = meeting.decisions.count() + 1
    decision.save_by(by)
    write_audit_record(
        who=by.who, verb="kept a decision of a group", about=group.pk, why=str(decision.number)
    )
    return decision


def _save_group_attendance(meeting: GroupMeeting, attendance: Mapping[int, str], group: Group) -> None:
    seats = set(group.seats.filter(pk__in=attendance).values_list("pk", flat=True))
    codes = get_codes_of_state_pairs(ATTENDANCE)
    if seats != set(attendance) or any(code not in codes for code in attendance.values()):
        raise ActionNotPossibleError("Someone has changed the seats. Open this page again.")
    meeting.attendance.all().delete()
    GroupAttendance.objects.bulk_create(
        GroupAttendance(meeting=meeting, seat_id=seat, came=code) for seat, code in attendance.items()
    )


def _validate_signed_pack_and_work_stream(meeting: GroupMeeting, group: Group, by: Actor) -> None:
    """A pack that is signed and open to whoever puts it in; a stream of this group."""
    if meeting.stream_id and not group.streams.filter(pk=meeting.stream_id).exists():
        raise ValidationError({"stream": "Choose a work stream of this group"})
    packs = BoardPack.objects.visible_to(by).filter(state="signed")
    if meeting.pack_id and not packs.filter(pk=meeting.pack_id).exists():
        raise ValidationError({"pack": "Choose a signed board pack of your organisation"})
