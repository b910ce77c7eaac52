"""The questions about one person's place: what they need, who said no, how a stay goes on and ends."""

import datetime
from typing import Any

from django import forms

from handrail.casework.case.states import YesNo
from handrail.directory.housing.kinds import ACCESS
from handrail.kernel.dates import LONDON, WEEKDAYS
from handrail.kernel.saying import say
from handrail.provision.places.checking import QUESTIONS, WHO_CHECKS
from handrail.provision.places.states import (
    Answer,
    ChildCallSort,
    EndedWhy,
    Missing,
    RefusedWhy,
    UnsuitableWhy,
)
from handrail.web.cases.forms import WithSeen, day, line, lines, radios
from handrail.web.design import words
from handrail.web.design.dates import DateParts, TimeText

Choices = list[tuple[str, str]]
NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}


def number(
    label: str, *, least: int, most: int, help_text: str = "", required: bool = True
) -> forms.IntegerField:
    """A whole number between two others."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": say("Enter a whole number from {least} to {most}", least=least, most=most),
            "min_value": say("Enter a whole number from {least} to {most}", least=least, most=most),
            "max_value": say("Enter a whole number from {least} to {most}", least=least, most=most),
        },
    )


def choice(
    label: str, choices: Choices, *, required: bool = True, help_text: str = "", none: str = "Choose"
) -> forms.ChoiceField:
    """One of many, in a list."""
    return forms.ChoiceField(
        label=label,
        choices=[("", none), *choices],
        required=required,
        help_text=help_text,
        error_messages={"required": "Choose from the list", "invalid_choice": "Choose from the list"},
    )


def moment(on: datetime.date, at: datetime.time | None) -> datetime.datetime:
    """That time of that day in London; the end of the day, or now, where no time was given."""
    given = at or datetime.time(12)
    found = datetime.datetime.combine(on, given, tzinfo=LONDON)
    now = datetime.datetime.now(LONDON)
    return min(found, now) if at is None else found


class NeedsForm(WithSeen):
    """What they need of a place."""

    beds = number("How many bed spaces do they need?", least=1, most=20)
    children = number("How many children come with them? (optional)", least=0, most=19, required=False)
    pets = radios("Does a pet come with them?", YesNo.choices)
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
        help_text="Where they were exploited, where those people live or look for them. Kept sealed.",
    )
    risk_words = lines("What they said about it (optional)", rows=2)

    def __init__(self, *args: Any, zones: Choices, safety: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risks"].choices = zones  # type: ignore[attr-defined]
        if not safety:
            del self.fields["risks"], self.fields["risk_words"]
        elif not zones:
            del self.fields["risks"]


class ConfirmForm(forms.Form):
    """Who answers for housing them and who pays, where nothing has settled that."""

    answers_for = choice("Who answers for housing them?", [], required=False, none="Not confirmed")
    payer = choice("Who pays?", [], required=False, none="Not confirmed")
    pays_from = line("From what? (optional)", longest=120, help_text="Such as: the emergency fund")

    def __init__(self, *args: Any, bodies: Choices, settled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settled:
            self.fields.clear()
            return
        for name in ("answers_for", "payer"):
            self.fields[name].choices = [("", "Not confirmed"), *bodies]  # type: ignore[attr-defined]


class NoForm(forms.Form):
    """Why they said no."""

    reason = lines("Why, in their own words (optional)", rows=2)


class ExtendForm(forms.Form):
    """How much longer."""

    nights = number("How many more nights?", least=1, most=28)


class EndForm(forms.Form):
    """When they leave, and why."""

    leaving = DateParts(
        label="On which day do they leave?",
        about="the day they leave",
        help_text="The night before is the last that is kept for them.",
    )
    why = radios("Why?", EndedWhy.choices, missing="Choose why")
    words = lines("What came of it (optional)", rows=3)


class MissingForm(forms.Form):
    """Since when somebody is missing."""

    on = day("Since which day?", "the day")
    at = TimeText(label="Since what time? (optional)", required=False)
    told_police = radios(
        "Do the police know?", [("yes", "Yes"), ("no", "Not yet")], missing="Choose yes or not yet"
    )
    words = lines("What is known (optional)", rows=3)


class FoundForm(forms.Form):
    """When they were found or came back."""

    on = day("On which day?", "the day")
    at = TimeText(label="At what time? (optional)", required=False)
    words = lines("How they are, and what they said (optional)", rows=3)


class EvidenceForm(forms.Form):
    """What was lost."""

    words = lines("What was lost, and how?", required=True, rows=3)
    told_police = radios(
        "Do the police know?", [("yes", "Yes"), ("no", "Not yet")], missing="Choose yes or not yet"
    )


class UnsuitableForm(forms.Form):
    """From which night a place does not suit."""

    from_night = day("From which night?", "the night", help_text="A night has the date of its evening.")
    why = radios(
        "Why?",
        [choice for choice in UnsuitableWhy.choices if choice[0] != UnsuitableWhy.OVERRULED],
        missing="Choose why",
    )
    words = lines("What makes it unsuitable (optional)", rows=2)


class RefusalForm(forms.Form):
    """Who said no, when, and with what reason."""

    body = choice("Who said no?", [], required=False, none="Not on the list")
    body_words = line("If not on the list, who? (optional)", longest=80)
    why = radios("What reason did they give?", RefusedWhy.choices, missing="Choose the reason they gave")
    words = lines("In their words (optional)", rows=2)
    said_by = line("Who said it? (optional)", help_text="Name or job. Kept sealed.", longest=120)
    on = day("On which day?", "the day")
    at = TimeText(label="At what time? (optional)", required=False)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Not on the list"), *bodies]  # type: ignore[attr-defined]


class DisputeForm(forms.Form):
    """Two that each say not us, and who houses the person meanwhile."""

    between = choice("One says: not us", [])
    says = line("What they say (optional)")
    other = choice("The other says: not us", [])
    other_says = line("What they say (optional)")
    tonight = choice("Who houses them tonight, whatever is decided later?", [])
    payer = choice("Who pays meanwhile?", [])
    pays_from = line("From what? (optional)", longest=120)
    rule = line(
        "By which rule or promise? (optional)",
        longest=200,
        help_text="Such as: county protocol of 3 March 2026, paragraph 4",
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("between", "other", "tonight", "payer"):
            self.fields[name].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """Who it was found to be."""

    body = choice("Who was found to answer for housing them?", [])
    words = lines("How was it settled? (optional)", rows=2)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class NothingForm(forms.Form):
    """What was missing when nothing would do."""

    missing = forms.MultipleChoiceField(
        label="What was missing?",
        choices=Missing.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what was missing"},
    )
    words = lines("What would have worked? (optional)", rows=2)
    slept = line("Where do they sleep tonight instead? (optional)", help_text="Kept sealed.")


class CheckForm(forms.Form):
    """The nine questions before a hotel or B&B. A draft may leave any of them open."""

    who_checks = line(WHO_CHECKS, help_text="A name, a time, and how: a visit, a call that they know.")
    note = lines("Anything else a conference should know (optional)", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = {name: self.fields.pop(name) for name in ("who_checks", "note")}
        for question in QUESTIONS:
            self.fields[question.code] = radios(
                question.ask, Answer.choices, help_text=question.hint, required=False
            )
        self.fields.update(after)


class OverruleForm(forms.Form):
    """Why a place is used all the same."""

    why = lines(
        "Why is it used all the same?",
        required=True,
        rows=3,
        help_text="Your name and the time are kept with it, and a conference will read it.",
    )


class ChildForm(forms.Form):
    """One step of finding a child somewhere to sleep."""

    sort = radios("What happened?", ChildCallSort.choices, missing="Choose what happened")
    words = lines(
        "Who said what (optional)", rows=2, help_text="Ask for a name, and what they will do by when."
    )


def tonight_words(first: datetime.date) -> str:
    """“the night of Tuesday 24 to Wednesday 25 November”"""
    after = first + datetime.timedelta(days=1)
    if first.month == after.month:
        return say(
            "the night of {weekday} {day} to {after}",
            weekday=WEEKDAYS[first.weekday()],
            day=first.day,
            after=words.weekday(after),
        )
    return say("the night of {first} to {after}", first=words.weekday(first), after=words.weekday(after))
