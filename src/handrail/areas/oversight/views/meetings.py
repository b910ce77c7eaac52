"""Assurance meetings: recorded, settled, opened again; what was promised there."""

from typing import Any, TypedDict
from uuid import UUID

from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import meetings as acts
from handrail.areas.oversight.forms import FinaliseMeetingForm, MeetingQuestionForm, OversightMeetingForm
from handrail.areas.oversight.models import Meeting, MeetingQuestion
from handrail.areas.oversight.queries import get_meeting, get_meeting_question
from handrail.areas.recommendations.tags import ASSURANCE_LEVEL_TAGS, NAV, StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.owners import (
    find_police_force_of_actors_area,
    is_body_represented_by_actors_body,
    select_bodies_that_may_own_follow_up,
)
from handrail.platform.followups.queries import list_follow_ups_of_origin
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ReasonForm


class MeetingPageContext(TypedDict):
    """What oversight/meeting.html shows."""

    meeting: Meeting
    questions: QuerySet[MeetingQuestion]
    level: StateTag
    scale: list[tuple[StateTag, str]]
    actions: list[presenters.FollowUpDisplay]
    may_oversee: bool
    may_write: bool


@requires_permission(Permission.VIEW_OVERSIGHT)
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    found = get_meeting(actor, meeting_id)
    oversees = actor.may(Permission.OVERSEE) and is_body_represented_by_actors_body(actor, found.body_id)
    shown: MeetingPageContext = {
        "meeting": found,
        "questions": found.questions.all(),
        "level": ASSURANCE_LEVEL_TAGS[found.level],
        "scale": presenters.ASSURANCE_SCALE,
        "actions": [
            presenters.make_follow_up_display(row)
            for row in list_follow_ups_of_origin("meeting", str(found.pk), actor)
        ],
        "may_oversee": oversees,
        "may_write": oversees and found.state == "open",
    }
    return render(request, "oversight/meeting.html", {**get_layout_context(request, actor, NAV), **shown})


class AddMeetingPage(ActionPage):
    """Record a meeting with the area's force."""

    permission, nav = Permission.OVERSEE, NAV
    title, form_class, runs_once = "Record an assurance meeting", OversightMeetingForm, True

    @property
    def back_url(self) -> str:
        return reverse("oversight")

    @property
    def lead(self) -> str:
        return msg("With {name}.", name=self.force.name) if self.force else ""

    def load(self) -> None:
        self.force = find_police_force_of_actors_area(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": Meeting(force=self.force) if self.force else Meeting()
        }

    def perform(self, form: OversightMeetingForm) -> str:
        made = acts.record_oversight_meeting(form.instance, by=self.actor)
        self.success_url = reverse("meeting", args=[made.pk])
        return "Meeting recorded. Add what was asked and what evidence was seen."


class MeetingActionPage(ActionPage, abstract=True):
    """What changes one meeting."""

    permission, nav = Permission.OVERSEE, NAV
    meeting: Meeting

    @property
    def back_url(self) -> str:
        return reverse("meeting", args=[self.meeting.pk])

    @property
    def lead(self) -> str:
        return str(self.meeting.title)

    def load(self, meeting_id: UUID, **more: Any) -> None:
        self.meeting = get_meeting(self.actor, meeting_id)


class ChangeMeetingPage(MeetingActionPage):
    """Change when it was, and what about."""

    title, form_class, lead = "Change the meeting", OversightMeetingForm, ""

    def load(self, meeting_id: UUID, **more: Any) -> None:
        self.meeting = self.record = get_meeting(self.actor, meeting_id)

    def perform(self, form: OversightMeetingForm) -> str:
        acts.change_meeting(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddQuestionPage(MeetingActionPage):
    """Write down a question."""

    title, form_class, runs_once = "A question", MeetingQuestionForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": MeetingQuestion(meeting=self.meeting)}

    def perform(self, form: MeetingQuestionForm) -> str:
        asked = acts.add_meeting_question(form.instance, by=self.actor)
        return msg("Question {number} recorded.", number=asked.number)


class ChangeQuestionPage(MeetingActionPage):
    """Change a question, what was answered, or what was seen."""

    form_class, lead = MeetingQuestionForm, ""

    @property
    def title(self) -> str:
        return msg("Question {number}", number=self.kwargs["number"])

    def load(self, meeting_id: UUID, **more: Any) -> None:
        super().load(meeting_id)
        self.record = get_meeting_question(self.meeting, more["number"])

    def perform(self, form: MeetingQuestionForm) -> str:
        acts.change_meeting_question(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Question {number}: changed.", number=self.kwargs["number"])


class FinaliseMeetingFormContext(TypedDict):
    """What its template shows beside the form."""

    scale: list[tuple[StateTag, str]]


class FinaliseMeetingPage(MeetingActionPage):
    """Say how sure the body is, and settle the record."""

    title, button, form_class, lead = "How sure are you?", "Finalise the meeting", FinaliseMeetingForm, ""
    template_name = "oversight/settle.html"

    def load(self, meeting_id: UUID, **more: Any) -> None:
        self.meeting = self.record = get_meeting(self.actor, meeting_id)

    def get_context_data(self) -> FinaliseMeetingFormContext:
        return {"scale": presenters.ASSURANCE_SCALE}

    def perform(self, form: FinaliseMeetingForm) -> str:
        acts.finalise_meeting_record(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Meeting finalised. It can no longer be changed."


class ReopenMeetingPage(MeetingActionPage):
    """Open a settled meeting again."""

    title, button, form_class = "Reopen the meeting", "Open again", ReasonForm

    def perform(self, form: ReasonForm) -> str:
        acts.reopen_meeting_record(self.meeting.pk, why=form.cleaned_data["why"], by=self.actor)
        return "Open again. The reason is kept on record."


class AddActionFromMeetingPage(MeetingActionPage):
    """Keep an action that was promised at the meeting."""

    title, button, form_class, runs_once = (
        "An action from the meeting",
        "Add the action",
        FollowUpForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": FollowUp(promised_on=self.meeting.held_on),
            "owners": select_bodies_that_may_own_follow_up(self.meeting.body_id, self.meeting.force_id),
        }

    def perform(self, form: FollowUpForm) -> str:
        acts.add_action_promised_at_meeting(self.meeting.pk, form.instance, by=self.actor)
        return "Action added to the list."
