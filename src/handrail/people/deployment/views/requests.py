"""Asking for somebody, changing and withdrawing that, an interim contact; offers to practitioners."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.directory.practitioners.models import Practitioner
from handrail.people.deployment.actions import offers, sent
from handrail.people.deployment.actions import requests as acts
from handrail.people.deployment.forms import (
    AskPractitionerForm,
    BarPractitionerForm,
    DeploymentRequestForm,
    InterimContactForm,
)
from handrail.people.deployment.models import BarredPractitioner, DeploymentRequest
from handrail.people.deployment.queries.case_deployment import get_deployment_request
from handrail.people.deployment.queries.person_languages import (
    describe_case_language_difference,
    list_languages_of_supported_person,
)
from handrail.people.deployment.queries.shortlist import RequestShortlist, make_request_shortlist
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class DeploymentRequestFormContext(TypedDict):
    """What deployment/request_form.html shows: that the case says another language than the person's list."""

    language_warning: str


class CreateDeploymentRequestPage(CaseActionPage):
    """Ask for somebody to be sent to the person."""

    permission, runs_once = Permission.RECORD, True
    title, button, form_class = "Request a practitioner", "Ask", DeploymentRequestForm
    template_name = "deployment/request_form.html"

    @property
    def back_url(self) -> str:
        return reverse("case_deployment", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = DeploymentRequest(held_by_id=self.actor.user_id).bind(self.case.case_access)
        return {"actor": self.actor, "instance": new, "case_access": self.case.case_access}

    def get_context_data(self) -> DeploymentRequestFormContext:
        return _make_language_warning_context(self.case.case_access)

    def perform(self, form: DeploymentRequestForm) -> str:
        acts.create_deployment_request(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Request sent to the duty leads."


def _make_language_warning_context(access: CaseAccess) -> DeploymentRequestFormContext:
    rows = list_languages_of_supported_person(access)
    return {"language_warning": describe_case_language_difference(rows)}


class DeploymentRequestActionPage(CaseActionPage, abstract=True):
    """What changes one request."""

    permission = Permission.RECORD
    record: DeploymentRequest

    @property
    def back_url(self) -> str:
        if self.case.case_access.may(Permission.DEPLOY):
            return reverse("deployment_shortlist", args=[self.case.reference, self.record.pk])
        return reverse("case_deployment", args=[self.case.reference])

    def load(self, deployment_request_id: UUID, **more: Any) -> None:
        self.record = get_deployment_request(self.case.case_access, deployment_request_id)


class ChangeDeploymentRequestPage(DeploymentRequestActionPage):
    """Change tasks, time, wishes, or who is with the person."""

    title, form_class = "Change the request", DeploymentRequestForm
    template_name = "deployment/request_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case_access": self.case.case_access}

    def get_context_data(self) -> DeploymentRequestFormContext:
        return _make_language_warning_context(self.case.case_access)

    def perform(self, form: DeploymentRequestForm) -> str:
        acts.change_deployment_request(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class WithdrawDeploymentRequestPage(DeploymentRequestActionPage):
    """Nobody is needed any more."""

    title, button, form_class = "Withdraw the request", "Withdraw", ConfirmForm
    lead = "No one is sent to the person because of this."

    def perform(self, form: ConfirmForm) -> str:
        acts.withdraw_deployment_request(case_id=self.case.case_id, request_id=self.record.pk, by=self.actor)
        self.success_url = reverse("case_deployment", args=[self.case.reference])
        return "Withdrawn."


class NameInterimContactPage(DeploymentRequestActionPage):
    """Nobody can go: name a contact for now and pass it up. The request stays unmet."""

    permission = Permission.DEPLOY
    title, button, form_class = "No one can go", "Name contact and escalate", InterimContactForm
    lead = "The request stays open and counts as unmet until a liaison officer, a navigator or a named contact goes."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case_access": self.case.case_access}

    def perform(self, form: InterimContactForm) -> str:
        acts.name_interim_contact(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Interim contact named. The request stays unmet, and the other leads have been told."


class ShortlistedPractitionerPage(CaseActionPage, abstract=True):
    """What a lead does about one practitioner of the shortlist."""

    permission, nav = Permission.DEPLOY, "deployment_board"
    request_row: DeploymentRequest
    who: Practitioner

    @property
    def back_url(self) -> str:
        return reverse("deployment_shortlist", args=[self.case.reference, self.request_row.pk])

    @property
    def lead(self) -> str:
        return str(self.who.name)

    def load(self, deployment_request_id: UUID, practitioner_id: UUID) -> None:
        self.request_row = get_deployment_request(self.case.case_access, deployment_request_id)
        found = Practitioner.objects.visible_to(self.actor).filter(pk=practitioner_id).first()
        if found is None:
            raise NotVisible
        self.who = found


class AskPractitionerContext(TypedDict):
    """What deployment/ask.html shows. `first`: who comes first, where it is somebody else."""

    findings: list[str]
    asks: list[str]
    first: str
    language_warning: str


class OfferDeploymentPage(ShortlistedPractitionerPage):
    """Ask one practitioner to go. Somebody who is not the first suggestion, or past a rule, needs a reason."""

    title, button, form_class, runs_once = "Ask them to go", "Ask them", AskPractitionerForm, True
    template_name = "deployment/offer.html"

    def load(self, deployment_request_id: UUID, practitioner_id: UUID) -> None:
        super().load(deployment_request_id, practitioner_id)
        if not self.request_row.is_open:
            raise ActionNotPossibleError(acts.NOT_OPEN)
        request = self.request_row
        self.made: RequestShortlist = make_request_shortlist(self.case.case_access, request.case, request)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"asks_why": not self._is_first()}

    def get_context_data(self) -> AskPractitionerContext:
        out = [one for one in self.made.shortlist.excluded if one.candidate.practitioner_id == self.who.pk]
        fits = [one for one in self.made.shortlist.fitting if one.candidate.practitioner_id == self.who.pk]
        return {
            "findings": [finding.words for one in out for finding in one.findings],
            "asks": [reason.words for one in fits for reason in one.reasons if reason.kind == "ask"],
            "first": self.made.shortlist.fitting[0].candidate.name
            if self.made.shortlist.fitting and not self._is_first()
            else "",
            "language_warning": describe_case_language_difference(self.made.person_rows),
        }

    def perform(self, form: AskPractitionerForm) -> str:
        answers = form.cleaned_data
        offers.offer_deployment(
            case_id=self.case.case_id,
            request_id=self.request_row.pk,
            practitioner_id=self.who.pk,
            why_them=answers.get("why_them", ""),
            is_contact=answers["is_contact"],
            by=self.actor,
        )
        return msg("{name} is asked. Their time is kept until they answer.", name=UserText(self.who.name))

    def _is_first(self) -> bool:
        fitting = self.made.shortlist.fitting
        return bool(fitting) and fitting[0].candidate.practitioner_id == self.who.pk


class BarPractitionerPage(ShortlistedPractitionerPage):
    """The person does not want them, or there is a conflict: they are never sent to this person."""

    title, form_class = "Do not send them to this person", BarPractitionerForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": BarredPractitioner(practitioner=self.who)}

    def perform(self, form: BarPractitionerForm) -> str:
        sent.bar_practitioner(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Recorded. They will not be suggested again."
