"""The forms of a link."""

from typing import Any

from django import forms

from handrail.people.records.case_reference_field import case_reference_field
from handrail.people.separate_files.queries import select_possible_keepers
from handrail.platform.access.actor import Actor
from handrail.platform.ui.person_form_fields import radio_field, textarea_field

LONGEST_WORDS = 500


def _reference_field(label: str) -> forms.CharField:
    field = case_reference_field(label, whole=True)
    field.error_messages["required"] = "Enter the reference of each case"
    return field


class HoldFileLinkForm(forms.Form):
    """Which two cases are of one person, and why nobody else may know."""

    first = _reference_field("Reference of one case")
    second = _reference_field("Reference of the other case")
    words = textarea_field(
        "Why are the files separate? (optional)",
        help_text="Only you can read it. Never what they are suspected of.",
        rows=3,
        longest=LONGEST_WORDS,
    )


class AnswerHeldBackForm(forms.Form):
    """Whether an organisation may read both files."""

    answer = radio_field(
        "Can the organisation read both files?",
        [("no", "No, or I have dealt with it in another way"), ("yes", "Yes, it can read both")],
        missing="Choose whether the organisation can read both files",
    )


class HandOverFileLinkForm(forms.Form):
    """Who holds it next."""

    keeper = radio_field("Who will hold it next?", [], missing="Choose who holds it next")
    words = textarea_field(
        "Why are you handing it over?",
        help_text="Only the next keeper can read it.",
        required=True,
        rows=3,
        longest=LONGEST_WORDS,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keepers = select_possible_keepers(actor)
        self.fields["keeper"].choices = [(str(user.pk), user.name_and_role) for user in keepers]  # type: ignore[attr-defined]
        self.fields["words"].error_messages["required"] = "Say why you are handing it over"
