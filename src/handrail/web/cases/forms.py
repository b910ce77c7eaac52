"""The questions of a case, one form each. Words are what a person would ask; nothing is preselected."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from handrail.access.actions import LONGEST_REASON
from handrail.access.grounds import BETWEEN_BODIES, Ground
from handrail.access.kinds import SHAREABLE
from handrail.casework.case.states import (
    Age,
    Capacity,
    Circle,
    Danger,
    OfferAnswer,
    Said,
    Sure,
    Through,
    Worry,
    YesNo,
)
from handrail.casework.events.told import FACTS
from handrail.casework.people.states import Safe
from handrail.kernel.saying import joined, say
from handrail.web.design import words
from handrail.web.design.dates import DateParts, TimeText

LONG = 4_000
LINE = 200
LONGEST_WAIT = 731  # days: two years


def line(
    label: str, *, help_text: str = "", required: bool = False, longest: int = LINE, **attrs: Any
) -> forms.CharField:
    """One line of text about the person; the browser is asked not to keep it."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def lines(
    label: str, *, help_text: str = "", required: bool = False, rows: int = 4, longest: int = LONG
) -> forms.CharField:
    """Several lines of text about the person."""
    widget = forms.Textarea(attrs={"autocomplete": "off", "rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def radios(
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


def day(label: str, about: str, *, help_text: str = "", required: bool = True) -> DateParts:
    """A day that has come."""
    return DateParts(label=label, about=about, not_after=words.today, help_text=help_text, required=required)


def latest_review() -> datetime.date:
    """The last day on which a plan may be looked at again: beyond it a slip of the finger is likelier."""
    return review_in(LONGEST_WAIT)


class WithSeen(forms.Form):
    """A form that remembers which version its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


WORRIES: dict[Worry, str] = {
    Worry.WATCHED: "Is somebody watching them?",
    Worry.PHONE: "Could their phone be tracked or read?",
    Worry.CHILDREN: "Are children at risk?",
    Worry.SELF_HARM: "Do they think of harming themselves?",
}
"""The further questions about danger, as they are asked."""


def worry(label: str) -> forms.ChoiceField:
    """One further question: left alone, it was not asked, and an earlier answer stands."""
    choices = [choice for choice in Sure.choices if choice[0] != Sure.NOT_ASKED]
    return radios(label, choices, required=False)


def worries(answers: Mapping[str, Any]) -> dict[Worry, Sure]:
    """The further answers of a form about danger; a question that was passed over was not asked."""
    return {one: Sure(answers[one.value] or Sure.NOT_ASKED) for one in Worry}


class DangerForm(forms.Form):
    """Question 1: danger first, so that a half-finished case is still the most useful half."""

    answer = radios(
        "Is the person in danger or hurt now?",
        [choice for choice in Danger.choices if choice[0] != Danger.NOT_ASKED],
        help_text="Go by what you see and what they tell you.",
        missing="Choose what you see, or skip for now",
    )
    note = line("What you saw or were told (optional)")
    watched = worry(WORRIES[Worry.WATCHED])
    phone_tracked = worry(WORRIES[Worry.PHONE])
    children_at_risk = worry(WORRIES[Worry.CHILDREN])
    self_harm = worry(WORRIES[Worry.SELF_HARM])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *Worry.values)]
        if not self.errors and cleaned.get("note") and not any(asked):
            self.add_error("answer", "Answer one question to keep what you wrote: “Not sure” will do")
        return cleaned


class DangerAgainForm(DangerForm):
    """The same, asked again on the case: any one of the questions will do."""

    safest = line("The safest way and time to reach them (optional)")

    def __init__(self, *args: Any, contact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.required = False
        answer.help_text = "Go by what you see and what they tell you. What you leave open stays as it was."
        if not contact:
            del self.fields["safest"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [cleaned.get(name) for name in ("answer", *Worry.values)]
        if not self.errors and not any(asked) and (cleaned.get("note") or not cleaned.get("safest")):
            self.add_error("answer", "Answer at least one question, or go back")
        return cleaned


class CalledForm(forms.Form):
    """Question 2."""

    called = line(
        "What do we call them?", help_text="A name, a nickname, or nothing yet. Whatever they choose."
    )


class AgeForm(forms.Form):
    """Question 3."""

    age = radios(
        "Are they an adult or a child?",
        Age.choices,
        help_text="If you are not sure, we take the child’s path until somebody knows.",
        missing="Choose adult, child or not sure",
    )


class WhereForm(forms.Form):
    """Question 4."""

    area = forms.ChoiceField(label="Police force area", required=False)
    where_now = line("Place", help_text="Enough to find them again. It is locked with the person’s own key.")

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]


class ReachForm(forms.Form):
    """Question 5: each channel on its own; not sure counts as not safe."""

    call = radios(
        "Is it safe to call?", [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")], required=False
    )
    call_detail = line("Phone number", inputmode="tel")
    call_note = line("When, and what to say (optional)")
    safest = line("The safest way and time to reach them (optional)")
    text = radios(
        "Is it safe to text?", [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")], required=False
    )
    letter = radios(
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


class ContactForm(forms.Form):
    """Question 6: who stays the point of contact, and who stands in."""

    point_of_contact = radios("Who is their point of contact?", [], missing="Choose who stays in touch")
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


class PersonForm(WithSeen):
    """Who they are, as far as they want to be known."""

    called = line("What we call them")
    full_name = line("Full name (optional)", help_text="Only if they want it kept here.")
    date_of_birth = day(
        "Date of birth (optional)", "date of birth", help_text="For example, 27 3 1998", required=False
    )
    where_now = line("Where they are now")
    language = forms.ChoiceField(label="Language they speak best", required=False)
    interpreter = radios("Do they need an interpreter?", YesNo.choices)
    age = radios("Adult or child", Age.choices)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "Not asked"), *languages]  # type: ignore[attr-defined]


class ChannelForm(forms.Form):
    """One way to reach the person."""

    safe = radios("Is it safe?", Safe.choices, missing="Choose safe, not safe or not sure")
    detail = line("Number or address")
    note = line("When, and what to say or do (optional)")
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("safe") == Safe.YES and not (cleaned.get("detail") or cleaned.get("note")):
            self.add_error("detail", "Enter how to reach them, or say when and where below")
        return cleaned


class SafetyPlanForm(WithSeen):
    """The plan, in the person's words."""

    plan = lines("Their plan, in their own words", required=True)
    watched = lines("Watched or tracked: people, phones, places (optional)", rows=2)
    if_missing = lines("If they disappear: whom to ring, what they agreed to", rows=3)
    review_on = DateParts(
        label="Look at it again on",
        about="the review day",
        not_before=words.today,
        not_after=latest_review,
        required=False,
    )


class ReviewForm(WithSeen):
    """The plan was read with the person and is still right."""

    review_on = DateParts(
        label="Look at it again on",
        about="the review day",
        not_before=words.today,
        not_after=latest_review,
        help_text="Sooner by itself after a move, a threat or a hearing.",
    )


class FactsForm(forms.Form):
    """Facts that start clocks and that no event tells."""

    facts = forms.MultipleChoiceField(
        label="Which of these are true?",
        choices=list(FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick only what somebody knows. Each starts, or keeps from starting, a clock of its own.",
    )
    seen = forms.RegexField(r"^[a-z0-9_,]*$", max_length=LONG, required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> tuple[str, ...]:
        """What was told on the page that this comes from."""
        return tuple(fact for fact in str(self.cleaned_data["seen"]).split(",") if fact)


class EventForm(forms.Form):
    """What happened, and when: late or corrected is fine."""

    at = day(
        "When did it happen?",
        "the day it happened",
        help_text="Today is filled in. Change it if it happened earlier.",
    )
    at_time = TimeText(
        label="At what time? (optional)",
        required=False,
        help_text="Like 6:20pm. Leave it out if nobody knows.",
    )
    of = radios("What is it about?", [], missing="Choose what it is about")
    national_reference = line("Reference that the Home Office gave", longest=40)
    held_on = DateParts(
        label="On which day is the hearing? (optional)",
        about="the day of the hearing",
        help_text="The safety plan is looked at again a week before it.",
        required=False,
    )
    note = lines(
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


class TakeBackForm(forms.Form):
    """An event that never happened."""

    because = lines("Why was it a mistake?", required=True, rows=2)


class HowAsked(forms.Form):
    """Who interpreted an answer and how, whether the two know each other, and who decided."""

    through = radios(
        "Who interpreted? (optional)",
        [choice for choice in Through.choices if choice[0] != Through.NOT_SAID],
        required=False,
    )
    interpreter = forms.ChoiceField(label="Which language was interpreted?", required=False)
    interpreted_by = line(
        "The interpreter’s name, or the agency’s reference (optional)",
        help_text="Locked with the person’s own key.",
    )
    asked_by = line(
        "Who asked them, if it was somebody else? (optional)",
        help_text="Their name and organisation. Locked with the person’s own key.",
    )
    circle = radios(
        "Is the interpreter somebody from their circle?",
        [choice for choice in Circle.choices if choice[0] != Circle.NOT_ASKED],
        required=False,
        help_text="Family, friends, their community, work. Ask the person, and the interpreter, before you begin.",
    )
    capacity = radios("How was it decided?", Capacity.choices, missing="Choose how it was decided")
    decided_by = line("Who decided, and in which role")
    decided_why = lines("Why it is in their best interests", rows=2)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpreter"].choices = [("", "No interpreter"), *languages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the answer to one question makes another one need."""
        cleaned = super().clean() or {}
        if "through" not in self.errors:
            self._interpreted(cleaned)
        if cleaned.get("capacity") == Capacity.BEST_INTERESTS:
            for name, missing in DECIDED.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def _interpreted(self, cleaned: dict[str, Any]) -> None:
        """Where somebody interpreted: how, in which language, and whether they know the person."""
        through, language = cleaned.get("through"), cleaned.get("interpreter")
        if through == Through.SHARED:
            if language or cleaned.get("interpreted_by"):
                self.add_error("through", "Either nobody interpreted, or somebody did: choose one")
            return
        if (language or cleaned.get("interpreted_by")) and not through:
            self.add_error("through", "Choose who interpreted, and how")
        if through and not language and "interpreter" not in self.errors:
            self.add_error("interpreter", "Choose the language that was interpreted")
        knows = cleaned.get("circle") or through == Through.RELATIVE
        if language and not knows and "circle" not in self.errors:
            self.add_error("circle", "Say whether the interpreter is from their circle")


class AnswerForm(HowAsked):
    """What the person said to one question."""

    field_order = ("said", "on")

    said = radios("What did they say?", Said.choices, missing="Choose what they said")
    on = day("When were they asked?", "the day they were asked")
    words = lines("In their own words (optional)", rows=3)

    def __init__(self, *args: Any, answers: list[Said], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(said.value, said.label) for said in answers]  # type: ignore[attr-defined]


DECIDED = {
    "decided_by": "Enter who decided in their best interests",
    "decided_why": "Enter why it is in their best interests",
}


class ShareForm(HowAsked):
    """Who else may see what, on which ground, until when; and how the person was asked, where they were."""

    field_order = ("body", "kinds", "ground", "mode", "because", "until")

    body = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose an organisation"})
    kinds = forms.MultipleChoiceField(
        label="What may they see?",
        choices=[(kind.value, kind.words) for kind in SHAREABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only what they need for what they do.",
    )
    ground = radios(
        "On what ground?",
        [*[(ground.value, ground.words) for ground in BETWEEN_BODIES], ("refused", "The person said no")],
        missing="Choose the ground, or that the person said no",
    )
    because = lines(
        "What it rests on",
        help_text="In a sentence. Everybody on the case can read it.",
        rows=2,
        longest=LONGEST_REASON,
    )
    until = DateParts(
        label="Until (optional)",
        about="the last day",
        required=False,
        help_text="The last day on which they may see it.",
    )

    mode = radios(
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
            told = joined(before, "; ")
            self.fields["mode"].help_text = say(
                "They said yes before. {name} can see: {told}.", name=name, told=told
            )
            self.fields["mode"].required = True
            self.fields["mode"].error_messages["required"] = say(
                "They agreed before that {name} may see something: choose as well, or instead", name=name
            )


class EndShareForm(forms.Form):
    """Why sharing ends."""

    because = lines("Why does it end?", required=True, rows=2)


class NeedForm(forms.Form):
    """What would help, in their own words."""

    kind = radios("What would help?", [], missing="Choose what would help")
    words = lines("In their own words (optional)", rows=2)

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = needs  # type: ignore[attr-defined]


class NeedMetForm(forms.Form):
    """Since when a need is met."""

    on = day("Since when?", "the day it was met")


class StandsAgainForm(forms.Form):
    """Nothing is asked: the button says it."""


class OfferForm(forms.Form):
    """Which service was offered, and when."""

    service = radios("Which service?", [], missing="Choose a service")
    on = day("When was it offered?", "the day it was offered")

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class OfferAnswerForm(WithSeen):
    """What the person said to an offer."""

    answer = radios(
        "What did they say?",
        [choice for choice in OfferAnswer.choices if choice[0] != OfferAnswer.NONE_YET],
        missing="Choose what they said",
    )
    on = day("When?", "the day of the answer")
    reason = lines("Why, in their own words (optional)", rows=2)


class ResultForm(WithSeen):
    """What came of an offer and what it cost."""

    result = lines("What came of it", rows=3)
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


class NotifyForm(forms.Form):
    """What the Duty to Notify report may hold."""

    co_operates = radios(
        "Do they agree to co-operate with the police?",
        [
            ("no", "No, or not sure: the report stays anonymous"),
            ("yes", "Yes: the report may say who they are"),
        ],
        missing="Choose yes or no",
        help_text="Support here does not depend on the answer.",
    )
    gender = radios(
        "Gender",
        [("female", "Female"), ("male", "Male"), ("unknown", "Neither, or they would not say")],
        missing="Choose one",
    )
    nationality = line("Nationality, if they gave it", longest=60)
    reason = lines("Why they said no, if they said (optional)", rows=2)
    account = lines(
        "What happened, with nothing that could tell who they are",
        help_text="No names, addresses, dates of birth or workplaces unless they agreed to co-operate.",
    )
    crime_reference = line("Crime reference, if there is one", longest=40)


class SentForm(forms.Form):
    """When the report was sent on the Home Office's form."""

    at = day("When did you send it?", "the day you sent it")


def review_in(days: int) -> datetime.date:
    """A day some days from now, to start a form with."""
    return words.today() + datetime.timedelta(days=days)
