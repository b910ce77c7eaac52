"""Forms of languages, choices and interpreters: labels, hints and messages come from the models."""

from typing import Any

from django import forms

from handrail.people.deployment.models import (
    InformedChoice,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.deployment.moment_form import MomentMixin
from handrail.people.deployment.text_choices import InterpreterBookingState
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.person_form_fields import radio_field
from handrail.platform.ui.record_form import RecordForm

RADIO = forms.RadioSelect


def _make_required_language_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages={"required": "Choose a language"})


def _set_required_language_choices(field: Any) -> None:
    field.choices = [("", "Choose a language"), *list_language_choices()]


class PersonLanguageForm(RecordForm):
    """A language of the person."""

    language = _make_required_language_field("Language")
    field_order = ["language", "dialect", "level", "known_by", "choice"]

    class Meta:
        model = PersonLanguage
        fields = ["dialect", "level", "known_by", "choice"]
        widgets = {
            "dialect": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "known_by": RADIO, "choice": RADIO,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_required_language_choices(self.fields["language"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        return cleaned


class InformedChoiceForm(RecordForm):
    """What was explained in which language, and what the person chose."""

    language = _make_required_language_field("In which language?")
    field_order = ["explained_on", "language", "interpreter", "police", "nrm", "services", "words"]

    class Meta:
        model = InformedChoice
        fields = ["explained_on", "interpreter", "police", "nrm", "services", "words"]
        widgets = {
            "interpreter": RADIO, "police": RADIO, "nrm": RADIO, "services": RADIO,
            "words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_required_language_choices(self.fields["language"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        return cleaned


class InterpreterBookingForm(RecordForm, MomentMixin):
    """An interpreter for one talk."""

    language = _make_required_language_field("In which language?")
    day = DatePartsField(label="On which day?", about="the day")
    at_time = TimeTextField(label="At what time?", help_text="For example: 9am or 22:00.")
    field_order = [
        "talk",
        "language",
        "day",
        "at_time",
        "mode",
        "name",
        "agency",
        "qualification",
        "exception",
    ]

    class Meta:
        model = InterpreterBooking
        fields = [
            *("talk", "mode", "name", "agency", "qualification", "exception", "relation", "served_suspect"),
            *("conflict", "conflict_words", "person_agrees"),
        ]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "agency": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "exception": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
            "conflict_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
            "mode": RADIO, "conflict": RADIO,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_required_language_choices(self.fields["language"])
        self.set_initial_moment(self.instance.starts_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        self.set_moment()
        return cleaned


class ConflictCheckForm(RecordForm):
    """The conflict check, made again."""

    class Meta:
        model = InterpreterBooking
        fields = ["conflict", "conflict_words"]
        widgets = {
            "conflict": RADIO,
            "conflict_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }


class InterpreterOutcomeForm(RecordForm):
    """Whether they came, and how it went."""

    state = radio_field(
        "Did the interpreter come?",
        [one for one in InterpreterBookingState.choices if one[0] != InterpreterBookingState.BOOKED],
        missing="Choose whether they came",
    )
    field_order = ["state", "quality", "quality_words"]

    class Meta:
        model = InterpreterBooking
        fields = ["state", "quality", "quality_words"]
        widgets = {
            "quality": RADIO,
            "quality_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("state", None)
