"""The forms of needs assessments."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.areas.needs.kinds_and_states import DECISIONS, TYPED_EVIDENCE_KINDS
from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceQuote,
    NeedsAssessment,
    NeedsEvidence,
    NeedsFinding,
    NeedsRecommendation,
)
from handrail.areas.needs.queries import select_replaceable_assessments
from handrail.insight.survey_results.models import SurveyResult
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import choice_field
from handrail.platform.ui.record_form import Choices, RecordForm

NO_EVIDENCE = "Choose the evidence for the finding"


class NeedsAssessmentForm(RecordForm):
    """Scope and period of an assessment."""

    class Meta:
        model = NeedsAssessment
        fields = [
            "title", "starts_on", "ends_on", "before", "during", "after", "outside", "method", "unknowns", "replaces",
        ]  # fmt: skip
        widgets = {"replaces": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Published assessments of the body."""
        return {
            "replaces": select_replaceable_assessments(get_own_and_taken_over_body_ids_of_actor(self.actor))
        }


class NeedsEvidenceForm(RecordForm):
    """Evidence that is typed."""

    class Meta:
        model = NeedsEvidence
        fields = ["kind", "title", "says", "base", "dated_on", "limits", "consent", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = TYPED_EVIDENCE_KINDS  # type: ignore[attr-defined]


class FigureOrSurveyEvidenceForm(RecordForm):
    """What may be said of a figure or a survey that was taken in: its number, base and day stay."""

    class Meta:
        model, fields = NeedsEvidence, ["title", "says", "limits"]


class ChooseSurveyResultForm(forms.Form):
    """Which closed survey is taken in."""

    survey = choice_field("Survey", (), "Choose a survey")

    def __init__(self, *args: Any, results: Sequence[SurveyResult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survey"].choices = [  # type: ignore[attr-defined]
            (str(row.survey_id), row.content["title"]) for row in results
        ]


class QuoteForm(RecordForm):
    """Words that somebody gave for publication."""

    given = forms.BooleanField(
        label="The person gave these words for publication, and they come from no case",
        error_messages={"required": "Confirm that the person gave these words for publication"},
    )

    class Meta:
        model, fields = EvidenceQuote, ["words", "who", "given_on"]


class ConfirmQuoteAnonymousForm(forms.Form):
    """What a second reader says of a quote."""

    given = forms.BooleanField(
        label="I saw that the person gave these words for publication",
        error_messages={"required": "Confirm that the person gave these words for publication"},
    )
    points_at_nobody = forms.BooleanField(
        label="Nothing in the words points at a person: no name, no place, no rare detail",
        error_messages={"required": "Confirm that nothing in the words points at a person"},
    )


class NeedsFindingForm(RecordForm):
    """A finding, with what it rests on."""

    evidence = forms.MultipleChoiceField(
        label="Evidence for the finding",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_EVIDENCE, "invalid_choice": NO_EVIDENCE},
    )
    field_order = ["words", "evidence"]

    class Meta:
        model = NeedsFinding
        fields = ["words", "need", "group", "phase", "district", "size_low", "size_high", "met", "strength"]
        widgets = {"need": forms.Select}

    def __init__(
        self, *args: Any, evidence: Sequence[NeedsEvidence], rests_on: Sequence[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = [  # type: ignore[attr-defined]
            (str(row.number), msg("{number}. {title}", number=row.number, title=row.title))
            for row in evidence
        ]
        self.initial["evidence"] = [str(number) for number in rests_on]

    def get_choices(self) -> Mapping[str, Choices]:
        """The phases in the scope of the assessment."""
        return {"phase": self.instance.assessment.phases}

    def get_evidence(self) -> list[int]:
        """The numbers of what it rests on."""
        return [int(number) for number in self.cleaned_data["evidence"]]


class NeedsRecommendationForm(RecordForm):
    """What somebody should do about a finding."""

    class Meta:
        model, fields = NeedsRecommendation, ["finding", "words", "to"]

    def get_choices(self) -> Mapping[str, Choices]:
        """The findings of the assessment."""
        return {"finding": NeedsFinding.objects.filter(assessment=self.instance.assessment_id)}


class CommissioningIntentionForm(RecordForm):
    """What the body means to do, because of which finding."""

    class Meta:
        model, fields = CommissioningIntention, ["kind", "title", "finding", "no_finding_why"]

    def get_choices(self) -> Mapping[str, Choices]:
        """The findings of the assessment."""
        return {"finding": NeedsFinding.objects.filter(assessment=self.instance.assessment_id)}


class RecordIntentionDecisionForm(RecordForm):
    """What was decided, and why."""

    needed = ("decision", "reason")

    class Meta:
        model, fields = CommissioningIntention, ["decision", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = DECISIONS  # type: ignore[attr-defined]


class PublishNeedsForm(forms.Form):
    """The draft that was read."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
