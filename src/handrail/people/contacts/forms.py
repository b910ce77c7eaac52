"""The questions about tasks, contacts, handing over, closing and dependants, one form each."""

from typing import Any

from django import forms

from handrail.people.cases.forms import VersionedForm, past_day_field, radio_field, text_field, textarea_field
from handrail.people.cases.lifecycle.states import ClosureReason
from handrail.people.contacts.channel_safety import EffectiveSafety, get_safety_warning
from handrail.people.contacts.states import (
    ContactFrequency,
    ContactState,
    DependantKind,
    DependantRisk,
    DependantWhereabouts,
    TaskState,
)
from handrail.people.records.states import ChannelKind
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField

NOT_SURE_WHO = "Choose somebody who works on this case"
Choices = list[tuple[str, str]]


def _make_worker_field(label: str, *, required: bool) -> forms.ChoiceField:
    errors = {"required": NOT_SURE_WHO, "invalid_choice": NOT_SURE_WHO}
    return forms.ChoiceField(label=label, required=required, error_messages=errors)


def _set_choices(field: forms.Field, choices: Choices) -> None:
    field.choices = choices  # type: ignore[attr-defined]


class LenientMultipleChoiceField(forms.MultipleChoiceField):
    """Boxes of a list that may have changed since the page was opened: what is no longer there is left out."""

    def valid_value(self, value: Any) -> bool:
        """Whatever was ticked; the action looks at what is open now."""
        return len(str(value)) < 200


class TaskForm(VersionedForm):
    """What is to be done, by when, by whom."""

    what = textarea_field("What is to be done?", required=True, rows=2, longest=1_000)
    due_on = DatePartsField(label="By when?", about="the day")
    for_user = _make_worker_field("For whom?", required=False)
    from_review = forms.BooleanField(label="It comes from a review of the safety plan", required=False)

    def __init__(self, *args: Any, people: Choices, asks_cause: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_cause:
            del self.fields["from_review"]
        _set_choices(self.fields["for_user"], [("", "The team"), *people])


class EndTaskForm(VersionedForm):
    """What became of it."""

    state = radio_field(
        "How does it stand?",
        [choice for choice in TaskState.choices if choice[0] != TaskState.OPEN],
        missing="Choose done or not needed",
    )
    words = textarea_field("In a few words", rows=2, longest=1_000, help_text="Where it is not needed: why.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("state") == TaskState.NOT_NEEDED and not cleaned.get("words"):
            self.add_error("words", "Say why it is not needed")
        return cleaned


class ChannelWarningForm(forms.Form):
    """A form with a way to reach the person: one that is not known to be safe asks for a reason before it goes on."""

    channel = radio_field("How?", ChannelKind.choices, missing="Choose how")
    despite = textarea_field("Why does it have to be this way?", rows=2, longest=500)

    def __init__(self, *args: Any, says: dict[ChannelKind, EffectiveSafety], **kwargs: Any) -> None:
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
        return get_safety_warning(ChannelKind(channel), self.says[ChannelKind(channel)])

    def _uses_it(self, cleaned: dict[str, Any]) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.warning = self._warning(cleaned.get("channel")) if self._uses_it(cleaned) else ""
        if self.warning and not cleaned.get("despite"):
            self.add_error("despite", "Choose another way, or say why it has to be this one")
        return cleaned


class PlanContactForm(ChannelWarningForm, VersionedForm):
    """When, how, by whom, what about, how often again."""

    on = DatePartsField(label="On which day?", about="the day")
    at_time = TimeTextField(label="At what time? (optional)", required=False, help_text="Like 6:20pm.")
    with_user = _make_worker_field("Who does it?", required=True)
    about = text_field("What about? (optional)", longest=300)
    every = forms.ChoiceField(
        label="Does it come again?",
        choices=ContactFrequency.choices,
        help_text="The next is planned when what came of this one is recorded.",
    )

    field_order = ("on", "at_time", "channel", "despite", "with_user", "about", "every", "seen")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self.fields["with_user"], [("", "Choose somebody"), *people])


class ContactOutcomeForm(ChannelWarningForm, VersionedForm):
    """What came of a contact."""

    state = radio_field(
        "What came of it?",
        [
            (ContactState.HELD.value, "Held: we were in touch"),
            (ContactState.MISSED.value, "Missed: we could not reach them"),
            (ContactState.CALLED_OFF.value, "Called off"),
        ],
        missing="Choose held, missed or called off",
    )
    on = past_day_field("When?", "the day", required=False)
    at_time = TimeTextField(label="At what time? (optional)", required=False, help_text="Like 6:20pm.")
    interpreter = forms.ChoiceField(label="Through an interpreter? (optional)", required=False)
    words = textarea_field(
        "In a few words (optional)",
        rows=3,
        help_text="What a colleague needs to know. It is locked with the person’s own key.",
    )

    field_order = ("state", "on", "at_time", "channel", "despite", "interpreter", "words", "seen")

    def __init__(self, *args: Any, languages: Choices, planned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self.fields["interpreter"], [("", "No interpreter"), *languages])
        if not planned:
            _set_choices(self.fields["state"], self.fields["state"].choices[:2])  # type: ignore[attr-defined]

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


class CloseCaseForm(forms.Form):
    """Why; what was seen to be open; what is shared no longer."""

    because = radio_field("Why is it closed?", ClosureReason.choices, missing="Choose why it is closed")
    words = textarea_field(
        "In your own words",
        rows=3,
        help_text="Where it was a mistake, where they cannot be reached, or for another reason, this is needed.",
    )
    seen = LenientMultipleChoiceField(
        label="Still open: tick each thing to say that you have seen it",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Nothing here is lost or ended: it stays open, and is listed on the closed case.",
    )
    end = LenientMultipleChoiceField(
        label="Who can still see this case? Tick whose sharing ends with it",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What is not ticked goes on until its day, or until somebody ends it.",
    )

    def __init__(self, *args: Any, things: Choices, grants: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = dict(things)
        _set_choices(self.fields["seen"], things)
        _set_choices(self.fields["end"], grants)
        for name, there in (("seen", things), ("end", grants)):
            if not there:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = [name for key, name in self.things.items() if key not in cleaned.get("seen", [])]
        if missing:
            self.add_error(
                "seen",
                msg(
                    "Tick that you have seen each. Not ticked: {missing}",
                    missing=join_texts(missing[:5], "; "),
                ),
            )
        return cleaned

    def numbers(self) -> list[int]:
        """The grants that were ticked."""
        return [int(text) for text in self.cleaned_data.get("end", []) if text.isascii() and text.isdigit()]


class ReopenCaseForm(forms.Form):
    """Why it is opened again."""

    words = textarea_field("Why is it opened again?", required=True, rows=3)


class HandOverForm(forms.Form):
    """To whom, with which note."""

    to = radio_field("To whom?", [], missing="Choose who is asked")
    note = textarea_field(
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
        others = [(f"body:{code}", msg("{name} (another organisation)", name=name)) for code, name in bodies]
        _set_choices(self.fields["to"], [*people, *others])


class AnswerHandOverForm(forms.Form):
    """Yes, or no and why."""

    said = radio_field(
        "Do you take this case over?",
        [("yes", "Yes: I am their point of contact from now on"), ("no", "No")],
        missing="Choose yes or no",
    )
    words = textarea_field("If not, why?", rows=2, longest=1_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("said") == "no" and not cleaned.get("words"):
            self.add_error("words", "Say why, so that somebody else can be asked")
        return cleaned


class AbsenceForm(forms.Form):
    """Who is away, from when until when."""

    user = _make_worker_field("Who is away?", required=True)
    since = DatePartsField(label="First day away", about="the first day")
    until = DatePartsField(label="Last day away", about="the last day", not_before=formatting.get_today)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self.fields["user"], people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not come before the first")
        return cleaned


class DependantForm(VersionedForm):
    """Somebody who depends on the person."""

    sort = radio_field("Who is it?", DependantKind.choices, missing="Choose who it is")
    called = text_field("What are they called? (optional)")
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
    where = radio_field("Where are they?", DependantWhereabouts.choices, missing="Choose where they are")
    where_words = text_field("With whom or where, if somewhere else (optional)")
    at_risk = radio_field(
        "Are they at risk?", DependantRisk.choices, missing="Choose one; “not asked” is an answer"
    )
    risk_words = textarea_field("What is the risk? (optional)", rows=2, longest=1_000)
    own_reference = text_field("Reference of their own case, if one was opened (optional)", longest=24)
