"""The questions about one person's place: what they need, who said no, how a stay goes on and ends."""

import datetime
from typing import Any

from django import forms

from handrail.directory.housing.place_kinds import ACCESS, MAX_BEDS
from handrail.people.cases.offers.text_choices import Gender
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.suitability_questions import QUESTIONS, WHO_CHECKS
from handrail.people.housing.text_choices import (
    ChildPlacementStepKind,
    HousingRefusalReason,
    MissingHousingProvision,
    StayEndReason,
    SuitabilityAnswer,
    UnsuitableReason,
)
from handrail.platform.kernel.dates import LONDON, WEEKDAYS
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.person_form_fields import past_day_field, radio_field, text_field, textarea_field
from handrail.platform.ui.record_form import RecordForm

Choices = list[tuple[str, str]]
CHILDREN_CHOICES = [("", "Not asked"), ("0", "None"), *((str(n), str(n)) for n in range(1, MAX_BEDS))]
NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}


def make_bounded_number_field(
    label: str, *, least: int, most: int, help_text: str = "", required: bool = True
) -> forms.IntegerField:
    """A whole number between two others.

    Args:
        label: the label.
        least: the smallest.
        most: the largest.
        help_text: a hint.
        required: whether it must be filled in.
    """
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": msg("Enter a whole number from {least} to {most}", least=least, most=most),
            "min_value": msg("Enter a whole number from {least} to {most}", least=least, most=most),
            "max_value": msg("Enter a whole number from {least} to {most}", least=least, most=most),
        },
    )


def make_dropdown_choice_field(
    label: str, choices: Choices, *, required: bool = True, help_text: str = "", none: str = "Choose"
) -> forms.ChoiceField:
    """One of many, in a list.

    Args:
        label: the label.
        choices: pairs of code and words.
        required: whether one must be chosen.
        help_text: a hint.
        none: the words for no choice.
    """
    return forms.ChoiceField(
        label=label,
        choices=[("", none), *choices],
        required=required,
        help_text=help_text,
        error_messages={"required": "Choose from the list", "invalid_choice": "Choose from the list"},
    )


def combine_day_and_time(on: datetime.date, at: datetime.time | None) -> datetime.datetime:
    """That time of that day in London; the end of the day, or now, where no time was given."""
    given = at or datetime.time(12)
    found = datetime.datetime.combine(on, given, tzinfo=LONDON)
    now = datetime.datetime.now(LONDON)
    return min(found, now) if at is None else found


class PlaceRequirementsForm(RecordForm):
    """What they need of a place."""

    access = forms.MultipleChoiceField(
        label="What must the room have? (optional)",
        choices=ACCESS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    risks = forms.MultipleChoiceField(
        label="Which parts must they not be near? (optional)",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Where they were exploited, and where the exploiters live or look for them.",
    )
    risk_words = textarea_field("What they said about it (optional)", rows=2)

    class Meta:
        model, fields = PlaceRequirements, ["beds", "children", "pets", "access"]

    def __init__(self, *args: Any, zones: Choices, safety: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risks"].choices = zones  # type: ignore[attr-defined]
        if not safety:
            del self.fields["risks"], self.fields["risk_words"]
        elif not zones:
            del self.fields["risks"]


class MainPlaceRequirementsForm(forms.Form):
    """What decides most about a place tonight, in one row. Versions are those that the page showed."""

    gender = forms.ChoiceField(label="Gender", choices=Gender.choices, required=False)
    children = forms.TypedChoiceField(
        label="Children with them", choices=CHILDREN_CHOICES, coerce=int, empty_value=None, required=False
    )
    risks = forms.MultipleChoiceField(
        label="Areas to avoid", widget=forms.CheckboxSelectMultiple, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    seen_answers = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31, required=False)

    def __init__(self, *args: Any, zones: Choices, gender: bool, safety: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gender:
            del self.fields["gender"], self.fields["seen_answers"]
        if not safety or not zones:
            del self.fields["risks"]
        else:
            self.fields["risks"].choices = zones  # type: ignore[attr-defined]


class StayConfirmForm(forms.Form):
    """Who answers for housing them and who pays, where nothing has settled that."""

    answers_for = make_dropdown_choice_field(
        "Who is responsible for housing them?", [], required=False, none="Not known"
    )
    payer = make_dropdown_choice_field("Who pays?", [], required=False, none="Not known")
    pays_from = text_field("From what? (optional)", longest=120, help_text="Such as: the emergency fund")

    def __init__(self, *args: Any, bodies: Choices, settled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settled:
            self.fields.clear()
            return
        for name in ("answers_for", "payer"):
            self.fields[name].choices = [("", "Not known"), *bodies]  # type: ignore[attr-defined]


class StayDeclinedForm(forms.Form):
    """Why they said no."""

    reason = textarea_field("Reason, in their own words (optional)", rows=2)


class StayExtendForm(forms.Form):
    """How much longer."""

    nights = make_bounded_number_field("How many more nights?", least=1, most=28)


class StayEndForm(forms.Form):
    """When they leave, and why."""

    leaving = DatePartsField(
        label="Leaving date",
        about="the day they leave",
        help_text="Their last night is the night before.",
    )
    why = radio_field("Why?", StayEndReason.choices, missing="Choose why")
    words = textarea_field("Outcome (optional)", rows=3)


class MissingPersonForm(forms.Form):
    """Since when somebody is missing."""

    on = past_day_field("Since which day?", "the day")
    at = TimeTextField(label="Since what time? (optional)", required=False)
    told_police = radio_field(
        "Do the police know?", [("yes", "Yes"), ("no", "Not yet")], missing="Choose yes or not yet"
    )
    words = textarea_field("What is known (optional)", rows=3)


class PersonFoundForm(forms.Form):
    """When they were found or came back."""

    on = past_day_field("On which day?", "the day")
    at = TimeTextField(label="At what time? (optional)", required=False)
    words = textarea_field("How they are, and what they said (optional)", rows=3)


class LostEvidenceForm(forms.Form):
    """What was lost."""

    words = textarea_field("What was lost, and how?", required=True, rows=3)
    told_police = radio_field(
        "Do the police know?", [("yes", "Yes"), ("no", "Not yet")], missing="Choose yes or not yet"
    )


class UnsuitablePlaceForm(forms.Form):
    """From which night a place does not suit."""

    from_night = past_day_field(
        "From which night?", "the night", help_text="Each night is dated by its evening."
    )
    why = radio_field(
        "Why?",
        [choice for choice in UnsuitableReason.choices if choice[0] != UnsuitableReason.OVERRULED],
        missing="Choose why",
    )
    words = textarea_field("What makes it unsuitable (optional)", rows=2)


class HousingRefusalForm(forms.Form):
    """Who said no, when, and with what reason."""

    body = make_dropdown_choice_field("Who refused?", [], required=False, none="Not on the list")
    body_words = text_field("If not on the list, who? (optional)", longest=80)
    why = radio_field(
        "What reason did they give?", HousingRefusalReason.choices, missing="Choose the reason they gave"
    )
    words = textarea_field("In their words (optional)", rows=2)
    said_by = text_field(
        "Who said it? (optional)", help_text="Name or job title. Stored securely.", longest=120
    )
    on = past_day_field("On which day?", "the day")
    at = TimeTextField(label="At what time? (optional)", required=False)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Not on the list"), *bodies]  # type: ignore[attr-defined]


class HousingDisputeForm(forms.Form):
    """Two that each say not us, and who houses the person meanwhile."""

    between = make_dropdown_choice_field("First organisation that says it is not responsible", [])
    says = text_field("What they say (optional)")
    other = make_dropdown_choice_field("Other organisation that says it is not responsible", [])
    other_says = text_field("What they say (optional)")
    tonight = make_dropdown_choice_field("Who houses them tonight, whatever is decided later?", [])
    payer = make_dropdown_choice_field("Who pays in the meantime?", [])
    pays_from = text_field("From what? (optional)", longest=120)
    rule = text_field(
        "Rule or agreement (optional)",
        longest=200,
        help_text="Such as: county protocol of 3 March 2026, paragraph 4",
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("between", "other", "tonight", "payer"):
            self.fields[name].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class DisputeSettlementForm(forms.Form):
    """Who it was found to be."""

    body = make_dropdown_choice_field("Who was found to be responsible for housing them?", [])
    words = textarea_field("How was it settled? (optional)", rows=2)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class NoSuitablePlaceForm(forms.Form):
    """What was missing when nothing would do."""

    missing = forms.MultipleChoiceField(
        label="What was missing?",
        choices=MissingHousingProvision.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what was missing"},
    )
    words = textarea_field("What would have been suitable? (optional)", rows=2)
    slept = text_field("Where will they sleep tonight instead? (optional)", help_text="Stored securely.")


class SuitabilityCheckForm(forms.Form):
    """The nine questions before a hotel or B&B. A draft may leave any of them open."""

    who_checks = text_field(
        WHO_CHECKS, help_text="For example, a name, a time and how: a visit or an expected call."
    )
    note = textarea_field("Anything else a case conference should know (optional)", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = {name: self.fields.pop(name) for name in ("who_checks", "note")}
        for question in QUESTIONS:
            self.fields[question.code] = radio_field(
                question.ask, SuitabilityAnswer.choices, help_text=question.hint, required=False
            )
        self.fields.update(after)


class SuitabilityCheckOverruleForm(forms.Form):
    """Why a place is used all the same."""

    why = textarea_field(
        "Why is it used anyway?",
        required=True,
        rows=3,
        help_text="Your name and the time are recorded. A case conference can read this.",
    )


class ChildPlacementStepForm(forms.Form):
    """One step of finding a child somewhere to sleep."""

    sort = radio_field("What happened?", ChildPlacementStepKind.choices, missing="Choose what happened")
    words = textarea_field(
        "Who said what (optional)", rows=2, help_text="Ask for a name, what they will do and by when."
    )


def format_night_from_evening(first: datetime.date) -> str:
    """“the night of Tuesday 24 to Wednesday 25 November”"""
    after = first + datetime.timedelta(days=1)
    if first.month == after.month:
        return msg(
            "the night of {weekday} {day} to {after}",
            weekday=WEEKDAYS[first.weekday()],
            day=first.day,
            after=formatting.format_long_day_without_year(after),
        )
    return msg(
        "the night of {first} to {after}",
        first=formatting.format_long_day_without_year(first),
        after=formatting.format_long_day_without_year(after),
    )
