"""Forms of professional advice."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.people.deployment.models import (
    AdviceRequest,
)
from handrail.people.records.case_reference_field import case_reference_field
from handrail.platform.reference.models import Body
from handrail.platform.ui.record_form import RecordForm

RADIO = forms.RadioSelect


class RequestAdviceForm(RecordForm):
    """A question to a co-ordinator, with or without a case."""

    to = forms.ChoiceField(label="Who do you want to ask?", error_messages={"required": "Choose who to ask"})
    reference = case_reference_field(
        "Case reference (optional)",
        required=False,
        help_text="The co-ordinator sees there is a case, and can open it only with access.",
    )
    field_order = ["to", "topic", "question", "reference"]

    class Meta:
        model = AdviceRequest
        fields = ["topic", "question"]

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(body.code, body.name) for body in bodies]  # type: ignore[attr-defined]


class AnswerAdviceForm(RecordForm):
    """The answer, and how long it took."""

    needed = ("answer", "minutes")

    class Meta:
        model = AdviceRequest
        fields = ["answer", "minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].error_messages["required"] = "Enter how many minutes it took"


class AdviceUseForm(RecordForm):
    """Whether it was used."""

    class Meta:
        model = AdviceRequest
        fields = ["used"]
        widgets = {"used": RADIO}
