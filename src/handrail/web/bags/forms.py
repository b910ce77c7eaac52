"""The forms of bags, one each."""

from typing import Any

from django import forms

from handrail.directory.stores.kinds import Reason, Season, Size, WornBy
from handrail.directory.stores.models import MOST_BAGS
from handrail.kernel.saying import say
from handrail.provision.bags.states import About, Said
from handrail.web.cases.forms import line, lines, radios


def number(label: str, *, least: int = 0, help_text: str = "") -> forms.IntegerField:
    """A whole number of bags."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=MOST_BAGS,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Enter how many",
            "invalid": "Enter a whole number, like 12",
            "min_value": say("Enter {least} or more", least=least),
            "max_value": say("Check the number: it is more than {most_bags}", most_bags=f"{MOST_BAGS:,}"),
        },
    )


class SaidForm(forms.Form):
    """What the person said of their bag."""

    said = radios("What did they say of it?", Said.choices, missing="Choose what they said")
    about = radios("What was it about?", About.choices, missing="Choose what it was about")
    words = lines(
        "In their own words (optional)",
        help_text="Locked with the person’s own key. Whoever keeps the store sees counts, never words.",
        rows=2,
        longest=500,
    )


class StoreForm(forms.Form):
    """Where bags are kept."""

    name = line("What it is called", required=True, longest=80)
    where = line(
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


class KindForm(forms.Form):
    """A kind of bag with its first contents."""

    name = line("What it is called", help_text="As it is written on the bag.", required=True, longest=80)
    worn_by = radios("For whom is it packed?", WornBy.choices, missing="Choose for whom it is packed")
    size = radios("Size of the clothes", Size.choices, missing="Choose a size")
    season = radios("When is it given?", Season.choices, missing="Choose when it is given")
    with_baby = forms.BooleanField(label="With things for a baby", required=False)
    things = lines("What is in it", help_text="One thing on each line.", required=True, rows=8)


class ContentsForm(forms.Form):
    """What is in the bag from today on, and why it changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    things = lines("What is in it from today on", help_text="One thing on each line.", required=True, rows=10)
    reason = radios(
        "Why does it change?",
        [choice for choice in Reason.choices if choice[0] != Reason.FIRST],
        missing="Choose why it changes",
    )
    because = line("In a sentence", help_text="Nothing about a person.", required=True, longest=300)


class DeliveryForm(forms.Form):
    """Bags that came."""

    number = number("How many came?", least=1)
    because = line("From whom, or on which order (optional)", longest=200)


class WriteOffForm(forms.Form):
    """Bags that nobody can be given any more."""

    number = number("How many are written off?", least=1)
    because = line("Why?", required=True, longest=200)


class CountForm(forms.Form):
    """How many there really are."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    counted = number("How many are really there?")
    because = line("Why does it differ?", required=True, longest=200)


class ReorderForm(forms.Form):
    """When to order."""

    at = number("At how many left should more be ordered?")


class Nothing(forms.Form):
    """A page with a button alone."""
