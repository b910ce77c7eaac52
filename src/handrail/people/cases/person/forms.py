"""Forms about danger, the safety plan, ways to reach the person, who they are, and who stays in touch."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Person
from handrail.people.records.text_choices import (
    Age,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.reference.models import Language
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.person_form_fields import (
    VersionedForm,
    get_date_in_days,
    past_day_field,
    radio_field,
    text_field,
    textarea_field,
)
from handrail.platform.ui.record_form import RecordForm

LONGEST_WAIT = 731  # days: two years


def get_latest_allowed_review_day() -> datetime.date:
    """The last day on which a plan may be looked at again: beyond it a slip of the finger is likelier."""
    return get_date_in_days(LONGEST_WAIT)


RISK_FACTOR_QUESTIONS: dict[RiskFactor, str] = {
    RiskFactor.WATCHED: "Is someone watching them?",
    RiskFactor.PHONE: "Could someone be tracking their phone or reading their messages?",
    RiskFactor.CHILDREN: "Are children at risk?",
    RiskFactor.SELF_HARM: "Do they have thoughts of self-harm?",
}
"""The further questions about danger, as they are asked."""


def make_risk_factor_question_field(label: str) -> forms.ChoiceField:
    """One further question: left alone, it was not asked, and an earlier answer stands."""
    choices = [
        choice for choice in YesNoUnsureOrNotAsked.choices if choice[0] != YesNoUnsureOrNotAsked.NOT_ASKED
    ]
    return radio_field(label, choices, required=False)


def get_risk_factor_answers(answers: Mapping[str, Any]) -> dict[RiskFactor, YesNoUnsureOrNotAsked]:
    """The further answers of a form about danger.

    Returns:
        An answer to each question; one that was passed over, or is not on the form, was not asked.
    """
    return {
        one: YesNoUnsureOrNotAsked(answers.get(one.value) or YesNoUnsureOrNotAsked.NOT_ASKED)
        for one in RiskFactor
    }


class SkippableForm(forms.Form):
    """A question of those that open a case: it may be skipped, and an answer that stands alone is kept alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "skip" in self.data:
            for name in self.fields if self.is_skipped else ("answer",):
                if name in self.fields:
                    self.fields[name].required = False

    @property
    def is_skipped(self) -> bool:
        """Whether the question is skipped and nothing of it was answered."""
        return "skip" in self.data and not any(self[name].value() for name in self.changed_data)


class FirstDangerCheckForm(SkippableForm):
    """Question 1, danger and nothing else: a half-finished case is still the most useful half."""

    answer = radio_field(
        "Is the person in danger, hurt or ill now?",
        [
            choice
            for choice in ImmediateDangerOrInjuryAnswer.choices
            if choice[0] != ImmediateDangerOrInjuryAnswer.NOT_ASKED
        ],
        help_text="Go by what you see and what they tell you.",
        missing="Choose what you see, or skip for now",
    )
    note = text_field("What you saw or were told (optional)")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *RiskFactor.values)]
        if not self.errors and cleaned.get("note") and not any(asked):
            self.add_error(
                "answer", ("Answer the question to save what you wrote. You can choose “Not sure”")
            )
        return cleaned


class DangerRecheckForm(FirstDangerCheckForm):
    """The same, asked again on the case with what else is asked about danger: any one of the questions will do."""

    watched = make_risk_factor_question_field(RISK_FACTOR_QUESTIONS[RiskFactor.WATCHED])
    phone_tracked = make_risk_factor_question_field(RISK_FACTOR_QUESTIONS[RiskFactor.PHONE])
    children_at_risk = make_risk_factor_question_field(RISK_FACTOR_QUESTIONS[RiskFactor.CHILDREN])
    self_harm = make_risk_factor_question_field(RISK_FACTOR_QUESTIONS[RiskFactor.SELF_HARM])
    safest = text_field("The safest way and time to reach them (optional)")

    def __init__(self, *args: Any, contact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.required = False
        answer.help_text = "If you leave a question blank, we keep the last answer."
        if not contact:
            del self.fields["safest"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *RiskFactor.values)]
        if not self.errors and not any(asked) and (cleaned.get("note") or not cleaned.get("safest")):
            self.add_error("answer", "Answer at least one question, or go back")
        return cleaned


class PointOfContactForm(SkippableForm):
    """Question 6: who stays the point of contact, and who stands in."""

    point_of_contact = radio_field(
        "Who is their point of contact?", [], missing=("Choose a point of contact")
    )
    stand_in = forms.ChoiceField(
        label="Who is the stand-in when they are away? (optional)",
        required=False,
    )
    seen = forms.RegexField(r"^\d{1,18}-(\d{1,18})?$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point_of_contact"].choices = colleagues  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = [("", "No one yet"), *colleagues]  # type: ignore[attr-defined]
        if len(colleagues) == 1:  # nobody else could be chosen
            self.initial["point_of_contact"] = colleagues[0][0]

    def clean_seen(self) -> tuple[int, int | None] | None:
        """Who was named on the page that this comes from; None where it does not say."""
        contact, _, stand_in = str(self.cleaned_data["seen"]).partition("-")
        return (int(contact), int(stand_in) if stand_in else None) if contact else None


def _make_one_line_input() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class WhoPersonIsForm(RecordForm):
    """Who they are, as far as they want to be known; with adult or child, which the case row keeps."""

    field_order = ("called", "full_name", "date_of_birth", "where_now", "language", "interpreter", "age")
    choice_keys: ClassVar[dict[str, str]] = {"language": "tag"}
    date_of_birth = past_day_field(
        "Date of birth (optional)", "date of birth", help_text="For example, 27 3 1998", required=False
    )
    age = radio_field("Adult or child", Age.choices)

    class Meta:
        model = Person
        fields = ["called", "full_name", "date_of_birth", "where_now", "language", "interpreter"]
        widgets = {
            "called": _make_one_line_input(),
            "full_name": _make_one_line_input(),
            "where_now": _make_one_line_input(),
            "language": forms.Select,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].help_text = ""  # the page says it of all that is asked here
        case = self.instance.case
        self.initial["age"] = case.age if case.age_asked else None
        if self.instance.where_now.hidden:  # what the reader is not shown, they cannot write over
            del self.fields["where_now"]
        choices = self.fields["language"].choices  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "Not asked"), *choices[1:]]  # type: ignore[attr-defined]

    def get_choices(self) -> dict[str, Any]:
        """Every language."""
        return {"language": Language.objects.all()}


class ContactChannelForm(forms.Form):
    """One way to reach the person."""

    safe = radio_field("Is it safe?", ChannelSafety.choices, missing="Choose safe, not safe or not sure")
    detail = text_field("Number or address")
    note = text_field("When, and what to say or do (optional)")
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("safe") == ChannelSafety.YES and not (cleaned.get("detail") or cleaned.get("note")):
            self.add_error("detail", "Enter how to reach them, or say when and where below")
        return cleaned


class SafetyPlanForm(VersionedForm):
    """The plan, in the person's words."""

    plan = textarea_field("Their plan, in their own words", required=True)
    watched = textarea_field("Watched or tracked: people, phones, places (optional)", rows=2)
    if_missing = textarea_field("If they go missing: who to ring, what they agreed", rows=3)
    review_on = DatePartsField(
        label="Next review date",
        about="the review date",
        not_before=formatting.get_today,
        not_after=get_latest_allowed_review_day,
        required=False,
    )


class SafetyPlanReviewForm(VersionedForm):
    """The plan was read with the person and is still right."""

    review_on = DatePartsField(
        label="Next review date",
        about="the review date",
        not_before=formatting.get_today,
        not_after=get_latest_allowed_review_day,
        help_text="Usually in two weeks. After a move, a threat or a hearing, choose an earlier date.",
    )
