"""The forms of a link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from handrail.people.records.case_reference_field import case_reference_field
from handrail.people.separate_files.queries import (
    HeldBackSharingRow,
    select_colleagues_who_may_keep_file_link,
)
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.person_form_fields import radio_field, textarea_field

LONGEST_WORDS = 500


def _make_case_reference_field(label: str) -> forms.CharField:
    field = case_reference_field(label, whole=True)
    field.error_messages["required"] = "Enter the reference of each case"
    return field


def _make_end_earlier_sharing_field(row: HeldBackSharingRow) -> forms.ChoiceField:
    return radio_field(
        msg(
            "{body} can open {reference}. Does this sharing end?",
            body=row.content.body,
            reference=row.content.reference,
        ),
        [("end", "Yes, end it now"), ("leave", "No, leave it as it is")],
        help_text=row.words,
        missing="Choose whether this sharing ends",
    )


class LinkTwoFilesOfOnePersonForm(forms.Form):
    """Which two cases are of one person, and why nobody else may know."""

    first = _make_case_reference_field("Reference of one case")
    second = _make_case_reference_field("Reference of the other case")
    words = textarea_field(
        "Why are the files separate? (optional)",
        help_text="Only you can read it. Never what they are suspected of.",
        rows=3,
        longest=LONGEST_WORDS,
    )


class AnswerHeldBackSharingForm(forms.Form):
    """Whether an organisation may read both files."""

    answer = radio_field(
        "Can the organisation read both files?",
        [("no", "No, it stays shut"), ("yes", "Yes, it can read both")],
        missing="Choose whether the organisation can read both files",
    )

    def __init__(self, *args: Any, waiting: Sequence[HeldBackSharingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if all(row.is_from_before for row in waiting):
            del self.fields["answer"]
        self.names = {f"before_{row.pk.hex}": row.pk for row in waiting if row.is_from_before}
        for row in waiting:
            if row.is_from_before:
                self.fields[f"before_{row.pk.hex}"] = _make_end_earlier_sharing_field(row)

    @property
    def ended(self) -> list[UUID]:
        """What was shared before and is to end."""
        return [pk for name, pk in self.names.items() if self.cleaned_data.get(name) == "end"]


class HandOverTwoFileLinkForm(forms.Form):
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
        keepers = select_colleagues_who_may_keep_file_link(actor)
        self.fields["keeper"].choices = [(str(user.pk), user.name_and_role) for user in keepers]  # type: ignore[attr-defined]
        self.fields["words"].error_messages["required"] = "Enter why you are handing it over"
