"""Forms of an import: the file, what its columns are, what it rests on, and what a row is."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.people.caseload_import.import_columns import list_import_columns
from handrail.people.caseload_import.spreadsheet_reading import MAX_BYTES, TOO_LARGE
from handrail.people.caseload_import.text_choices import (
    BASIS_SOURCE,
    ImportBasis,
    RowDecision,
    SupportConsent,
)
from handrail.platform.reference.choices import Choices
from handrail.platform.ui.person_form_fields import VersionedForm, past_day_field, radio_field


class UploadCaseloadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label="Excel or CSV file",
        help_text="At most 10,000 rows and 10 MB. The first row holds the names of the columns.",
        error_messages={"required": "Choose the file", "empty": "The file is empty. Choose another."},
    )

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ColumnsForm(VersionedForm):
    """A list to choose from for each column of the file."""

    def __init__(self, *args: Any, heads: Sequence[str], codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = heads
        choices = [("", "Do not import"), *((column.code, column.head) for column in list_import_columns())]
        for place, (head, code) in enumerate(zip(heads, codes, strict=False)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=head or f"({place + 1})", choices=choices, required=False, initial=code
            )

    @property
    def codes(self) -> list[str]:
        """What was chosen, a code for each column."""
        return [str(self.cleaned_data.get(f"column_{place}", "")) for place in range(len(self.heads))]


class ImportQuestionsForm(VersionedForm):
    """What the import as a whole rests on."""

    basis = radio_field(
        "Lawful basis for keeping these records here",
        ImportBasis.choices,
        help_text=BASIS_SOURCE,
        missing="Choose the lawful basis",
    )
    consent = radio_field(
        "Did the people in this file say yes to support from your organisation?",
        SupportConsent.choices,
        help_text="Their answer is recorded on each case. It never stands for an answer about the NRM.",
        missing="Choose whether they said yes",
    )
    consent_on = past_day_field(
        "On which day, if a row gives none? (optional)",
        "the day they said yes",
        help_text="Leave it empty if each row has its own day.",
        required=False,
    )
    point_of_contact = forms.ChoiceField(
        label="Point of contact, if a row names no one",
        help_text="They are named on the case and see it in their list.",
        error_messages={
            "required": "Choose a colleague",
            "invalid_choice": "Choose a colleague from the list",
        },
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point_of_contact"].choices = [("", "Choose"), *colleagues]  # type: ignore[attr-defined]


class RowDecisionForm(forms.Form):
    """Whether a row is of somebody who is here already."""

    decision = radio_field("What is this row?", RowDecision.choices, missing="Choose what this row is")


class AllRowsDecisionForm(forms.Form):
    """The same for every row that waits."""

    decision = radio_field(
        "What are these rows?",
        [
            (RowDecision.NEW.value, "Different people: import each as a new case"),
            (RowDecision.SAME.value, "The same people: skip these rows"),
            (RowDecision.LEAVE_OUT.value, "Leave them out for now"),
        ],
        missing="Choose what these rows are",
    )


class UndoForm(forms.Form):
    """A tick, since what is erased cannot be brought back."""

    sure = forms.BooleanField(
        label="Erase these cases. I understand that they cannot be brought back.",
        error_messages={"required": "Tick the box to undo the import"},
    )
