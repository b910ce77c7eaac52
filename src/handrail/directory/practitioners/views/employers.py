"""Linking entries of one person on the registers of two employers."""

from handrail.directory.practitioners.actions import employers as acts
from handrail.directory.practitioners.forms import EmployerLinkCodeForm
from handrail.directory.practitioners.views.link_codes_shown_once import save_link_code_and_get_show_once_url
from handrail.directory.practitioners.views.practitioners import PractitionerActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class CreateEmployerLinkCodePage(PractitionerActionPage):
    """Make a code that the practitioner takes to their other employer."""

    title, button, form_class = "They work for another employer too", "Create a code", ConfirmForm
    runs_once = True

    @property
    def lead(self) -> str:
        return (
            "Tell them first that hours for both employers will count towards rest. They give the "
            "code to the other employer, who cannot see your register."
        )

    def perform(self, form: ConfirmForm) -> str:
        code = acts.create_employer_link_code(self.who.pk, by=self.actor)
        self.success_url = save_link_code_and_get_show_once_url(code, self.who.pk, self.actor)
        return "Code created. Give it to the practitioner now: it is shown only once."


class LinkPractitionerToOtherEmployerPage(PractitionerActionPage):
    """Type the code of the other employer."""

    title, button, form_class = "Link to another employer", "Link", EmployerLinkCodeForm

    def perform(self, form: EmployerLinkCodeForm) -> str:
        acts.link_practitioner_to_entry_at_other_employer(
            self.who.pk, code=form.cleaned_data["code"], by=self.actor
        )
        return "Linked. Hours for both employers now count towards rest."


class EndEmployerLinkPage(PractitionerActionPage):
    """It is another person after all, or they left the other employer."""

    title, button, form_class = "End the link to another employer", "End the link", ConfirmForm

    def perform(self, form: ConfirmForm) -> str:
        acts.end_employer_link(self.who.pk, by=self.actor)
        return "Link ended."
