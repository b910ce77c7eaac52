"""The forms of incidents, of pairs of cases, and of what the police side notes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from handrail.access.grounds import WORDS as GROUND_WORDS
from handrail.casework.case.states import Age, Danger
from handrail.linking.actions.incidents import LONGEST_LINE, LONGEST_NOTE
from handrail.linking.actions.seeing import GROUNDS
from handrail.linking.states import CameToLight, FactKind, MayBe, Speak, Verdict
from handrail.web.cases.forms import WithSeen, day, line, lines, radios
from handrail.web.design.dates import TimeText

LANGUAGES = "languages"
"""The list of languages that the page holds once, for every box that asks for one."""


class LanguageText(forms.CharField):
    """A language, typed or chosen from the page's list; becomes its tag."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs={"list": LANGUAGES, "autocomplete": "off"})
        super().__init__(label=label, required=False, max_length=LONGEST_LINE, widget=widget)
        self.tags: Mapping[str, str] = {}

    def clean(self, value: Any) -> str:
        """The tag of the language."""
        text = super().clean(value)
        if not text:
            return ""
        if text.casefold() not in self.tags:
            raise forms.ValidationError("Choose a language from the list, or leave it out")
        return self.tags[text.casefold()]


class SharedForm(forms.Form):
    """What everybody who was found has in common."""

    on = day("When were they met?", "the day they were met")
    at = TimeText(label="At what time?", error_messages={"required": "Enter the time, like 6:20pm"})
    area = forms.ChoiceField(label="Police force area", required=False)
    place = line("Where (optional)", help_text="It is locked with the incident’s own key.")
    language = LanguageText("Language that most of them speak (optional)")
    came_to_light = forms.ChoiceField(
        label="How it came to light", choices=CameToLight.choices, required=False
    )
    came_words = lines("In words (optional)", rows=2, longest=LONGEST_NOTE)
    crime_reference = line("Crime reference (optional)", longest=60)
    led_by = line("Who led it (optional)", help_text="An organisation or a team, not a person found.")

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], tags: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]
        self.fields["language"].tags = tags  # type: ignore[attr-defined]

    def said(self) -> tuple[tuple[FactKind, str], ...]:
        """What was written, by kind of fact."""
        asked = (
            (FactKind.PLACE, "place"),
            (FactKind.CAME_TO_LIGHT, "came_words"),
            (FactKind.CRIME_REFERENCE, "crime_reference"),
            (FactKind.LED_BY, "led_by"),
        )
        return tuple((kind, self.cleaned_data[name]) for kind, name in asked if self.cleaned_data[name])


class FoundForm(forms.Form):
    """One of the people: a name and an age in two taps, the rest folded away."""

    called = line("What do we call them?")
    age = radios("Adult or child?", Age.choices, required=False)
    danger = forms.ChoiceField(
        label="In danger or hurt?",
        required=False,
        choices=[("", "Not asked"), *(choice for choice in Danger.choices if choice[0] != Danger.NOT_ASKED)],
    )
    language = LanguageText("Language, if another")
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    note = line("Note (optional)", longest=LONGEST_NOTE)

    def __init__(self, *args: Any, tags: Mapping[str, str], first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].tags = tags  # type: ignore[attr-defined]
        if first:
            self.fields["called"].widget.attrs["autofocus"] = "autofocus"

    @property
    def empty(self) -> bool:
        """Whether nothing was written or chosen: such a block is nobody."""
        return not any(self[name].value() for name in self.fields)

    @property
    def more(self) -> bool:
        """Whether something in the folded part was written or is wrong."""
        folded = ("danger", "language", "interpreter", "note")
        return any(self[name].value() or (self.is_bound and self[name].errors) for name in folded)


class FactForm(forms.Form):
    """Something that is known now."""

    kind = radios("What is it about?", FactKind.choices, missing="Choose what it is about")
    words = lines("What is known", required=True, rows=3, longest=LONGEST_NOTE)


class CopyForm(forms.Form):
    """Which facts go into whose case."""

    facts = forms.MultipleChoiceField(
        label="Which facts?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one fact"},
    )
    cases = forms.MultipleChoiceField(
        label="Into whose case?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person"},
    )

    def __init__(
        self, *args: Any, known: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = known  # type: ignore[attr-defined]
        self.fields["cases"].choices = people  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """A colleague who may see the incident."""

    colleague = forms.ChoiceField(label="Who?", error_messages={"required": "Choose a colleague"})

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [("", "Choose a colleague"), *colleagues]  # type: ignore[attr-defined]


class ShareIncidentForm(forms.Form):
    """Another organisation that may see the incident, and why."""

    body = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose an organisation"})
    ground = radios(
        "On what ground?",
        [(ground.value, GROUND_WORDS[ground]) for ground in GROUNDS],
        missing="Choose the ground",
        help_text="One person’s consent is none for the others.",
    )
    because = lines("What it rests on", required=True, rows=2, longest=300)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose an organisation"), *bodies]  # type: ignore[attr-defined]


class BecauseForm(forms.Form):
    """A reason."""

    because = lines("Why?", required=True, rows=2, longest=LONGEST_NOTE)


class ReferenceForm(forms.Form):
    """Another case, by its reference."""

    reference = line(
        "Reference of the other case", longest=40, required=True, help_text="For example, LN-0007"
    )


class VerdictForm(WithSeen):
    """The same person, or not; and why."""

    verdict = radios(
        "What do you think?",
        [choice for choice in Verdict.choices if choice[0]],
        missing="Choose the same person, not the same, or not sure",
    )
    leads = radios("If they are the same: which case leads?", [], required=False)
    because = lines("Why?", required=True, rows=3, longest=LONGEST_NOTE)

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].choices = cases  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.SAME and not cleaned.get("leads"):
            self.add_error("leads", "Choose which case leads")
        return cleaned


class SpeakForm(WithSeen):
    """Whether to speak with the other organisation."""

    answer = radios(
        "Would your organisation speak with the other?",
        [choice for choice in Speak.choices if choice[0]],
        missing="Choose an answer",
    )


class OwnNoteForm(forms.Form):
    """What the police side notes for itself."""

    answer = radios("What do you note?", MayBe.choices, missing="Choose one")
    words = lines("What it rests on (optional)", rows=3, longest=LONGEST_NOTE)


def now() -> tuple[datetime.date, datetime.time]:
    """The day and the minute, to start a form with."""

    moment = timezone.localtime()
    return moment.date(), moment.time().replace(second=0, microsecond=0)
