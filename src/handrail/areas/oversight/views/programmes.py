"""Scrutiny programmes: the forward plan, what hearings heard, what is published."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import programmes as acts
from handrail.areas.oversight.forms import (
    HearingForm,
    HearingRecordForm,
    PublishHearingOutcomeForm,
    ScrutinyProgrammeForm,
)
from handrail.areas.oversight.models import Hearing, HearingOutcome, Programme
from handrail.areas.oversight.queries import get_hearing, get_scrutiny_programme
from handrail.areas.recommendations.tags import NAV, StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.owners import (
    find_police_force_of_actors_area,
    select_bodies_that_may_own_follow_up,
)
from handrail.platform.followups.queries import list_follow_ups_of_origin
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ReasonForm


class ProgrammePageContext(TypedDict):
    """What oversight/programme.html shows."""

    programme: Programme
    planned: list[tuple[Hearing, StateTag]]
    past: list[tuple[Hearing, StateTag]]
    actions: list[presenters.FollowUpDisplay]
    may_write: bool


@requires_permission(Permission.VIEW_OVERSIGHT)
def programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """One programme: what is planned, what was heard, what was published."""
    found = get_scrutiny_programme(actor, programme_id)
    hearings = [(row, presenters.make_hearing_tag(row)) for row in found.hearings.all()]
    shown: ProgrammePageContext = {
        "programme": found,
        "planned": [(row, tag) for row, tag in hearings if row.state == "planned"],
        "past": [(row, tag) for row, tag in hearings if row.state != "planned"],
        "actions": [
            presenters.make_follow_up_display(row)
            for row in list_follow_ups_of_origin("programme", str(found.pk), actor)
        ],
        "may_write": actor.may(Permission.OVERSEE),
    }
    return render(request, "oversight/programme.html", {**get_layout_context(request, actor, NAV), **shown})


class AddScrutinyProgrammePage(ActionPage):
    """Make a programme."""

    permission, nav = Permission.OVERSEE, NAV
    title, form_class, runs_once = "Add a scrutiny programme", ScrutinyProgrammeForm, True

    @property
    def back_url(self) -> str:
        return reverse("oversight")

    def perform(self, form: ScrutinyProgrammeForm) -> str:
        made = acts.create_scrutiny_programme(form.instance, by=self.actor)
        self.success_url = reverse("programme", args=[made.pk])
        return "Programme saved. Plan its hearings."


class ScrutinyProgrammeActionPage(ActionPage, abstract=True):
    """What changes one programme, or one of its hearings where the address names one."""

    permission, nav = Permission.OVERSEE, NAV
    programme: Programme
    hearing: Hearing

    @property
    def back_url(self) -> str:
        return reverse("programme", args=[self.programme.pk])

    @property
    def lead(self) -> str:
        return str(self.hearing.subject if "number" in self.kwargs else self.programme.title)

    def load(self, programme_id: UUID, number: int | None = None) -> None:
        self.programme = get_scrutiny_programme(self.actor, programme_id)
        if number is not None:
            self.hearing = self.record = get_hearing(self.programme, number)


class ChangeScrutinyProgrammePage(ScrutinyProgrammeActionPage):
    """Change what is said of a programme."""

    title, form_class, lead = "Change the programme", ScrutinyProgrammeForm, ""

    def load(self, programme_id: UUID, number: int | None = None) -> None:
        self.programme = self.record = get_scrutiny_programme(self.actor, programme_id)

    def perform(self, form: ScrutinyProgrammeForm) -> str:
        acts.change_scrutiny_programme(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddHearingPage(ScrutinyProgrammeActionPage):
    """Put a hearing into the forward plan."""

    title, form_class, runs_once = "Plan a hearing", HearingForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Hearing(programme=self.programme)}

    def perform(self, form: HearingForm) -> str:
        planned = acts.plan_hearing(form.instance, by=self.actor)
        return msg("Hearing {number} is planned.", number=planned.number)


class ChangeHearingPage(ScrutinyProgrammeActionPage):
    """Move a planned hearing."""

    form_class, lead = HearingForm, ""

    @property
    def title(self) -> str:
        return msg("Hearing {number}", number=self.hearing.number)

    def perform(self, form: HearingForm) -> str:
        acts.change_hearing(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Hearing {number}: changed.", number=self.hearing.number)


class RecordHearingPage(ScrutinyProgrammeActionPage):
    """Write down what a hearing heard and found."""

    form_class = HearingRecordForm

    @property
    def title(self) -> str:
        return msg("Hearing {number}: record", number=self.hearing.number)

    def perform(self, form: HearingRecordForm) -> str:
        acts.record_what_hearing_found(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Record of the hearing saved."


class CancelHearingPage(ScrutinyProgrammeActionPage):
    """Say that a hearing is not held, and why."""

    title, button, form_class = "Cancel the hearing", "Cancel the hearing", ReasonForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ReasonForm) -> str:
        acts.cancel_hearing(self.hearing, why=form.cleaned_data["why"], by=self.actor)
        return "Hearing cancelled. It stays in the plan with the reason."


class PublishHearingOutcomeContext(TypedDict):
    """What its template shows beside the form."""

    evidence: str


class PublishHearingOutcomePage(ScrutinyProgrammeActionPage):
    """Publish what came of a hearing."""

    title, button, form_class = "Publish the outcome", "Publish", PublishHearingOutcomeForm
    template_name, runs_once = "oversight/publish.html", True
    lead = "Anyone can read it. Do not name people who are supported, or places where they stay."

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {**self.get_saved_values(None), "seen": self.hearing.version}
        return super().get_form_kwargs() | {
            "instance": HearingOutcome(hearing=self.hearing),
            "initial": start,
        }

    def get_saved_values(self, form: PublishHearingOutcomeForm | None) -> dict[str, Any]:
        return {"title": self.hearing.subject, "words": self.hearing.findings}

    def get_context_data(self) -> PublishHearingOutcomeContext:
        return {"evidence": self.hearing.evidence}

    def perform(self, form: PublishHearingOutcomeForm) -> str:
        acts.publish_hearing_outcome(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Published. Anyone can read it and it cannot be changed; a correction appears beside it."


class AddFollowUpFromProgrammePage(ScrutinyProgrammeActionPage):
    """Keep an action that a hearing led to."""

    title, button, form_class, runs_once = (
        "An action from scrutiny",
        "Add the action",
        FollowUpForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        force = find_police_force_of_actors_area(self.actor)
        return super().get_form_kwargs() | {
            "instance": FollowUp(),
            "owners": select_bodies_that_may_own_follow_up(
                self.programme.body_id, force.pk if force else None
            ),
        }

    def perform(self, form: FollowUpForm) -> str:
        acts.add_follow_up_promised_in_programme(self.programme.pk, form.instance, by=self.actor)
        return "Action added to the list."
