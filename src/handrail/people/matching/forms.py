"""The forms of incidents, of pairs of cases, and of what the police side notes."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone

from handrail.people.matching.actions.incident_access import GROUNDS
from handrail.people.matching.actions.incidents import LONGEST_LINE, LONGEST_NOTE
from handrail.people.matching.models import PairSide
from handrail.people.matching.text_choices import (
    MOST_PEOPLE,
    IncidentFactKind,
    IncidentSource,
    PairVerdict,
    PoliceNoteOnLinkToExploiter,
)
from handrail.people.records.case_reference_field import case_reference_field
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer
from handrail.platform.access.grounds import WORDS as GROUND_WORDS
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import TimeTextField
from handrail.platform.ui.form_rendering import ErrorSummaryItem, get_form_errors
from handrail.platform.ui.person_form_fields import (
    VersionedForm,
    past_day_field,
    radio_field,
    text_field,
    textarea_field,
)
from handrail.platform.ui.record_form import RecordForm

LANGUAGE_LIST_ID = "languages"
"""The list of languages that the page holds once, for every box that asks for one."""
TOO_MANY = "too_many"
"""Of a page that is shown again: which button would have made more blocks than there may be."""
BLOCK = re.compile(r"[#_]p(\d+)-")
"""In the name of a field: of which person."""


class LanguageTextField(forms.CharField):
    """A language, typed or chosen from the page's list; becomes its tag."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs={"list": LANGUAGE_LIST_ID, "autocomplete": "off"})
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


PERSON_FIELDS = ("called", "danger", "age", "language", "interpreter", "note")


@dataclass(frozen=True, slots=True)
class IncidentPersonFields:
    """The questions about one of the people, as fields of the form that asks about all of them."""

    prefix: str
    called: BoundField
    danger: BoundField
    age: BoundField
    language: BoundField
    interpreter: BoundField
    note: BoundField

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or chosen: such a block is nobody."""
        return not any(getattr(self, name).value() for name in PERSON_FIELDS)

    @property
    def is_unfolded(self) -> bool:
        """Whether something in the folded part was written or is wrong."""
        return any(field.value() or field.errors for field in (self.language, self.interpreter, self.note))


class IncidentPeopleForm(forms.Form):
    """Who was found: a name and an age of each in two taps, the rest folded away.

    What was sent says how many there are: the questions about the first are named p0-called, p0-age and so on.
    """

    def __init__(self, *args: Any, sent: QueryDict | None, tags: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = _parse_token_or_generate_new(sent.get("token") if sent else None)
        self.pasted = sent.get("pasted", "").replace("\0", "") if sent else ""
        self.count = parse_people_count(sent)
        for place in range(self.count):
            named = {f"p{place}-{name}": field for name, field in _make_person_fields_by_name().items()}
            self.fields.update(named)
        for field in self.fields.values():
            if isinstance(field, LanguageTextField):
                field.tags = tags
        if sent and sent.get("do") != "open" and TOO_MANY not in sent:
            self.fields[f"p{self.count - 1}-called"].widget.attrs["autofocus"] = "autofocus"

    @property
    def people(self) -> list[IncidentPersonFields]:
        """The blocks, in order."""
        return [
            IncidentPersonFields(f"p{place}", *(self[f"p{place}-{name}"] for name in PERSON_FIELDS))
            for place in range(self.count)
        ]

    @property
    def problems(self) -> list[ErrorSummaryItem]:
        """What is wrong, and of which person."""
        return [_add_person_number_to_error(error) for error in get_form_errors(self)]


class OpenIncidentForm(IncidentPeopleForm):
    """What everybody who was found has in common, and who they are."""

    on = past_day_field("When were they found?", "the day they were met")
    at = TimeTextField(label="At what time?", error_messages={"required": "Enter the time, like 6:20pm"})
    area = forms.ChoiceField(label="Police force area", required=False)
    place = text_field("Where (optional)", help_text="Stored securely.")
    language = LanguageTextField("Language most of them speak (optional)")
    came_to_light = forms.ChoiceField(
        label="How it was discovered", choices=IncidentSource.choices, required=False
    )
    came_words = textarea_field("Details (optional)", rows=2, longest=LONGEST_NOTE)
    crime_reference = text_field("Crime reference (optional)", longest=60)
    led_by = text_field(
        "Who led it (optional)", help_text="An organisation or team, not a person who was found."
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]

    @property
    def is_unfolded(self) -> bool:
        """Whether something in the folded part was written or is wrong."""
        folded = [self[name] for name in ("came_words", "crime_reference", "led_by")]
        return any(field.value() or field.errors for field in folded)

    def get_facts(self) -> tuple[tuple[IncidentFactKind, str], ...]:
        """What was written.

        Returns:
            Pairs of the kind of a fact and its words.
        """
        asked = (
            (IncidentFactKind.PLACE, "place"),
            (IncidentFactKind.CAME_TO_LIGHT, "came_words"),
            (IncidentFactKind.CRIME_REFERENCE, "crime_reference"),
            (IncidentFactKind.LED_BY, "led_by"),
        )
        return tuple((kind, self.cleaned_data[name]) for kind, name in asked if self.cleaned_data[name])


def _make_person_fields_by_name() -> dict[str, forms.Field]:
    dangers = [
        choice
        for choice in ImmediateDangerOrInjuryAnswer.choices
        if choice[0] != ImmediateDangerOrInjuryAnswer.NOT_ASKED
    ]
    return {
        "called": text_field("What should we call them?"),
        "danger": forms.ChoiceField(
            label="In danger or hurt?", required=False, choices=[("", "Not asked"), *dangers]
        ),
        "age": radio_field("Adult or child?", Age.choices, required=False),
        "language": LanguageTextField("Language, if another"),
        "interpreter": forms.BooleanField(label="Needs an interpreter", required=False),
        "note": text_field("Note (optional)", longest=LONGEST_NOTE),
    }


def _add_person_number_to_error(error: ErrorSummaryItem) -> ErrorSummaryItem:
    """The error of a block says whose it is; one of the whole form leads to the first of them."""
    if found := BLOCK.search(error.href):
        text = msg("Person {place}: {text}", place=int(found[1]) + 1, text=error.text)
        return ErrorSummaryItem(text, error.href)
    return error if error.href else ErrorSummaryItem(error.text, "#p0-block")


def parse_people_count(sent: QueryDict | None) -> int:
    """How many blocks the page has: at least one, and at most as many as are opened at a time."""
    text = sent.get("people", "") if sent else ""
    is_number = text.isascii() and text.isdecimal() and len(text) < 4
    return min(max(int(text), 1), MOST_PEOPLE) if is_number else 1


def _parse_token_or_generate_new(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


class IncidentFactForm(forms.Form):
    """Something that is known now."""

    kind = radio_field("What is it about?", IncidentFactKind.choices, missing="Choose a topic")
    words = textarea_field("What is known", required=True, rows=3, longest=LONGEST_NOTE)


class CopyIncidentFactsForm(forms.Form):
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


class IncidentColleagueAccessForm(forms.Form):
    """A colleague who may see the incident."""

    colleague = forms.ChoiceField(label="Who?", error_messages={"required": "Choose a colleague"})

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [("", "Choose a colleague"), *colleagues]  # type: ignore[attr-defined]


class ShareIncidentForm(forms.Form):
    """Another organisation that may see the incident, and why."""

    body = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose an organisation"})
    ground = radio_field(
        "Lawful basis",
        [(ground.value, GROUND_WORDS[ground]) for ground in GROUNDS],
        missing="Choose the lawful basis",
        help_text="One person’s consent does not cover the others.",
    )
    because = textarea_field("Evidence", required=True, rows=2, longest=300)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose an organisation"), *bodies]  # type: ignore[attr-defined]


class ReasonToEndAccessOrSeparateCasesForm(forms.Form):
    """A reason."""

    because = textarea_field("Why?", required=True, rows=2, longest=LONGEST_NOTE)


class OtherCaseReferenceForm(forms.Form):
    """Another case, by its reference."""

    reference = case_reference_field("Reference of the other case", help_text="For example, LN-0007-D")


class PairVerdictForm(VersionedForm):
    """The same person, or not; and why."""

    verdict = radio_field(
        "Decision",
        [choice for choice in PairVerdict.choices if choice[0]],
        missing="Choose the same person, not the same, or not sure",
    )
    leads = radio_field("If they are the same, which is the main case?", [], required=False)
    because = textarea_field("Why?", required=True, rows=3, longest=LONGEST_NOTE)

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].choices = cases  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == PairVerdict.SAME and not cleaned.get("leads"):
            self.add_error("leads", "Choose the main case")
        return cleaned


class WillingnessToSpeakForm(RecordForm):
    """Whether to speak with the other organisation."""

    needed = ("answer",)

    class Meta:
        model, fields = PairSide, ["answer"]


class PoliceOwnNoteForm(forms.Form):
    """What the police side notes for itself."""

    answer = radio_field("Note", PoliceNoteOnLinkToExploiter.choices, missing="Choose one")
    words = textarea_field("Evidence (optional)", rows=3, longest=LONGEST_NOTE)


def get_current_day_and_time() -> tuple[datetime.date, datetime.time]:
    """The moment to start a form with.

    Returns:
        The day and the minute.
    """
    moment = timezone.localtime()
    return moment.date(), moment.time().replace(second=0, microsecond=0)
