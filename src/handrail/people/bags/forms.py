"""The forms of bags, one each."""

from typing import Any

from django import forms

from handrail.directory.stores.kinds import BagSeason, BagSize, ContentsChangeReason, WornBy
from handrail.directory.stores.models import MAX_BAGS
from handrail.people.bags.states import BagFeedbackTopic, BagRating
from handrail.people.cases.forms import radio_field, text_field, textarea_field
from handrail.platform.kernel.messages import msg


def number_field(label: str, *, least: int = 0, help_text: str = "") -> forms.IntegerField:
    """A whole number of bags."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=MAX_BAGS,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Enter how many",
            "invalid": "Enter a whole number, like 12",
            "min_value": msg("Enter {least} or more", least=least),
            "max_value": msg("Check the number: it is more than {most_bags}", most_bags=f"{MAX_BAGS:,}"),
        },
    )


class BagFeedbackForm(forms.Form):
    """What the person said of their bag."""

    said = radio_field("What did they say of it?", BagRating.choices, missing="Choose what they said")
    about = radio_field("What was it about?", BagFeedbackTopic.choices, missing="Choose what it was about")
    words = textarea_field(
        "In their own words (optional)",
        help_text="Locked with the person’s own key. Whoever keeps the store sees counts, never words.",
        rows=2,
        longest=500,
    )


class StoreForm(forms.Form):
    """Where bags are kept."""

    name = text_field("What it is called", required=True, longest=80)
    where = text_field(
        "Where the bags are found",
        help_text="A desk, a cupboard, a car. Never the address of somebody’s home.",
        required=True,
        longest=200,
    )
    area_code = forms.ChoiceField(label="Area", error_messages={"required": "Choose an area"})
    for_others = forms.BooleanField(
        label="Workers of other organisations in the area may give from it", required=False
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]


class BagKindForm(forms.Form):
    """A kind of bag with its first contents."""

    name = text_field(
        "What it is called", help_text="As it is written on the bag.", required=True, longest=80
    )
    worn_by = radio_field("For whom is it packed?", WornBy.choices, missing="Choose for whom it is packed")
    size = radio_field("Size of the clothes", BagSize.choices, missing="Choose a size")
    season = radio_field("When is it given?", BagSeason.choices, missing="Choose when it is given")
    with_baby = forms.BooleanField(label="With things for a baby", required=False)
    things = textarea_field("What is in it", help_text="One thing on each line.", required=True, rows=8)


class BagContentsForm(forms.Form):
    """What is in the bag from today on, and why it changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    things = textarea_field(
        "What is in it from today on", help_text="One thing on each line.", required=True, rows=10
    )
    reason = radio_field(
        "Why does it change?",
        [choice for choice in ContentsChangeReason.choices if choice[0] != ContentsChangeReason.FIRST],
        missing="Choose why it changes",
    )
    because = text_field("In a sentence", help_text="Nothing about a person.", required=True, longest=300)


class BagDeliveryForm(forms.Form):
    """Bags that came."""

    number = number_field("How many came?", least=1)
    because = text_field("From whom, or on which order (optional)", longest=200)


class BagWriteOffForm(forms.Form):
    """Bags that nobody can be given any more."""

    number = number_field("How many are written off?", least=1)
    because = text_field("Why?", required=True, longest=200)


class BagCountForm(forms.Form):
    """How many there really are."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    counted = number_field("How many are really there?")
    because = text_field("Why does it differ?", required=True, longest=200)


class BagReorderForm(forms.Form):
    """When to order."""

    at = number_field("At how many left should more be ordered?")


class BagConfirmForm(forms.Form):
    """A page with a button alone."""
