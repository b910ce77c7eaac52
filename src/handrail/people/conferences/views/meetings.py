"""Calling and recording meetings, actions, and the ending."""

import datetime
from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.people.conferences.actions.agreed_actions import (
    add_conference_action,
    record_conference_action_end,
)
from handrail.people.conferences.actions.meetings import (
    call_conference_meeting,
    end_conference,
    record_conference_meeting,
    reschedule_meeting,
)
from handrail.people.conferences.forms import (
    ConferenceActionEndForm,
    ConferenceActionForm,
    ConferenceMeetingForm,
    EndConferenceForm,
    RecordMeetingForm,
    RescheduleMeetingForm,
)
from handrail.people.conferences.models import (
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceMeeting,
    ConferenceMember,
    MeetingMove,
)
from handrail.people.conferences.permissions import TAKEN_BACK
from handrail.people.conferences.presenters import format_moment
from handrail.people.conferences.queries.conferences import (
    get_conference_action,
    get_conference_meeting,
    list_other_conference_actions,
)
from handrail.people.conferences.text_choices import (
    Attendance,
    ConferenceEndReason,
    MeetingResult,
    MemberAgency,
)
from handrail.people.conferences.views.base import ConferenceFormPage
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg

NOT_QUORATE = "Not quorate, so nothing was decided. Protection goes on: arrange the meeting again."


class CallMeetingPage(ConferenceFormPage):
    """Call a meeting."""

    title, button, form_class, runs_once = "Arrange a meeting", "Arrange meeting", ConferenceMeetingForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(ConferenceMeeting)

    def perform(self, form: ConferenceMeetingForm) -> str:
        call_conference_meeting(form.instance, conference_id=self.seat.conference.pk, by=self.actor)
        return "Called. Members with an account were told to look."


class RescheduleMeetingPage(ConferenceFormPage):
    """Move a meeting that was called."""

    title, button, form_class = "Move the meeting", "Move it", RescheduleMeetingForm
    meeting: ConferenceMeeting

    def check_seat(self, **more: Any) -> None:
        self.seat.require_runs()
        self.meeting = get_conference_meeting(self.seat, more["meeting_id"])
        if self.meeting.result:
            raise ActionNotPossibleError("This meeting was recorded already. Look at it again.")

    @property
    def lead(self) -> str:
        return msg(
            "It is called for {time}. The 48 hours end {due}: they are shown against both times.",
            time=format_moment(self.meeting.starts_at),
            due=format_moment(self.seat.conference.due_at),
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        seen = self.meeting.starts_at.astimezone(datetime.UTC).isoformat()
        return {**self.make_new_row(MeetingMove), "initial": {"seen_at": seen}}

    def perform(self, form: RescheduleMeetingForm) -> str:
        reschedule_meeting(
            form.instance, meeting_id=self.meeting.pk, seen_at=form.cleaned_data["seen_at"], by=self.actor
        )
        return "Moved. Members with an account were told to look."


class MinutesContext(TypedDict):
    """The person's words, which come first, and the members."""

    words: str
    members: Sequence[ConferenceMember]


class RecordMeetingPage(ConferenceFormPage):
    """Attendance and minutes."""

    title, button, form_class = "Attendance and minutes", "Save the minutes", RecordMeetingForm
    template_name = "conferences/minutes.html"
    meeting: ConferenceMeeting

    def check_seat(self, **more: Any) -> None:
        self.seat.require_runs()
        if not self.seat.reads_all:
            raise ActionNotPossibleError(TAKEN_BACK)
        self.meeting = get_conference_meeting(self.seat, more["meeting_id"])
        self.members = self.seat.members

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"members": self.members}

    def get_context_data(self) -> MinutesContext:
        return {"words": self.seat.conference.bind(self.key).words.open(), "members": self.members}

    def perform(self, form: RecordMeetingForm) -> str:
        said = form.cleaned_data
        result = record_conference_meeting(
            meeting_id=self.meeting.pk,
            attendance={
                row.pk: (Attendance(said[f"how-{row.pk}"]), said[f"sent-{row.pk}"]) for row in self.members
            },
            minutes=said["minutes"],
            agrees=said["agrees"],
            by=self.actor,
        )
        if result is MeetingResult.NOT_QUORATE:
            return NOT_QUORATE
        return "Saved. Tell the person today or on the next working day what was agreed."


class AddConferenceActionPage(ConferenceFormPage):
    """Set an action."""

    title, button, form_class, runs_once = "Add an action", "Add it", ConferenceActionForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        named = [
            (str(row.pk), str(msg("{who}, {body}", who=UserText(row.who), body=UserText(row.body.name))))
            for row in self.seat.members
            if row.part != MemberAgency.OBSERVER
        ]
        return {**self.make_new_row(ConferenceAction), "members": named}

    def perform(self, form: ConferenceActionForm) -> str:
        add_conference_action(
            form.instance,
            conference_id=self.seat.conference.pk,
            member_id=UUID(form.cleaned_data["member"]),
            by=self.actor,
        )
        return "Added. Its owner was told to look."


class ConferenceActionEndContext(TypedDict):
    """The action beside the form."""

    action: ConferenceAction
    what: str


class RecordConferenceActionEndPage(ConferenceFormPage):
    """How an action ended."""

    title, form_class, button = "Record outcome", ConferenceActionEndForm, "Record outcome"
    takes_closed_case = True
    template_name = "conferences/end_action.html"
    row: ConferenceAction

    def check_seat(self, **more: Any) -> None:
        self.row = get_conference_action(self.seat, more["action_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        others = [
            (str(row.pk), row.what.open()) for row in list_other_conference_actions(self.seat, self.row)
        ]
        return {
            **self.make_new_row(ConferenceActionEnd),
            "chairs": self.seat.runs_as_chair,
            "others": others,
        }

    def get_context_data(self) -> ConferenceActionEndContext:
        return {"action": self.row, "what": self.row.what.open()}

    def perform(self, form: ConferenceActionEndForm) -> str:
        chosen = form.cleaned_data["superseded_by"]
        record_conference_action_end(
            form.instance,
            action_id=self.row.pk,
            by=self.actor,
            superseded_by=UUID(chosen) if chosen else None,
        )
        return "Recorded."


class EndConferencePage(ConferenceFormPage):
    """Close it, or stand it down."""

    button, form_class, takes_closed_case = "End it", EndConferenceForm, True
    lead = "What members were given ends with it."

    @property
    def title(self) -> str:
        return "Close or cancel conference" if self.seat.runs_as_chair else "Cancel conference"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"chairs": self.seat.runs_as_chair}

    def perform(self, form: EndConferenceForm) -> str:
        end_conference(
            conference_id=self.seat.conference.pk,
            reason=ConferenceEndReason(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
            by=self.actor,
        )
        self.success_url = reverse("conferences")
        return "Ended. What members were given has ended with it, and they were told."
