"""The forms of practices."""

from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.areas.practices.models import Practice, PracticeOutcome
from handrail.areas.practices.planned_practice_outcomes import OUTCOMES
from handrail.areas.practices.sections import SECTION_CHOICES
from handrail.areas.practices.themes import THEME_CHOICES
from handrail.platform.ui.record_form import Choices, RecordForm, SeenVersionField


class ClassifyPracticeForm(RecordForm):
    """What a practice is about and where it stands in a report."""

    class Meta:
        model, fields = Practice, ["theme", "section", "open_words"]
        widgets = {"section": forms.Select}

    def __init__(self, *args: Any, venue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not venue:
            del self.fields["open_words"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Every theme and section."""
        return {"theme": list(THEME_CHOICES), "section": [("", "Choose"), *SECTION_CHOICES]}


class RemovePracticeFromLibraryForm(forms.Form):
    """Taking a practice out of the library."""

    seen = SeenVersionField()


class PracticeOutcomeForm(RecordForm):
    """What became of something planned. `later`: the practices that it may have become, each by its key."""

    later = forms.ChoiceField(
        label="Practice it became (optional)",
        required=False,
    )
    field_order = ("outcome", "later", "words")

    class Meta:
        model, fields = PracticeOutcome, ["outcome", "words"]

    def __init__(self, *args: Any, later: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        self.later_practices = later
        super().__init__(*args, **kwargs)
        if not later:
            del self.fields["later"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Every outcome, and none of the later practices or one."""
        return {"outcome": list(OUTCOMES), "later": [("", "None of these"), *self.later_practices]}
