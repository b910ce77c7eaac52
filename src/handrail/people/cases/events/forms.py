"""Forms about what happened, and about facts that start clocks."""

from typing import Any

from django import forms

from handrail.people.cases.events.clock_start_facts import CASE_FACTS
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.person_form_fields import (
    LONGEST_TEXT,
    past_day_field,
    radio_field,
    text_field,
    textarea_field,
)


class ClockStartFactsForm(forms.Form):
    """Facts that start clocks and that no event tells."""

    facts = forms.MultipleChoiceField(
        label="Which of these are true?",
        choices=list(CASE_FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick only what is known.",
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
        "the date it happened",
    )
    at_time = TimeTextField(
        label="At what time? (optional)",
        required=False,
        help_text="For example, 6:20pm.",
    )
    of = radio_field("What is it about?", [], missing="Choose a topic")
    national_reference = text_field("Reference that the Home Office gave", longest=40)
    held_on = DatePartsField(
        label="When is the hearing? (optional)",
        about="the date of the hearing",
        help_text="The safety plan is reviewed a week before it.",
        required=False,
    )
    note = textarea_field("Note (optional)")

    def __init__(
        self, *args: Any, choices: dict[str, str], with_reference: bool, with_hearing: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if with_hearing:
            self.fields["at"].label = "When was the date set?"
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
