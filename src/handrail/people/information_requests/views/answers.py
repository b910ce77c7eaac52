"""Giving, refusing, withdrawing, and recording that the person was told."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.people.information_requests.actions.requests import (
    ANSWERED_MEANWHILE,
    answer_with_information,
    record_person_told_of_information_request,
    refuse_information,
    withdraw_information_request,
)
from handrail.people.information_requests.forms import (
    AnswerWithInformationForm,
    PersonToldOfInformationRequestForm,
    RefuseInformationForm,
    WithdrawInformationRequestForm,
)
from handrail.people.information_requests.models import InformationRequestOutcome, PersonTold
from handrail.people.information_requests.presenters import FactRows, list_information_request_facts
from handrail.people.information_requests.queries import (
    InformationRequestForReader,
    get_information_request_for_reader,
)
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage


class InformationRequestAnswerContext(TypedDict):
    """What was asked, beside the form."""

    facts: FactRows
    found: InformationRequestForReader


class InformationRequestActionPage(ActionPage, abstract=True):
    """What somebody does about one request."""

    permission = Permission.ASK_INFORMATION
    template_name = "information_requests/answer.html"
    found: InformationRequestForReader

    @property
    def back_url(self) -> str:
        return reverse("information_request", args=[self.found.row.pk])

    def load(self, request_id: UUID) -> None:
        self.found = get_information_request_for_reader(self.actor, request_id)
        self.check_reader()

    def check_reader(self) -> None:
        """Raise NotVisible or ActionNotPossibleError unless the reader may do this about the request now."""
        if not self.found.answers:
            raise NotVisible
        self.raise_if_answered()

    def raise_if_answered(self) -> None:
        """Raise ActionNotPossibleError where the request has its outcome."""
        if self.found.outcome is not None or self.found.is_taken_back:
            raise ActionNotPossibleError(ANSWERED_MEANWHILE)

    def get_context_data(self) -> InformationRequestAnswerContext:
        return {"facts": list_information_request_facts(self.found.row), "found": self.found}

    def make_new_row(self, model: Any) -> dict[str, Any]:
        """What a form for a new row of the request takes."""
        return {"actor": self.actor, "instance": model().bind(UnrecordedKeyAccess(self.found.row.case_id))}


class AnswerWithInformationPage(InformationRequestActionPage):
    """Give what was asked for."""

    permission = Permission.ANSWER_INFORMATION
    title, form_class, button, asks_again = (
        "Give information",
        AnswerWithInformationForm,
        "Give information",
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(InformationRequestOutcome)

    def perform(self, form: AnswerWithInformationForm) -> str:
        answer_with_information(form.instance, request_id=self.found.row.pk, by=self.actor)
        return msg("Information given to {body}. Now tell the person.", body=self.found.row.from_body.name)


class RefuseInformationRequestPage(InformationRequestActionPage):
    """Refuse what was asked for."""

    permission = Permission.ANSWER_INFORMATION
    title, form_class, button = "Refuse to give information", RefuseInformationForm, "Refuse"

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(InformationRequestOutcome)

    def perform(self, form: RefuseInformationForm) -> str:
        refuse_information(form.instance, request_id=self.found.row.pk, by=self.actor)
        return msg("Refused. {body} has been told. Now tell the person.", body=self.found.row.from_body.name)


class WithdrawInformationRequestPage(InformationRequestActionPage):
    """Take one's own request back."""

    title, form_class, button = "Withdraw the request", WithdrawInformationRequestForm, "Undo"

    def check_reader(self) -> None:
        if not self.found.is_asker:
            raise NotVisible
        self.raise_if_answered()

    def perform(self, form: WithdrawInformationRequestForm) -> str:
        withdraw_information_request(
            request_id=self.found.row.pk, words=form.cleaned_data["words"], by=self.actor
        )
        return "Request withdrawn."


class RecordPersonToldOfInformationRequestPage(InformationRequestActionPage):
    """Record that the person was told, or why not yet."""

    title, form_class, button, runs_once = (
        "Was the person told?",
        PersonToldOfInformationRequestForm,
        "Record",
        True,
    )

    def check_reader(self) -> None:
        """Whoever reads the request may."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(PersonTold)

    def perform(self, form: PersonToldOfInformationRequestForm) -> str:
        record_person_told_of_information_request(
            form.instance,
            request_id=self.found.row.pk,
            language_tag=form.cleaned_data["language"],
            by=self.actor,
        )
        return "Recorded."
