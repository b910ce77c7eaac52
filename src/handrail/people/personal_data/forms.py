"""The forms of this room."""

from typing import Any
from uuid import UUID

from django import forms

from handrail.people.personal_data.models import (
    AccessRequest,
    CorrectionRequest,
    LegalHold,
    RestrictionException,
    RestrictionPeriod,
    RetentionDecision,
)
from handrail.people.personal_data.text_choices import CorrectionAnswer, DisclosureDecision, ErasureReason
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from handrail.platform.ui.person_form_fields import radio_field, textarea_field
from handrail.platform.ui.record_form import RecordForm

LONGEST_REASON = 1000


class AccessRequestForm(RecordForm):
    """When the request came, and how it is known to be theirs."""

    class Meta:
        model, fields = AccessRequest, ["received_on", "identity_note"]


class CorrectionRequestForm(RecordForm):
    """What the person says is wrong."""

    class Meta:
        model, fields = CorrectionRequest, ["words", "asked_on"]


class CorrectionAnswerForm(RecordForm):
    """What was done about it."""

    needed = ("answer", "answer_words")

    class Meta:
        model, fields = CorrectionRequest, ["answer", "answer_words"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        codes = [(code, words) for code, words in CorrectionAnswer.choices if code]
        self.fields["answer"].choices = codes  # type: ignore[attr-defined]


class LegalHoldForm(RecordForm):
    """Why a record must be kept."""

    class Meta:
        model, fields = LegalHold, ["because", "words"]


class RestrictionForm(RecordForm):
    """Why a record must not be used."""

    class Meta:
        model, fields = RestrictionPeriod, ["because", "words"]


class RestrictionExceptionForm(RecordForm):
    """Which organisation reads a restricted record, and why it may."""

    needed = ("words",)

    class Meta:
        model, fields = RestrictionException, ["body", "ground", "words"]

    def __init__(self, *args: Any, case_id: UUID, **kwargs: Any) -> None:
        self.case_id = case_id
        super().__init__(*args, **kwargs)

    def get_choices(self) -> dict[str, Any]:
        """Organisations that something is shared with which they cannot read now."""
        paused = Grant.objects.standing(today()).filter(file=self.case_id, paused_at__isnull=False)
        return {"body": Body.objects.filter(pk__in=paused.values("to_body")).order_by("name")}


class RetentionDecisionForm(RecordForm):
    """Until when a record is kept, and why."""

    class Meta:
        model, fields = RetentionDecision, ["keep_until", "words"]


class ReasonToEndRestrictionOrHoldForm(forms.Form):
    """Why something ends."""

    words = textarea_field("Why?", required=True, rows=3, longest=LONGEST_REASON)


class ConfirmWithoutQuestionsForm(forms.Form):
    """Nothing to fill in."""


class ErasureRequestForm(forms.Form):
    """Why a record is to be erased."""

    because = radio_field("Why is the record to be erased?", ErasureReason.choices, missing="Choose a reason")


class ItemDisclosureForm(forms.Form):
    """What becomes of one item of the copy."""

    decision = radio_field(
        "What should happen to it in the copy?",
        [(code or "given", words) for code, words in DisclosureDecision.choices],
        missing="Choose what to do with it",
    )
    words = textarea_field(
        "Why is it left out?",
        help_text="The person will read this. Do not name anyone.",
        rows=3,
        longest=LONGEST_REASON,
    )
