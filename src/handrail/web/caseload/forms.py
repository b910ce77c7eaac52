"""The questions about tasks, contacts, handing over, closing and dependants, one form each."""

from typing import Any

from django import forms

from handrail.caseload.reach import Word, warning
from handrail.caseload.states import AtRisk, ContactState, Rhythm, Sort, TaskState, Where
from handrail.casework.case.states import ChannelKind
from handrail.casework.whole.states import ClosedBecause
from handrail.kernel.saying import joined, say
from handrail.web.cases.forms import WithSeen, day, line, lines, radios
from handrail.web.design import words
from handrail.web.design.dates import DateParts, TimeText

NOT_SURE_WHO = "Choose somebody who works on this case"
Choices = list[tuple[str, str]]


def _people(label: str, *, required: bool) -> forms.ChoiceField:
    errors = {"required": NOT_SURE_WHO, "invalid_choice": NOT_SURE_WHO}
    return forms.ChoiceField(label=label, required=required, error_messages=errors)


def _choose(field: forms.Field, choices: Choices) -> None:
    field.choices = choices  # type: ignore[attr-defined]


class Ticks(forms.MultipleChoiceField):
    """Boxes of a list that may have changed since the page was opened: what is no longer there is left out."""

    def valid_value(self, value: Any) -> bool:
        """Whatever was ticked; the action looks at what is open now."""
        return len(str(value)) < 200


class TaskForm(WithSeen):
    """What is to be done, by when, by whom."""

    what = lines("What is to be done?", required=True, rows=2, longest=1_000)
    due_on = DateParts(label="By when?", about="the day")
    for_user = _people("For whom?", required=False)
    from_review = forms.BooleanField(label="It comes from a review of the safety plan", required=False)

    def __init__(self, *args: Any, people: Choices, asks_cause: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_cause:
            del self.fields["from_review"]
        _choose(self.fields["for_user"], [("", "The team"), *people])


class EndTaskForm(WithSeen):
    """What became of it."""

    state = radios(
        "How does it stand?",
        [choice for choice in TaskState.choices if choice[0] != TaskState.OPEN],
        missing="Choose done or not needed",
    )
    words = lines("In a few words", rows=2, longest=1_000, help_text="Where it is not needed: why.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("state") == TaskState.NOT_NEEDED and not cleaned.get("words"):
            self.add_error("words", "Say why it is not needed")
        return cleaned


class AsksOfTheWay(forms.Form):
    """A form with a way to reach the person: one that is not known to be safe asks for a reason before it goes on."""

    channel = radios("How?", ChannelKind.choices, missing="Choose how")
    despite = lines("Why does it have to be this way?", rows=2, longest=500)

    def __init__(self, *args: Any, says: dict[ChannelKind, Word], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.says = says
        self.warning = "" if self.is_bound else self._warning(self.initial.get("channel"))

    @property
    def hints(self) -> dict[str, str]:
        """What is known of each way, under its name."""
        return {kind.value: word.label for kind, word in self.says.items()}

    def _warning(self, channel: Any) -> str:
        if channel not in ChannelKind.values:
            return ""
        return warning(ChannelKind(channel), self.says[ChannelKind(channel)])

    def _uses_it(self, cleaned: dict[str, Any]) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.warning = self._warning(cleaned.get("channel")) if self._uses_it(cleaned) else ""
        if self.warning and not cleaned.get("despite"):
            self.add_error("despite", "Choose another way, or say why it has to be this one")
        return cleaned


class PlanContactForm(AsksOfTheWay, WithSeen):
    """When, how, by whom, what about, how often again."""

    on = DateParts(label="On which day?", about="the day")
    at_time = TimeText(label="At what time? (optional)", required=False, help_text="Like 6:20pm.")
    with_user = _people("Who does it?", required=True)
    about = line("What about? (optional)", longest=300)
    every = forms.ChoiceField(
        label="Does it come again?",
        choices=Rhythm.choices,
        help_text="The next is planned when what came of this one is recorded.",
    )

    field_order = ("on", "at_time", "channel", "despite", "with_user", "about", "every", "seen")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["with_user"], [("", "Choose somebody"), *people])


class CameOfContactForm(AsksOfTheWay, WithSeen):
    """What came of a contact."""

    state = radios(
        "What came of it?",
        [
            (ContactState.HELD.value, "Held: we were in touch"),
            (ContactState.MISSED.value, "Missed: we could not reach them"),
            (ContactState.CALLED_OFF.value, "Called off"),
        ],
        missing="Choose held, missed or called off",
    )
    on = day("When?", "the day", required=False)
    at_time = TimeText(label="At what time? (optional)", required=False, help_text="Like 6:20pm.")
    interpreter = forms.ChoiceField(label="Through an interpreter? (optional)", required=False)
    words = lines(
        "In a few words (optional)",
        rows=3,
        help_text="What a colleague needs to know. It is locked with the person’s own key.",
    )

    field_order = ("state", "on", "at_time", "channel", "despite", "interpreter", "words", "seen")

    def __init__(self, *args: Any, languages: Choices, planned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["interpreter"], [("", "No interpreter"), *languages])
        if not planned:
            _choose(self.fields["state"], self.fields["state"].choices[:2])  # type: ignore[attr-defined]

    def _uses_it(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("state") != ContactState.CALLED_OFF

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        off = cleaned.get("state") == ContactState.CALLED_OFF
        if off and not cleaned.get("words"):
            self.add_error("words", "Say why it is called off")
        if not off and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day")
        return cleaned


class CloseForm(forms.Form):
    """Why; what was seen to be open; what is shared no longer."""

    because = radios("Why is it closed?", ClosedBecause.choices, missing="Choose why it is closed")
    words = lines(
        "In your own words",
        rows=3,
        help_text="Where it was a mistake, where they cannot be reached, or for another reason, this is needed.",
    )
    seen = Ticks(
        label="Still open: tick each thing to say that you have seen it",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Nothing here is lost or ended: it stays open, and is listed on the closed case.",
    )
    end = Ticks(
        label="Who can still see this case? Tick whose sharing ends with it",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What is not ticked goes on until its day, or until somebody ends it.",
    )

    def __init__(self, *args: Any, things: Choices, grants: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = dict(things)
        _choose(self.fields["seen"], things)
        _choose(self.fields["end"], grants)
        for name, there in (("seen", things), ("end", grants)):
            if not there:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = [name for key, name in self.things.items() if key not in cleaned.get("seen", [])]
        if missing:
            self.add_error(
                "seen",
                say("Tick that you have seen each. Not ticked: {missing}", missing=joined(missing[:5], "; ")),
            )
        return cleaned

    def numbers(self) -> list[int]:
        """The grants that were ticked."""
        return [int(text) for text in self.cleaned_data.get("end", []) if text.isascii() and text.isdigit()]


class ReopenForm(forms.Form):
    """Why it is opened again."""

    words = lines("Why is it opened again?", required=True, rows=3)


class HandOverForm(forms.Form):
    """To whom, with which note."""

    to = radios("To whom?", [], missing="Choose who is asked")
    note = lines(
        "What must they know first?",
        required=True,
        rows=5,
        help_text="They read it before anything else. It is locked with the person’s own key.",
    )
    stays_on = forms.BooleanField(
        label="I stay on as stand-in, where a colleague takes it over", required=False
    )

    def __init__(self, *args: Any, colleagues: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"user:{number}", name) for number, name in colleagues]
        others = [(f"body:{code}", say("{name} (another organisation)", name=name)) for code, name in bodies]
        _choose(self.fields["to"], [*people, *others])


class AnswerHandOverForm(forms.Form):
    """Yes, or no and why."""

    said = radios(
        "Do you take this case over?",
        [("yes", "Yes: I am their point of contact from now on"), ("no", "No")],
        missing="Choose yes or no",
    )
    words = lines("If not, why?", rows=2, longest=1_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("said") == "no" and not cleaned.get("words"):
            self.add_error("words", "Say why, so that somebody else can be asked")
        return cleaned


class AwayForm(forms.Form):
    """Who is away, from when until when."""

    user = _people("Who is away?", required=True)
    since = DateParts(label="First day away", about="the first day")
    until = DateParts(label="Last day away", about="the last day", not_before=words.today)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["user"], people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not come before the first")
        return cleaned


class DependantForm(WithSeen):
    """Somebody who depends on the person."""

    sort = radios("Who is it?", Sort.choices, missing="Choose who it is")
    called = line("What are they called? (optional)")
    years = forms.IntegerField(
        label="Age, or year of birth (optional)",
        required=False,
        min_value=0,
        max_value=2_200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter an age, like 6, or a year, like 2020",
            "max_value": "Enter an age, like 6, or a year, like 2020",
            "min_value": "Enter an age, like 6, or a year, like 2020",
        },
    )
    where = radios("Where are they?", Where.choices, missing="Choose where they are")
    where_words = line("With whom or where, if somewhere else (optional)")
    at_risk = radios("Are they at risk?", AtRisk.choices, missing="Choose one; “not asked” is an answer")
    risk_words = lines("What is the risk? (optional)", rows=2, longest=1_000)
    own_reference = line("Reference of their own case, if one was opened (optional)", longest=24)
