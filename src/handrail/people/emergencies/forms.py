"""The forms of emergency access."""

from django import forms

from handrail.people.emergencies.models import LONGEST_REASON
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.case_reference_field import validate_check_letter
from handrail.people.records.queries.case_lookup import LONGEST_REFERENCE
from handrail.platform.ui.oversight_form_fields import choice_field, text_area_field, text_line_field


class OpenCaseInEmergencyForm(forms.Form):
    """Which case, and why it cannot wait."""

    reference = text_line_field(
        "Case reference",
        LONGEST_REFERENCE,
        "Enter the reference of the case",
        validators=[validate_check_letter],
    )
    reason = choice_field("Why can it not wait?", EmergencyReason.choices, "Choose why it cannot wait")
    words = text_area_field(
        "What is happening?",
        "Enter what is happening",
        "",
        longest=LONGEST_REASON,
    )


class ReviewEmergencyAccessForm(forms.Form):
    """Whether it was justified."""

    outcome = choice_field(
        "Was it justified?", EmergencyReviewOutcome.choices, "Choose whether it was justified"
    )
    words = text_area_field("Why?", "Enter why", longest=LONGEST_REASON)
