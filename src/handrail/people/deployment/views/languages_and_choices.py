"""On a case: languages of the person, what was explained and chosen, interpreters."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from handrail.people.deployment.actions import interpreter_bookings as bookings
from handrail.people.deployment.actions.informed_choices import record_informed_choice
from handrail.people.deployment.actions.person_languages import (
    add_language_of_supported_person,
    remove_language_of_supported_person,
)
from handrail.people.deployment.language_forms import (
    ConflictCheckForm,
    InformedChoiceForm,
    InterpreterBookingForm,
    InterpreterOutcomeForm,
    PersonLanguageForm,
)
from handrail.people.deployment.language_presenters import present_person_language
from handrail.people.deployment.models import InformedChoice, InterpreterBooking, PersonLanguage
from handrail.people.deployment.queries.case_deployment import (
    get_interpreter_booking,
    get_language_of_supported_person,
)
from handrail.people.deployment.text_choices import InterpreterBookingState
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class DeploymentCasePage(CaseActionPage, abstract=True):
    """What leads back to the deployment page of the case."""

    permission = Permission.RECORD

    @property
    def back_url(self) -> str:
        return reverse("case_deployment", args=[self.case.reference])


class AddPersonLanguagePage(DeploymentCasePage):
    """Record a language of the person, and whether they want it."""

    permission = Permission.EDIT_PERSON
    title, form_class = "A language of the person", PersonLanguageForm
    lead = "Ask which language and dialect they want. They can refuse one without giving a reason."

    def load(self) -> None:
        self.case.case_access.needs(Kind.CONTACT)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": PersonLanguage().bind(self.case.case_access)}

    def perform(self, form: PersonLanguageForm) -> str:
        add_language_of_supported_person(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Language recorded."


class RemoveLanguageOfSupportedPersonPage(DeploymentCasePage):
    """Take a language out that was entered by mistake."""

    permission = Permission.EDIT_PERSON
    title, button, form_class = "Remove the language", "Remove", ConfirmForm

    @property
    def lead(self) -> str:
        return present_person_language(self.language).words

    def load(self, spoken_id: UUID) -> None:
        self.language = get_language_of_supported_person(self.case.case_access, spoken_id)

    def perform(self, form: ConfirmForm) -> str:
        remove_language_of_supported_person(
            case_id=self.case.case_id, language_id=self.language.pk, by=self.actor
        )
        return "Removed."


class RecordInformedChoicePage(DeploymentCasePage):
    """Record that police, NRM and services were explained, and what the person chose."""

    permission, runs_once = Permission.RECORD_CONSENT, True
    title, button, form_class = "What you explained, and what they chose", "Record", InformedChoiceForm
    lead = "Recorded by the person who explained it. This is not consent to the NRM, which is recorded separately."

    def load(self) -> None:
        self.case.case_access.needs(Kind.CONSENT)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = InformedChoice(explained_on=today()).bind(self.case.case_access)
        return {"actor": self.actor, "instance": new}

    def perform(self, form: InformedChoiceForm) -> str:
        record_informed_choice(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Recorded."


class BookInterpreterPage(DeploymentCasePage):
    """Book a qualified, independent interpreter after a conflict check."""

    title, button, form_class, runs_once = "Book an interpreter", "Book", InterpreterBookingForm, True
    template_name = "deployment/interpreter_form.html"

    def load(self) -> None:
        self.case.case_access.needs(Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = InterpreterBooking(booked_at=timezone.now()).bind(self.case.case_access)
        return {"actor": self.actor, "instance": new}

    def perform(self, form: InterpreterBookingForm) -> str:
        bookings.book_interpreter(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Booked. A new name in the case means a new check."


class InterpreterBookingActionPage(CaseActionPage, abstract=True):
    """What is done about one booking that waits."""

    permission = Permission.RECORD
    record: InterpreterBooking

    @property
    def back_url(self) -> str:
        return reverse("case_deployment", args=[self.case.reference])

    def load(self, booking_id: UUID) -> None:
        self.record = get_interpreter_booking(self.case.case_access, booking_id)
        if self.record.state != InterpreterBookingState.BOOKED:
            raise ActionNotPossibleError("The outcome of this booking is already recorded.")


class RepeatInterpreterConflictCheckPage(InterpreterBookingActionPage):
    """Make the conflict check of an interpreter again."""

    title, form_class = "Check for a conflict again", ConflictCheckForm
    lead = "Ask where the person cannot hear. If not clear, the booking is cancelled."

    def perform(self, form: ConflictCheckForm) -> str:
        bookings.record_renewed_interpreter_conflict_check(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Checked."


class RecordInterpreterOutcomePage(InterpreterBookingActionPage):
    """Whether the interpreter came, and how it went."""

    title, form_class = "Did the interpreter come?", InterpreterOutcomeForm

    def perform(self, form: InterpreterOutcomeForm) -> str:
        form.instance.state = form.cleaned_data["state"]
        bookings.record_interpreter_outcome(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Recorded."
