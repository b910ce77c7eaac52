"""Forms of the short Duty to Notify report."""

from django import forms

from handrail.platform.ui.person_form_fields import past_day_field, radio_field, text_field, textarea_field


class DutyToNotifyReportForm(forms.Form):
    """What the Duty to Notify report may hold."""

    co_operates = radio_field(
        "Do they agree to co-operate with the police?",
        [
            ("no", "No, or not sure: the report stays anonymous"),
            ("yes", "Yes: the report can identify them"),
        ],
        missing="Choose yes or no",
        help_text="Support here does not depend on the answer.",
    )
    gender = radio_field(
        "Gender",
        [("female", "Female"), ("male", "Male"), ("unknown", "Neither, or they would not say")],
        missing="Choose one",
    )
    nationality = text_field("Nationality, if they gave it", longest=60)
    reason = textarea_field("Why they said no, if they said (optional)", rows=2)
    account = textarea_field(
        "What happened, without anything that could identify them",
        help_text="No names, addresses, dates of birth or workplaces, even if they agreed to co-operate.",
    )
    crime_reference = text_field("Crime reference, if there is one", longest=40)


class DutyToNotifySentForm(forms.Form):
    """When the report was sent on the Home Office's form."""

    at = past_day_field("When did you send it?", "the date you sent it")
