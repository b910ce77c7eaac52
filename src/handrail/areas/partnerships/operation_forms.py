"""The forms of an intensification."""

from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.areas.partnerships.models import (
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    Seat,
)
from handrail.areas.partnerships.sourced_codes import get_intensification_codes
from handrail.areas.partnerships.states import OPERATION_MOMENTS, SEATED
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.oversight_form_fields import choice_field, text_line_field
from handrail.platform.ui.record_form import Choices, RecordForm

RESULT_PARTS = ("people", "pathway", "arrests", "immigration", "work")
MOST = 1_000_000
NUMBER = "Enter a whole number, or leave it empty"


class IntensificationForm(RecordForm):
    """Theme, dates, lead and partners."""

    class Meta:
        model = Intensification
        fields = ["name", "theme", "starts_on", "ends_on", "lead", "partners", "about"]
        widgets = {"lead": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """The convener, and organisations with a seat."""
        group = self.instance.group
        seats = Seat.objects.filter(group=group, state__in=SEATED).values_list("body", flat=True)
        return {"lead": Body.objects.filter(pk__in=[group.body_id, *seats])}


class IntensificationActivityForm(RecordForm):
    """What was done on a day."""

    class Meta:
        model, fields = OperationActivity, ["on", "kind", "number", "what", "languages"]
        widgets = {"kind": forms.Select}


class IntensificationResultsForm(forms.Form):
    """Counts at one moment, each optional: empty is not known."""

    moment = choice_field("When was it counted?", OPERATION_MOMENTS, "Choose when it was counted")
    source = text_line_field(
        "Who counted it, and from what",
        200,
        "Enter who counted it, and from what",
        "For example: force, debrief of 24 June. Do not name anyone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in get_intensification_codes().values():
            if code.part in RESULT_PARTS:
                self.fields[code.code] = forms.IntegerField(
                    label=msg("{label} (optional)", label=code.name),
                    required=False,
                    min_value=0,
                    max_value=MOST,
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER),
                )

    def get_counts(self) -> dict[str, int | None]:
        """What was typed, by code."""
        return {
            code.code: self.cleaned_data[code.code]
            for code in get_intensification_codes().values()
            if code.part in RESULT_PARTS
        }

    def get_part_fields(self, part: str) -> list[Any]:
        """The fields of one part."""
        return [self[code.code] for code in get_intensification_codes().values() if code.part == part]


class IntensificationReviewForm(RecordForm):
    """What was found after some months."""

    needed = ("done_on", "words")

    class Meta:
        model, fields = OperationFollowUp, ["done_on", "words"]


class PublishIntensificationForm(RecordForm):
    """Words for readers of what is published."""

    class Meta:
        model, fields = OperationEdition, ["words"]
