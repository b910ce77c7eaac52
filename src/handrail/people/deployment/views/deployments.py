"""One deployment on its case: its answer, arrival, standing down, what the person was told, feedback."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from handrail.people.contacts.queries.case_work import select_workers_on_case
from handrail.people.deployment.actions import offers, sent
from handrail.people.deployment.forms import (
    AnswerForPractitionerForm,
    DeploymentFeedbackForm,
    PersonToldOfPointOfContactForm,
    StandDownForm,
)
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.queries.case_deployment import get_deployment
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.models import Case
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class DeploymentActionPage(CaseActionPage, abstract=True):
    """What is done about one deployment of the case."""

    permission = Permission.RECORD
    record: Deployment

    @property
    def back_url(self) -> str:
        return reverse("case_deployment", args=[self.case.reference])

    @property
    def lead(self) -> str:
        return str(self.record.practitioner.name)

    def load(self, deployment_id: UUID) -> None:
        self.record = get_deployment(self.case.case_access, deployment_id)


class AnswerForPractitionerPage(DeploymentActionPage):
    """Write down what a practitioner said by telephone."""

    permission, title, form_class = Permission.DEPLOY, "Their answer", AnswerForPractitionerForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: AnswerForPractitionerForm) -> str:
        goes = form.cleaned_data["goes"] == "yes"
        offers.record_answer_for_practitioner(
            case_id=self.case.case_id,
            deployment_id=self.record.pk,
            goes=goes,
            cannot_go=form.cleaned_data["cannot_go"],
            by=self.actor,
        )
        return "Recorded: they are going." if goes else "Recorded: they cannot go. Ask someone else."


class TakeBackOfferPage(DeploymentActionPage):
    """Take an offer back that nobody has answered."""

    permission = Permission.DEPLOY
    title, button, form_class = "Withdraw the offer", "Withdraw", ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmForm) -> str:
        offers.take_back_offer(case_id=self.case.case_id, deployment_id=self.record.pk, by=self.actor)
        return "Offer withdrawn. Ask someone else."


class RecordPractitionerArrivalPage(DeploymentActionPage):
    """The practitioner is with the person."""

    title, button, form_class = "They are with the person", "Record arrival", ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmForm) -> str:
        sent.record_practitioner_arrival(
            case_id=self.case.case_id, deployment_id=self.record.pk, by=self.actor
        )
        return "Recorded: with the person."


class StandDownDeploymentPage(DeploymentActionPage):
    """End a deployment; whoever is the contact hands over in the same moment."""

    title, button, form_class = "Stand down", "Stand down", StandDownForm

    def get_form_kwargs(self) -> dict[str, Any]:
        account = self.record.practitioner.account_id
        contact = Case.objects.values_list("point_of_contact", flat=True).get(pk=self.case.case_id)
        people = None
        if account is not None and account == contact:
            people = select_workers_on_case(self.case.case_access).exclude(pk=account)
        return super().get_form_kwargs() | {"people": people}

    def perform(self, form: StandDownForm) -> str:
        chosen = form.cleaned_data.get("next_contact", "")
        sent.stand_down_deployment(
            form.instance,
            next_contact_id=int(chosen) if chosen else None,
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Stood down. Tell the person who their contact is." if chosen else "Stood down."


class RecordPersonToldOfPointOfContactPage(DeploymentActionPage):
    """The person was told who their contact is."""

    title, button, form_class = "Was the person told?", "Record", PersonToldOfPointOfContactForm

    def perform(self, form: PersonToldOfPointOfContactForm) -> str:
        sent.record_person_told_of_point_of_contact(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Recorded."


class RecordDeploymentFeedbackPage(DeploymentActionPage):
    """What whoever was sent says of it, and what the person says."""

    title, form_class = "How was it?", DeploymentFeedbackForm

    def load(self, deployment_id: UUID) -> None:
        super().load(deployment_id)
        self.case.case_access.needs(Kind.OWN_WORDS)

    def perform(self, form: DeploymentFeedbackForm) -> str:
        sent.record_deployment_feedback(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Feedback recorded."
