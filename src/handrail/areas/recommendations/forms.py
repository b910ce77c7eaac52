"""The forms of recommendations."""

from typing import Any

from django import forms

from handrail.areas.recommendations.due_days import add_six_months
from handrail.areas.recommendations.inputs import AddresseesInput, UpdateScheduleInput
from handrail.areas.recommendations.models import (
    PublishedComment,
    Recommendation,
    RecommendationClosingDecision,
    RecommendationUpdate,
)
from handrail.areas.recommendations.models.recommendation import CODE_MESSAGE
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.oversight_form_fields import choice_field, date_field, text_area_field
from handrail.platform.ui.record_form import RecordForm

DUE_CHOICES = (
    ("six_months", "Six months after publication"),
    ("on", "On another date"),
    ("none", "No due date"),
)
ADDRESSEE_CHOICES = (
    ("policing_bodies", "All local policing bodies on that day"),
    ("chief_constables", "All chief constables on that day"),
)
INTERVAL_CHOICES = (("once", "Once"), ("weeks", "Weeks"), ("months", "Months"))
WITHIN_SIX_MONTHS = "within six months of publication"


def get_due_day_choice_code(row: Recommendation) -> str:
    """How the day it is due was chosen: a code of DUE_CHOICES."""
    return "none" if row.due_on is None else "six_months" if row.due_words else "on"


class RecommendationForm(RecordForm):
    """What a recommendation says, and when it is due. The day is chosen in `due`, and typed only where it is "on"."""

    due = choice_field("Due date", DUE_CHOICES, "Choose when it is due")

    class Meta:
        model = Recommendation
        fields = ["source", "title", "text", "issued_by", "due_on", "comment_rule", "origin_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["due"] = get_due_day_choice_code(self.instance)
            self.initial["due_on"] = self.instance.due_on if self.initial["due"] == "on" else None

    def clean(self) -> dict[str, Any]:
        """Turn the choice into a day, with the words that say where it comes from."""
        answers = super().clean() or {}
        due = answers.get("due")
        if due == "on" and not answers.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date it is due")
        published_on = answers.get("published_on") or self.instance.published_on
        if due == "six_months" and published_on:
            answers["due_on"] = add_six_months(published_on)
        elif due == "none":
            answers["due_on"] = None
        self.instance.due_words = WITHIN_SIX_MONTHS if due == "six_months" else ""
        return answers


class RegisterRecommendationForm(RecommendationForm):
    """A recommendation that is entered, with whom it addresses."""

    everybody = forms.MultipleChoiceField(
        label="Addressed to",
        choices=ADDRESSEE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = text_area_field("Others, by name", hint="One on each line.", longest=4000)
    named = forms.MultipleChoiceField(
        label="Addressed to", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta(RecommendationForm.Meta):
        fields = ["code", *RecommendationForm.Meta.fields, "published_on"]
        labels, help_texts = {"code": "Short name"}, {"code": "For the web address, such as hestia-2021-1."}
        error_messages = {"code": {"invalid": CODE_MESSAGE}}

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], national: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        if national:
            del self.fields["named"]
        else:
            del self.fields["everybody"], self.fields["names"]
            self.fields["named"].choices = bodies  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        """The codes of the bodies that are named. Raises ValidationError with a name that no body has."""
        known = {join_texts(name.casefold().split(), " "): code for code, name in self.bodies}
        typed = [
            join_texts(name.split(), " ") for name in self.cleaned_data["names"].splitlines() if name.strip()
        ]
        if strange := [name for name in typed if name.casefold() not in known]:
            raise forms.ValidationError(
                msg("No organisation here is called “{strange}”", strange=strange[0][:80])
            )
        return [known[name.casefold()] for name in typed]

    def get_addressees(self) -> AddresseesInput:
        """Who it addresses, as the action takes it."""
        everybody = self.cleaned_data.get("everybody", [])
        return AddresseesInput(
            policing_bodies="policing_bodies" in everybody,
            chief_constables="chief_constables" in everybody,
            named=self.cleaned_data.get("names") or self.cleaned_data.get("named") or (),
        )


class UpdateRequestForm(forms.Form):
    """Who to ask for updates, and how often."""

    owners = forms.MultipleChoiceField(
        label="Who to ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who to ask"},
    )
    first_due = date_field("First update due", "Date the first update is due")
    unit = choice_field("How often after the first", INTERVAL_CHOICES, "Choose how often")
    every = forms.IntegerField(
        label="Number of weeks or months (optional)",
        required=False,
        min_value=1,
        max_value=52,
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
        """Every so many weeks or months needs the number."""
        answers = super().clean() or {}
        if (
            answers.get("unit") in ("weeks", "months")
            and not answers.get("every")
            and "every" not in self.errors
        ):
            self.add_error("every", msg("Enter how many {unit} between updates", unit=answers["unit"]))
        return answers

    def get_schedule(self) -> UpdateScheduleInput:
        """When updates are due, as the action takes it."""
        answers = self.cleaned_data
        return UpdateScheduleInput(answers["first_due"], answers["every"] or 0, answers["unit"])


class RecommendationUpdateForm(RecordForm):
    """One update."""

    class Meta:
        model, fields = RecommendationUpdate, ["support", "support_why", "words", "evidence"]


class ClosingReasonForm(RecordForm):
    """A decision with its reason."""

    class Meta:
        model, fields = RecommendationClosingDecision, ["reason"]


class PublishedCommentForm(RecordForm):
    """What a local policing body published."""

    class Meta:
        model, fields = PublishedComment, ["published_on", "words", "address"]
        labels = {"address": "Web address"}
        error_messages = {
            "address": {"invalid": "Enter an address like https://www.example.org/comment"},
        }
