"""Meetings: the list, one with its papers; planning, calling, recording, decisions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.partnerships import tags
from handrail.areas.partnerships.actions import meetings as acts
from handrail.areas.partnerships.forms import (
    CancelGroupMeetingForm,
    DraftYearOfGroupMeetingsForm,
    GroupDecisionForm,
    GroupMeetingForm,
    RecordGroupMeetingForm,
)
from handrail.areas.partnerships.models import GroupDecision, GroupMeeting
from handrail.areas.partnerships.queries import meetings_and_actions as queries
from handrail.areas.partnerships.queries.engagement import select_seats_asked_for_attendance
from handrail.areas.partnerships.queries.groups import GroupForReader, get_group_for_reader
from handrail.areas.partnerships.sourced_codes import list_template_agenda_items_of_group_kind
from handrail.areas.partnerships.states import THERE
from handrail.areas.partnerships.views.shared import (
    PartnershipGroupChangePage,
    make_group_page_context,
    require_group_convener,
)
from handrail.insight.packs.periods import format_period
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import format_day, get_today, plural
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.paging import fetch_page


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_meetings(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """The forward plan, and past meetings."""
    reading = get_group_for_reader(actor, group_id)
    past = fetch_page(queries.select_group_meetings(reading.group, ahead=False), request.GET.get("page", "1"))
    shown = {
        "ahead": [
            (row, tags.make_group_meeting_tag(row))
            for row in queries.select_group_meetings(reading.group, ahead=True)
        ],
        "page": past,
        "past": [
            (row, tags.make_group_meeting_tag(row), _format_filled_seats_of_meeting(row))
            for row in past.object_list
        ],
    }
    return render(
        request,
        "partnerships/meetings.html",
        {**make_group_page_context(request, actor, reading, "group_meetings"), **shown},
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_meeting(request: HttpRequest, actor: Actor, group_id: UUID, number: int) -> HttpResponse:
    """One meeting: agenda, papers, who came, what was decided, what is carried forward."""
    reading = get_group_for_reader(actor, group_id)
    found = queries.get_group_meeting_detail(reading.group, number)
    pack = found.meeting.pack
    shown = {
        "found": found,
        "meeting": found.meeting,
        "tag": tags.make_group_meeting_tag(found.meeting),
        "is_ahead": found.meeting.state in ("drafted", "called"),
        "is_due": found.meeting.planned_on <= get_today(),
        "actions": [(row, tags.make_group_action_tag(row, reading.bodies)) for row in found.actions],
        "carried": [(row, tags.make_group_action_tag(row, reading.bodies)) for row in found.carried],
        "pack_title": msg("{title}, {period}", title=pack.series.title, period=format_period(pack.period))
        if pack
        else "",
        "may_open_pack": bool(
            pack
            and actor.may(Permission.VIEW_PACKS)
            and {pack.series.body_id, pack.series.force_id} & reading.bodies
        ),
        "filled": sum(row.came in THERE for row in found.attendance),
    }
    return render(
        request,
        "partnerships/meeting.html",
        {**make_group_page_context(request, actor, reading, "group_meetings"), **shown},
    )


def _format_filled_seats_of_meeting(meeting: GroupMeeting) -> str:
    rows = list(meeting.attendance.all())
    if not rows:
        return ""
    filled = sum(row.came in THERE for row in rows)
    return msg("{filled} of {seats}", filled=filled, seats=plural(len(rows), "seat"))


class DraftYearOfMeetingsPage(PartnershipGroupChangePage):
    """Draft a further year of meetings."""

    title, form_class, button, runs_once = (
        "Draft a year of meetings",
        DraftYearOfGroupMeetingsForm,
        "Draft meetings",
        True,
    )
    back_place = "group_meetings"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"a_year": self.reading.group.meetings_a_year}}

    def perform(self, form: DraftYearOfGroupMeetingsForm) -> str:
        given = form.cleaned_data
        made = acts.draft_year_of_group_meetings(
            self.reading.group.pk, first_day=given["first_day"], a_year=given["a_year"], by=self.actor
        )
        return msg("Drafted on working days: {meetings}.", meetings=plural(made, "meeting"))


class AddGroupMeetingPage(PartnershipGroupChangePage):
    """Add one meeting."""

    title, form_class, button, runs_once = "Add a meeting", GroupMeetingForm, "Add the meeting", True
    back_place = "group_meetings"

    def get_form_kwargs(self) -> dict[str, Any]:
        group = self.reading.group
        return {
            "actor": self.actor,
            "instance": GroupMeeting(
                group=group, agenda=list_template_agenda_items_of_group_kind(group.kind)
            ),
        }

    def perform(self, form: GroupMeetingForm) -> str:
        made = acts.add_meeting_of_group(form.instance, by=self.actor)
        self.success_url = reverse("group_meeting", args=[self.reading.group.pk, made.number])
        return "The meeting is added."


class GroupMeetingActionPage(ActionPage, abstract=True):
    """What acts on one meeting, for whoever convenes the group."""

    permission, nav = Permission.CONVENE_PARTNERSHIPS, tags.NAV
    edits_meeting = False
    reading: GroupForReader
    meeting: GroupMeeting

    @property
    def back_url(self) -> str:
        return reverse("group_meeting", args=[self.reading.group.pk, self.meeting.number])

    @property
    def lead(self) -> str:
        day = format_day(self.meeting.held_on or self.meeting.planned_on)
        return msg("{name}, {day}", name=self.reading.group.name, day=day)

    def load(self, group_id: UUID, **more: Any) -> None:
        self.reading = get_group_for_reader(self.actor, group_id)
        require_group_convener(self.reading)
        self.meeting = queries.get_group_meeting(self.reading.group, more["number"])
        self.meeting.group = self.reading.group
        if self.edits_meeting:
            self.record = self.meeting


class ChangeGroupMeetingPage(GroupMeetingActionPage):
    """Move a meeting that is ahead; change its agenda or papers."""

    title, form_class, edits_meeting = "Change the meeting", GroupMeetingForm, True

    def perform(self, form: GroupMeetingForm) -> str:
        acts.change_meeting_of_group(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The meeting is changed."


class TellMembersOfGroupMeetingPage(GroupMeetingActionPage):
    """Tell the members of a meeting."""

    title, form_class, button = "Call the meeting", ConfirmForm, "Tell the members"

    def perform(self, form: ConfirmForm) -> str:
        told = acts.call_meeting_of_group(self.meeting, by=self.actor)
        return msg("The meeting is called. Emails on their way: {number}.", number=told)


class RecordGroupMeetingPage(GroupMeetingActionPage):
    """Record that a meeting was held, and whether each seat was filled."""

    title, form_class, edits_meeting = "Add the minutes", RecordGroupMeetingForm, True
    template_name = "partnerships/record_meeting.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        saved = dict(self.meeting.attendance.values_list("seat", "came"))
        return super().get_form_kwargs() | {
            "seats": select_seats_asked_for_attendance(self.reading.group),
            "saved": saved,
            "initial": {"held_on": self.meeting.held_on or self.meeting.planned_on},
        }

    def perform(self, form: RecordGroupMeetingForm) -> str:
        acts.record_meeting_of_group(
            form.instance,
            attendance=form.get_attendance(),
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "The meeting is recorded. Add what it decided, and offer its actions."


class CancelGroupMeetingPage(GroupMeetingActionPage):
    """Say that a meeting is not held."""

    title, form_class, button = "Cancel the meeting", CancelGroupMeetingForm, "Cancel the meeting"
    edits_meeting = True

    def perform(self, form: CancelGroupMeetingForm) -> str:
        acts.cancel_meeting_of_group(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The meeting is marked as not held."


class AddDecisionPage(GroupMeetingActionPage):
    """Keep what a meeting decided."""

    title, form_class, button, runs_once = "Add a decision", GroupDecisionForm, "Save decision", True

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": GroupDecision(meeting=self.meeting)}

    def perform(self, form: GroupDecisionForm) -> str:
        made = acts.add_decision_of_group_meeting(form.instance, by=self.actor)
        return msg("Decision {number} saved.", number=made.number)
