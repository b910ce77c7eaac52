"""The forms of recommendations."""

from typing import Any

from django import forms

from handrail.areas.recommendations.inputs import AddresseesInput, RecommendationInput, UpdateScheduleInput
from handrail.areas.recommendations.rules import add_six_months
from handrail.areas.recommendations.states import COMMENT_RULES, SOURCES, SUPPORT
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.field_factories import (
    choice_field,
    date_field,
    past_date_field,
    text_area_field,
    text_line_field,
    version_field,
)

DUE_CHOICES = (
    ("six_months", "Six months after it was published"),
    ("on", "On another day"),
    ("none", "No day was set"),
)
ADDRESSEE_CHOICES = (
    ("policing_bodies", "All bodies that were local policing bodies on that day"),
    ("chief_constables", "All chief constables on that day"),
)
INTERVAL_CHOICES = (("once", "Once"), ("weeks", "Every so many weeks"), ("months", "Every so many months"))
WITHIN_SIX_MONTHS = "within six months of publication"


class RecommendationForm(forms.Form):
    """What a recommendation says, and when it is due."""

    source = choice_field("Where it comes from", SOURCES, "Choose where it comes from")
    title = text_line_field("What it is called", 200, "Enter what it is called")
    text = text_area_field("What it recommends", "Enter what it recommends", "In its own words.", rows=6)
    issued_by = text_line_field("Who made it", 200, "Enter who made it")
    due = choice_field("When it is due", DUE_CHOICES, "Choose when it is due")
    due_on = date_field("The day", "The day it is due", needed=False)
    comment_rule = choice_field(
        "A comment published within 56 days",
        COMMENT_RULES,
        "Choose whether a published comment is asked for",
        "The law asks a local policing body for one on an inspection report. The day of publication is day 1.",
    )
    origin_note = text_line_field("Where the text was read", 250)

    def clean(self) -> dict[str, Any]:
        """A day is needed where one is said to be set."""
        answers = super().clean() or {}
        if answers.get("due") == "on" and not answers.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the day it is due")
        return answers

    def told(self, published: Any) -> RecommendationInput:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        due_on = {"six_months": add_six_months(published), "on": answers["due_on"], "none": None}
        return RecommendationInput(
            source=answers["source"],
            title=answers["title"],
            text=answers["text"],
            issued_by=answers["issued_by"],
            published_on=published,
            due_on=due_on[answers["due"]],
            due_words=WITHIN_SIX_MONTHS if answers["due"] == "six_months" else "",
            comment_rule=answers["comment_rule"],
            origin_note=answers["origin_note"],
        )


class RegisterRecommendationForm(RecommendationForm):
    """A recommendation that is entered, with whom it addresses."""

    code = text_line_field(
        "Short name for its address",
        60,
        "Enter a short name",
        "Small letters, numbers and hyphens, such as hestia-2021-1.",
    )
    published_on = past_date_field("When it was published", "The day it was published")
    everybody = forms.MultipleChoiceField(
        label="Whom it addresses",
        choices=ADDRESSEE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = text_area_field(
        "Others, by name", hint="One organisation on each line, as it is called here.", longest=4000
    )
    named = forms.MultipleChoiceField(
        label="Whom it addresses", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("code", "source", "title", "text", "issued_by", "published_on")

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], national: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        if national:
            del self.fields["named"]
        else:
            del self.fields["everybody"], self.fields["names"]
            self.fields["named"].choices = bodies  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        """The codes of the bodies that are named; a name that nobody has is said back."""
        known = {join_texts(name.casefold().split(), " "): code for code, name in self.bodies}
        typed = [
            join_texts(name.split(), " ") for name in self.cleaned_data["names"].splitlines() if name.strip()
        ]
        if strange := [name for name in typed if name.casefold() not in known]:
            raise forms.ValidationError(
                msg("No organisation here is called “{strange}”", strange=strange[0][:80])
            )
        return [known[name.casefold()] for name in typed]

    def to(self) -> AddresseesInput:
        """Whom it addresses, as the action takes it."""
        everybody = self.cleaned_data.get("everybody", [])
        return AddresseesInput(
            policing_bodies="policing_bodies" in everybody,
            chief_constables="chief_constables" in everybody,
            named=self.cleaned_data.get("names") or self.cleaned_data.get("named") or (),
        )


class ChangeRecommendationForm(RecommendationForm):
    """What is said of a recommendation, mended."""

    seen = version_field()


class UpdateRequestForm(forms.Form):
    """Whom to ask for updates, and how often."""

    owners = forms.MultipleChoiceField(
        label="Whom you ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose whom you ask"},
    )
    first_due = date_field("The first update is due", "The day the first update is due")
    unit = choice_field("How often after that", INTERVAL_CHOICES, "Choose how often")
    every = forms.IntegerField(
        label="Every how many weeks or months (optional)",
        required=False,
        min_value=1,
        max_value=52,
        help_text="For example: 6, for every 6 weeks.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a whole number, such as 6",
            "min_value": "The number cannot be less than 1",
            "max_value": "The number cannot be more than 52",
        },
    )
    asks_for = text_area_field("What the update should say", longest=2000, rows=3)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owners"].choices = [(str(key), name) for key, name in owners]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A rhythm needs its number."""
        answers = super().clean() or {}
        if (
            answers.get("unit") in ("weeks", "months")
            and not answers.get("every")
            and "every" not in self.errors
        ):
            self.add_error("every", msg("Enter every how many {unit}", unit=answers["unit"]))
        return answers

    def rhythm(self) -> UpdateScheduleInput:
        """The rhythm, as the action takes it."""
        answers = self.cleaned_data
        return UpdateScheduleInput(answers["first_due"], answers["every"] or 0, answers["unit"])


class RecommendationUpdateForm(forms.Form):
    """One update."""

    support = choice_field("Is the recommendation accepted?", SUPPORT, "Choose whether it is accepted")
    support_why = text_area_field("Why it is not accepted in full", rows=3)
    words = text_area_field(
        "What was done, and what is planned", "Say what was done and what is planned", rows=6
    )
    evidence = text_area_field(
        "What shows it", hint="For example: an audit, a training record, minutes.", rows=3
    )
    seen = version_field()

    def clean(self) -> dict[str, Any]:
        """Anything less than accepted has its reason."""
        answers = super().clean() or {}
        if answers.get("support") in ("partly", "not_accepted") and not answers.get("support_why"):
            self.add_error("support_why", "Say why it is not accepted in full")
        return answers


class DecisionForm(forms.Form):
    """A decision with its reason."""

    reason = text_area_field("Why", "Say why", rows=5)
    seen = version_field()


class PublishedCommentForm(forms.Form):
    """What a local policing body published."""

    published_on = past_date_field("When it was published", "The day it was published")
    words = text_area_field(
        "What it says",
        "Enter what the comment says",
        "What was done, what is planned, or why nothing is.",
        rows=6,
    )
    address = forms.URLField(
        label="Where it was published (optional)",
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address like https://www.example.org/comment"},
    )
