"""Questions 2 to 5 of a case that is being opened, one form each. Words are what a person would ask."""

from typing import Any

from django import forms

from handrail.people.cases.person.forms import (
    RISK_FACTOR_QUESTIONS,
    SkippableForm,
    make_risk_factor_question_field,
)
from handrail.people.records.text_choices import Age, RiskFactor, YesNoUnsureOrNotAsked
from handrail.platform.ui.person_form_fields import radio_field, text_field

SAFETY_CHOICES = [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")]


class PersonNameForm(SkippableForm):
    """Question 2."""

    called = text_field("What should we call them?", help_text="Any name or nickname they choose.")


class AgeGroupForm(SkippableForm):
    """Question 3."""

    age = radio_field(
        "Are they an adult or a child?",
        Age.choices,
        help_text="“Not sure” follows the child pathway until confirmed.",
        missing="Choose adult, child or not sure",
    )


class WhereaboutsForm(SkippableForm):
    """Question 4."""

    area = forms.ChoiceField(label="Police force area", required=False)
    where_now = text_field("Place")

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]


CALL_CONTRADICTS = (
    "You said that their phone could be tracked or read. Choose No or Not sure, or change that answer. If they have "
    "another phone that is safe, write it under the safest way"
)
TEXT_CONTRADICTS = (
    "You said that their phone could be tracked or read. Choose No or Not sure, or change that answer"
)


class SafeChannelsForm(SkippableForm):
    """Question 5: whether the phone is tracked, which decides the rest; then each channel. Not sure is not safe."""

    phone_tracked = make_risk_factor_question_field(RISK_FACTOR_QUESTIONS[RiskFactor.PHONE])
    call = radio_field("Is it safe to call?", SAFETY_CHOICES, required=False)
    call_detail = text_field("Phone number", inputmode="tel")
    call_note = text_field("When, and what to say (optional)")
    safest = text_field("The safest way and time to reach them (optional)")
    text = radio_field("Is it safe to text?", SAFETY_CHOICES, required=False)
    letter = radio_field(
        "Is it safe to send letters there?",
        SAFETY_CHOICES,
        required=False,
    )

    no_way = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("call") == "yes" and not cleaned.get("call_detail"):
            self.add_error("call_detail", "Enter a phone number, or choose No")
        if cleaned.get("no_way"):
            self._none_is_safe(cleaned)
        elif cleaned.get("phone_tracked") in (YesNoUnsureOrNotAsked.YES, YesNoUnsureOrNotAsked.UNSURE):
            self._phone_is_not_safe(cleaned)
        return cleaned

    def _phone_is_not_safe(self, cleaned: dict[str, Any]) -> None:
        """Whoever says both that the phone may be tracked and that it is safe is asked which of the two is right."""
        for name, text in (("call", CALL_CONTRADICTS), ("text", TEXT_CONTRADICTS)):
            if cleaned.get(name) == "yes":
                self.add_error(name, text)

    def _none_is_safe(self, cleaned: dict[str, Any]) -> None:
        """No way is known to be safe: what was left open is not sure, which counts as not safe."""
        for name in ("call", "text", "letter"):
            if cleaned.get(name) == "yes":
                self.add_error(name, "You said that this is safe. Change the answer, or press Continue")
            cleaned[name] = cleaned.get(name) or "unsure"
