"""The forms of stores and of kinds of bag."""

from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.directory.stores.models import MAX_BAGS, BagContents, BagKind, Store
from handrail.directory.stores.text_choices import BagContentsChangeReason
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import Choices, get_area_code_of_body, list_area_choices
from handrail.platform.ui.oversight_form_fields import text_line_field
from handrail.platform.ui.record_form import RecordForm, SeenVersionField

ASK_REASON = "Enter the reason."


def bag_count_field(label: str, *, least: int = 0) -> forms.IntegerField:
    """A whole number of bags."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MAX_BAGS,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Enter how many",
            "invalid": "Enter a whole number, like 12",
            "min_value": msg("Enter {least} or more", least=least),
            "max_value": msg("The number must be {most_bags} or fewer", most_bags=f"{MAX_BAGS:,}"),
        },
    )


class BagStoreForm(RecordForm):
    """Where bags are kept."""

    area_code = forms.ChoiceField(label="Area", error_messages={"required": "Choose an area"})
    field_order = ("name", "where", "area_code", "for_others")

    class Meta:
        model, fields = Store, ["name", "where", "for_others"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["area_code"] = get_area_code_of_body(self.actor.body_id)

    def get_choices(self) -> Mapping[str, Any]:
        return {"area_code": [("", "Choose an area"), *list_area_choices()]}

    def clean(self) -> dict[str, Any]:
        """The area is chosen by its code."""
        answers = super().clean() or self.cleaned_data
        self.instance.area_id = answers.get("area_code", "")
        return answers


class BagKindForm(RecordForm):
    """A kind of bag with its first contents."""

    things = BagContents._meta.get_field("things").formfield(label="What is in it")

    class Meta:
        model, fields = BagKind, ["name", "worn_by", "size", "season", "with_baby"]


class BagContentsForm(RecordForm):
    """What is in the bag from today on, and why it changed. `seen` is the number of the list that is shown."""

    class Meta:
        model, fields = BagContents, ["things", "reason", "because"]
        labels = {"things": "Contents from today"}

    def get_choices(self) -> Mapping[str, Choices]:
        return {
            "reason": [
                one for one in BagContentsChangeReason.choices if one[0] != BagContentsChangeReason.FIRST
            ]
        }


class BagDeliveryForm(forms.Form):
    """Bags that were delivered."""

    number = bag_count_field("How many came?", least=1)
    because = text_line_field("Who from, or on which order", 200)


class BagWriteOffForm(forms.Form):
    """Bags that can no longer be given."""

    number = bag_count_field("How many are written off?", least=1)
    because = text_line_field("Why?", 200, ASK_REASON)


class BagCountCorrectionForm(forms.Form):
    """How many there really are. `seen` is the count that is shown."""

    seen = SeenVersionField()
    counted = bag_count_field("How many are there?")
    because = text_line_field("Why does it differ?", 200, ASK_REASON)


class BagReorderLevelForm(forms.Form):
    """When to order."""

    at = bag_count_field("Reorder when this many are left")
