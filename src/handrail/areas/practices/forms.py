"""The forms of practices."""

from typing import Any

from django import forms

from handrail.areas.practices.outcomes import OUTCOMES
from handrail.areas.practices.sections import SECTION_CHOICES
from handrail.areas.practices.themes import THEMES


class SortPracticeForm(forms.Form):
    """What a practice is about and where it stands in a report."""

    theme = forms.ChoiceField(
        label="What it is about",
        choices=[(theme.code, theme.name) for theme in THEMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about"},
    )
    section = forms.ChoiceField(
        label="Section of the report",
        choices=[("", "Choose"), *SECTION_CHOICES],
        error_messages={"required": "Choose the section of the report"},
    )
    open_words = forms.CharField(
        label="Words that may be published (optional)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Its own words would point to a safe venue. Write [withheld for safety] where something is left out.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, venue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not venue:
            del self.fields["open_words"]


class RemovePracticeForm(forms.Form):
    """Taking a practice out of the library."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class PracticeOutcomeForm(forms.Form):
    """What became of something planned."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it"},
    )
    later = forms.ChoiceField(
        label="The practice it became (optional)",
        required=False,
        help_text="From a later call of the same area.",
    )
    words = forms.CharField(
        label="In your words (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who reads the library can read this. No address of a safe place.",
    )

    def __init__(self, *args: Any, later: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if later:
            self.fields["later"].choices = [("", "None of these"), *later]  # type: ignore[attr-defined]
        else:
            del self.fields["later"]
