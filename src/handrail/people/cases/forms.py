"""The questions of a case, one form each. Words are what a person would ask; nothing is preselected."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from handrail.people.cases.events.case_facts import CASE_FACTS
from handrail.people.cases.person.states import ChannelSafety
from handrail.people.records.states import (
    Age,
    Capacity,
    ConsentAnswer,
    Danger,
    InterpretationMode,
    InterpreterRelation,
    OfferAnswer,
    RiskAnswer,
    RiskFactor,
    YesNo,
)
from handrail.platform.access.actions import LONGEST_REASON
from handrail.platform.access.grounds import SHARING_GROUNDS, Ground
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField

LONGEST_TEXT = 4_000
LONGEST_LINE = 200
LONGEST_WAIT = 731  # days: two years


def text_field(
    label: str, *, help_text: str = "", required: bool = False, longest: int = LONGEST_LINE, **attrs: Any
) -> forms.CharField:
    """One line of text about the person; the browser is asked not to keep it."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def textarea_field(
    label: str, *, help_text: str = "", required: bool = False, rows: int = 4, longest: int = LONGEST_TEXT
) -> forms.CharField:
    """Several lines of text about the person."""
    widget = forms.Textarea(attrs={"autocomplete": "off", "rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def radio_field(
    label: str, choices: Any, *, help_text: str = "", required: bool = True, missing: str = ""
) -> forms.ChoiceField:
    """One of a few; none is preselected."""
    errors = {"required": missing or "Choose one", "invalid_choice": "Choose one from the list"}
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        help_text=help_text,
        required=required,
        error_messages=errors,
    )


def past_day_field(label: str, about: str, *, help_text: str = "", required: bool = True) -> DatePartsField:
    """A day that has come."""
    return DatePartsField(
        label=label, about=about, not_after=formatting.get_today, help_text=help_text, required=required
    )


def get_latest_review_day() -> datetime.date:
    """The last day on which a plan may be looked at again: beyond it a slip of the finger is likelier."""
    return get_day_from_now(LONGEST_WAIT)


class VersionedForm(forms.Form):
    """A form that remembers which version its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


RISK_FACTOR_QUESTIONS: dict[RiskFactor, str] = {
    RiskFactor.WATCHED: "Is somebody watching them?",
    RiskFactor.PHONE: "Could their phone be tracked or read?",
    RiskFactor.CHILDREN: "Are children at risk?",
    RiskFactor.SELF_HARM: "Do they think of harming themselves?",
}
"""The further questions about danger, as they are asked."""


def risk_factor_field(label: str) -> forms.ChoiceField:
    """One further question: left alone, it was not asked, and an earlier answer stands."""
    choices = [choice for choice in RiskAnswer.choices if choice[0] != RiskAnswer.NOT_ASKED]
    return radio_field(label, choices, required=False)


def read_risk_factors(answers: Mapping[str, Any]) -> dict[RiskFactor, RiskAnswer]:
    """The further answers of a form about danger; a question that was passed over was not asked."""
    return {one: RiskAnswer(answers[one.value] or RiskAnswer.NOT_ASKED) for one in RiskFactor}


class DangerForm(forms.Form):
    """Question 1: danger first, so that a half-finished case is still the most useful half."""

    answer = radio_field(
        "Is the person in danger or hurt now?",
        [choice for choice in Danger.choices if choice[0] != Danger.NOT_ASKED],
        help_text="Go by what you see and what they tell you.",
        missing="Choose what you see, or skip for now",
    )
    note = text_field("What you saw or were told (optional)")
    watched = risk_factor_field(RISK_FACTOR_QUESTIONS[RiskFactor.WATCHED])
    phone_tracked = risk_factor_field(RISK_FACTOR_QUESTIONS[RiskFactor.PHONE])
    children_at_risk = risk_factor_field(RISK_FACTOR_QUESTIONS[RiskFactor.CHILDREN])
    self_harm = risk_factor_field(RISK_FACTOR_QUESTIONS[RiskFactor.SELF_HARM])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *RiskFactor.values)]
        if not self.errors and cleaned.get("note") and not any(asked):
            self.add_error("answer", "Answer one question to keep what you wrote: “Not sure” will do")
        return cleaned


class DangerRecheckForm(DangerForm):
    """The same, asked again on the case: any one of the questions will do."""

    safest = text_field("The safest way and time to reach them (optional)")

    def __init__(self, *args: Any, contact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.required = False
        answer.help_text = "Go by what you see and what they tell you. What you leave open stays as it was."
        if not contact:
            del self.fields["safest"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *RiskFactor.values)]
        if not self.errors and not any(asked) and (cleaned.get("note") or not cleaned.get("safest")):
            self.add_error("answer", "Answer at least one question, or go back")
        return cleaned


class CalledForm(forms.Form):
    """Question 2."""

    called = text_field(
        "What do we call them?", help_text="A name, a nickname, or nothing yet. Whatever they choose."
    )


class AgeForm(forms.Form):
    """Question 3."""

    age = radio_field(
        "Are they an adult or a child?",
        Age.choices,
        help_text="If you are not sure, we take the child’s path until somebody knows.",
        missing="Choose adult, child or not sure",
    )


class WhereaboutsForm(forms.Form):
    """Question 4."""

    area = forms.ChoiceField(label="Police force area", required=False)
    where_now = text_field(
        "Place", help_text="Enough to find them again. It is locked with the person’s own key."
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]


class SafeChannelsForm(forms.Form):
    """Question 5: each channel on its own; not sure counts as not safe."""

    call = radio_field(
        "Is it safe to call?", [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")], required=False
    )
    call_detail = text_field("Phone number", inputmode="tel")
    call_note = text_field("When, and what to say (optional)")
    safest = text_field("The safest way and time to reach them (optional)")
    text = radio_field(
        "Is it safe to text?", [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")], required=False
    )
    letter = radio_field(
        "Is it safe to write to where they are?",
        [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
        required=False,
    )

    no_way = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("call") == "yes" and not cleaned.get("call_detail"):
            self.add_error("call_detail", "Enter a phone number, or choose No")
        if cleaned.get("no_way"):
            self._none_is_safe(cleaned)
        return cleaned

    def _none_is_safe(self, cleaned: dict[str, Any]) -> None:
        """No way is known to be safe: what was left open is not sure, which counts as not safe."""
        for name in ("call", "text", "letter"):
            if cleaned.get(name) == "yes":
                self.add_error(name, "You said that this is safe: change that, or press Continue")
            cleaned[name] = cleaned.get(name) or "unsure"


class CaseContactsForm(forms.Form):
    """Question 6: who stays the point of contact, and who stands in."""

    point_of_contact = radio_field("Who is their point of contact?", [], missing="Choose who stays in touch")
    stand_in = forms.ChoiceField(
        label="Who stands in when they are away? (optional)",
        required=False,
        help_text="Messages must not stop with one person’s absence.",
    )
    seen = forms.RegexField(r"^\d{1,18}-(\d{1,18})?$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point_of_contact"].choices = colleagues  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = [("", "Nobody yet"), *colleagues]  # type: ignore[attr-defined]

    def clean_seen(self) -> tuple[int, int | None] | None:
        """Who was named on the page that this comes from; None where it does not say."""
        contact, _, stand_in = str(self.cleaned_data["seen"]).partition("-")
        return (int(contact), int(stand_in) if stand_in else None) if contact else None


class PersonForm(VersionedForm):
    """Who they are, as far as they want to be known."""

    called = text_field("What we call them")
    full_name = text_field("Full name (optional)", help_text="Only if they want it kept here.")
    date_of_birth = past_day_field(
        "Date of birth (optional)", "date of birth", help_text="For example, 27 3 1998", required=False
    )
    where_now = text_field("Where they are now")
    language = forms.ChoiceField(label="Language they speak best", required=False)
    interpreter = radio_field("Do they need an interpreter?", YesNo.choices)
    age = radio_field("Adult or child", Age.choices)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "Not asked"), *languages]  # type: ignore[attr-defined]


class ChannelForm(forms.Form):
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
    if_missing = textarea_field("If they disappear: whom to ring, what they agreed to", rows=3)
    review_on = DatePartsField(
        label="Look at it again on",
        about="the review day",
        not_before=formatting.get_today,
        not_after=get_latest_review_day,
        required=False,
    )


class SafetyPlanReviewForm(VersionedForm):
    """The plan was read with the person and is still right."""

    review_on = DatePartsField(
        label="Look at it again on",
        about="the review day",
        not_before=formatting.get_today,
        not_after=get_latest_review_day,
        help_text="Sooner by itself after a move, a threat or a hearing.",
    )


class CaseFactsForm(forms.Form):
    """Facts that start clocks and that no event tells."""

    facts = forms.MultipleChoiceField(
        label="Which of these are true?",
        choices=list(CASE_FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick only what somebody knows. Each starts, or keeps from starting, a clock of its own.",
    )
    seen = forms.RegexField(
        r"^[a-z0-9_,]*$", max_length=LONGEST_TEXT, required=False, widget=forms.HiddenInput
    )

    def clean_seen(self) -> tuple[str, ...]:
        """What was told on the page that this comes from."""
        return tuple(fact for fact in str(self.cleaned_data["seen"]).split(",") if fact)


class EventForm(forms.Form):
    """What happened, and when: late or corrected is fine."""

    at = past_day_field(
        "When did it happen?",
        "the day it happened",
        help_text="Today is filled in. Change it if it happened earlier.",
    )
    at_time = TimeTextField(
        label="At what time? (optional)",
        required=False,
        help_text="Like 6:20pm. Leave it out if nobody knows.",
    )
    of = radio_field("What is it about?", [], missing="Choose what it is about")
    national_reference = text_field("Reference that the Home Office gave", longest=40)
    held_on = DatePartsField(
        label="On which day is the hearing? (optional)",
        about="the day of the hearing",
        help_text="The safety plan is looked at again a week before it.",
        required=False,
    )
    note = textarea_field(
        "Note (optional)", help_text="What a colleague needs to know. It is locked with the person’s own key."
    )

    def __init__(
        self, *args: Any, choices: dict[str, str], with_reference: bool, with_hearing: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if with_hearing:
            self.fields["at"].label = "When was the date fixed?"
        else:
            del self.fields["held_on"]
        self.fields["of"].choices = list(choices.items())  # type: ignore[attr-defined]
        if not choices:
            del self.fields["of"]
        if not with_reference:
            del self.fields["national_reference"]


class TakeBackEventForm(forms.Form):
    """An event that never happened."""

    because = textarea_field("Why was it a mistake?", required=True, rows=2)


class ConsentRecordingForm(forms.Form):
    """Who interpreted an answer and how, whether the two know each other, and who decided."""

    through = radio_field(
        "Who interpreted? (optional)",
        [choice for choice in InterpretationMode.choices if choice[0] != InterpretationMode.NOT_SAID],
        required=False,
    )
    interpreter = forms.ChoiceField(label="Which language was interpreted?", required=False)
    interpreted_by = text_field(
        "The interpreter’s name, or the agency’s reference (optional)",
        help_text="Locked with the person’s own key.",
    )
    asked_by = text_field(
        "Who asked them, if it was somebody else? (optional)",
        help_text="Their name and organisation. Locked with the person’s own key.",
    )
    circle = radio_field(
        "Is the interpreter somebody from their circle?",
        [choice for choice in InterpreterRelation.choices if choice[0] != InterpreterRelation.NOT_ASKED],
        required=False,
        help_text="Family, friends, their community, work. Ask the person, and the interpreter, before you begin.",
    )
    capacity = radio_field("How was it decided?", Capacity.choices, missing="Choose how it was decided")
    decided_by = text_field("Who decided, and in which role")
    decided_why = textarea_field("Why it is in their best interests", rows=2)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpreter"].choices = [("", "No interpreter"), *languages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the answer to one question makes another one need."""
        cleaned = super().clean() or {}
        if "through" not in self.errors:
            self._interpreted(cleaned)
        if cleaned.get("capacity") == Capacity.BEST_INTERESTS:
            for name, missing in DECIDER_ERRORS.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def _interpreted(self, cleaned: dict[str, Any]) -> None:
        """Where somebody interpreted: how, in which language, and whether they know the person."""
        through, language = cleaned.get("through"), cleaned.get("interpreter")
        if through == InterpretationMode.SHARED:
            if language or cleaned.get("interpreted_by"):
                self.add_error("through", "Either nobody interpreted, or somebody did: choose one")
            return
        if (language or cleaned.get("interpreted_by")) and not through:
            self.add_error("through", "Choose who interpreted, and how")
        if through and not language and "interpreter" not in self.errors:
            self.add_error("interpreter", "Choose the language that was interpreted")
        knows = cleaned.get("circle") or through == InterpretationMode.RELATIVE
        if language and not knows and "circle" not in self.errors:
            self.add_error("circle", "Say whether the interpreter is from their circle")


class ConsentAnswerForm(ConsentRecordingForm):
    """What the person said to one question."""

    field_order = ("said", "on")

    said = radio_field("What did they say?", ConsentAnswer.choices, missing="Choose what they said")
    on = past_day_field("When were they asked?", "the day they were asked")
    words = textarea_field("In their own words (optional)", rows=3)

    def __init__(self, *args: Any, answers: list[ConsentAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(said.value, said.label) for said in answers]  # type: ignore[attr-defined]


DECIDER_ERRORS = {
    "decided_by": "Enter who decided in their best interests",
    "decided_why": "Enter why it is in their best interests",
}


class SharingForm(ConsentRecordingForm):
    """Who else may see what, on which ground, until when; and how the person was asked, where they were."""

    field_order = ("body", "kinds", "ground", "mode", "because", "until")

    body = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose an organisation"})
    kinds = forms.MultipleChoiceField(
        label="What may they see?",
        choices=[(kind.value, kind.words) for kind in SHAREABLE_KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only what they need for what they do.",
    )
    ground = radio_field(
        "On what ground?",
        [*[(ground.value, ground.words) for ground in SHARING_GROUNDS], ("refused", "The person said no")],
        missing="Choose the ground, or that the person said no",
    )
    because = textarea_field(
        "What it rests on",
        help_text="In a sentence. Everybody on the case can read it.",
        rows=2,
        longest=LONGEST_REASON,
    )
    until = DatePartsField(
        label="Until (optional)",
        about="the last day",
        required=False,
        help_text="The last day on which they may see it.",
    )

    mode = radio_field(
        "Is this as well as what they agreed to before, or instead of it?",
        [("adds", "As well: both stand"), ("replaces", "Instead: the earlier yes ends")],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        bodies: list[tuple[str, str]],
        agreed: Mapping[str, Sequence[str]] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        """`agreed`: what each organisation may see already by the person's own yes. Only then is `mode` asked."""
        super().__init__(*args, **kwargs)
        self.fields["capacity"].required = False
        self.fields["capacity"].help_text = "Where nothing is chosen, it was their own decision."
        self.fields["body"].choices = [("", "Choose an organisation"), *bodies]  # type: ignore[attr-defined]
        before = agreed.get(str(self.data.get("body", ""))) if self.is_bound else None
        if not before or self.data.get("ground") != Ground.CONSENT:
            del self.fields["mode"]
        else:
            name = dict(bodies).get(str(self.data["body"]), "")
            told = join_texts(before, "; ")
            self.fields["mode"].help_text = msg(
                "They said yes before. {name} can see: {told}.", name=name, told=told
            )
            self.fields["mode"].required = True
            self.fields["mode"].error_messages["required"] = msg(
                "They agreed before that {name} may see something: choose as well, or instead", name=name
            )


class EndSharingForm(forms.Form):
    """Why sharing ends."""

    because = textarea_field("Why does it end?", required=True, rows=2)


class NeedForm(forms.Form):
    """What would help, in their own words."""

    kind = radio_field("What would help?", [], missing="Choose what would help")
    words = textarea_field("In their own words (optional)", rows=2)

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = needs  # type: ignore[attr-defined]


class NeedMetForm(forms.Form):
    """Since when a need is met."""

    on = past_day_field("Since when?", "the day it was met")


class ReopenNeedForm(forms.Form):
    """Nothing is asked: the button says it."""


class OfferForm(forms.Form):
    """Which service was offered, and when."""

    service = radio_field("Which service?", [], missing="Choose a service")
    on = past_day_field("When was it offered?", "the day it was offered")

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class OfferAnswerForm(VersionedForm):
    """What the person said to an offer."""

    answer = radio_field(
        "What did they say?",
        [choice for choice in OfferAnswer.choices if choice[0] != OfferAnswer.NONE_YET],
        missing="Choose what they said",
    )
    on = past_day_field("When?", "the day of the answer")
    reason = textarea_field("Why, in their own words (optional)", rows=2)


class OfferResultForm(VersionedForm):
    """What came of an offer and what it cost."""

    result = textarea_field("What came of it", rows=3)
    cost = forms.DecimalField(
        label="What it cost, in pounds (optional)",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Enter the cost in pounds, like 62 or 62.50",
            "min_value": "The cost cannot be less than nothing",
            "max_decimal_places": "Enter pounds and pence, like 62.50",
            "max_digits": "Check the cost: it is very large",
            "max_whole_digits": "Check the cost: it is very large",
        },
    )

    def clean_cost(self) -> int | None:
        """Pence: money is never a float here."""
        cost = self.cleaned_data["cost"]
        return None if cost is None else int(cost * 100)


class NotificationForm(forms.Form):
    """What the Duty to Notify report may hold."""

    co_operates = radio_field(
        "Do they agree to co-operate with the police?",
        [
            ("no", "No, or not sure: the report stays anonymous"),
            ("yes", "Yes: the report may say who they are"),
        ],
        missing="Choose yes or no",
        help_text="Support here does not depend on the answer.",
    )
    gender = radio_field(
        "Gender",
        [("female", "Female"), ("male", "Male"), ("unknown", "Neither, or they would not say")],
        missing="Choose one",
    )
    nationality = text_field("Nationality, if they gave it", longest=60)
    reason = textarea_field("Why they said no, if they said (optional)", rows=2)
    account = textarea_field(
        "What happened, with nothing that could tell who they are",
        help_text="No names, addresses, dates of birth or workplaces unless they agreed to co-operate.",
    )
    crime_reference = text_field("Crime reference, if there is one", longest=40)


class NotificationSentForm(forms.Form):
    """When the report was sent on the Home Office's form."""

    at = past_day_field("When did you send it?", "the day you sent it")


def get_day_from_now(days: int) -> datetime.date:
    """A day some days from now, to start a form with."""
    return formatting.get_today() + datetime.timedelta(days=days)
