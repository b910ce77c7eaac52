"""The forms of threats, capacity, outcomes and strategic plans."""

from typing import Any

from django import forms

from handrail.areas.prevention.evidence_sources import list_evidence_choices
from handrail.areas.prevention.forms import CodesInForceRecordForm
from handrail.areas.prevention.models import (
    OutcomeFigure,
    PriorityEvidence,
    ScoredThreat,
    ScoringTable,
    Strategy,
    StrategyPriority,
    StrategyStep,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)
from handrail.areas.prevention.models.threat import THRIVE
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import choice_field, version_field
from handrail.platform.ui.record_form import RecordForm

WIDE = {"class": "govuk-input--width-10", "inputmode": "numeric"}


class ThreatItemForm(CodesInForceRecordForm):
    """One item of the daily log."""

    dated = {"decision": "decision"}

    class Meta:
        model, fields = ThreatItem, ["title", "raised_on", *THRIVE, "decision", "owner", "review_on"]


class ThreatReviewForm(CodesInForceRecordForm):
    """One review of an item."""

    dated = {"decision": "decision"}

    class Meta:
        model, fields = ThreatReview, ["words", "decision", "next_on"]


class ThreatScoringTableForm(RecordForm):
    """A version of the local scale."""

    class Meta:
        model, fields = ScoringTable, ["name", "criteria", "most", "since", "source", "confidence"]


class ScoredThreatForm(RecordForm):
    """A threat that will be scored."""

    class Meta:
        model, fields = ScoredThreat, ["title"]


class ThreatScoreForm(RecordForm):
    """Points for each criterion of the table in force."""

    class Meta:
        model, fields = ThreatScore, ["sureness", "reasons"]

    def __init__(self, *args: Any, table: ScoringTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), str(number)) for number in range(table.most + 1)]
        names = [f"points_{place}" for place in range(len(table.criteria))]
        for name, criterion in zip(names, table.criteria, strict=True):
            said = msg("Choose the points for {criterion}", criterion=criterion)
            self.fields[name] = choice_field(criterion, choices, said, radios=False)
        self.point_fields = names
        self.order_fields((*names, "sureness", "reasons"))

    def get_points(self) -> list[int]:
        """In the order of the criteria."""
        return [int(self.cleaned_data[name]) for name in self.point_fields]


class TeamCapacityOfMonthForm(RecordForm):
    """The capacity of a team in a month."""

    class Meta:
        model, fields = TeamMonth, ["team", "month", "posts", "filled", "on_duty", "cases", "source"]


class SuspectOrProsecutionFigureForm(CodesInForceRecordForm):
    """A number of others, with its source."""

    dated = {"step": "outcome"}

    class Meta:
        model = OutcomeFigure
        fields = ["step", "year_ends_on", "number", "basis", "source", "confidence"]
        widgets = {"number": forms.TextInput(attrs=WIDE)}


class StrategyForm(RecordForm):
    """Name, aim and days of a plan."""

    class Meta:
        model, fields = Strategy, ["title", "aim", "starts_on", "ends_on"]


class AddStrategyPriorityForm(RecordForm):
    """A priority and its reasons."""

    class Meta:
        model, fields = StrategyPriority, ["title", "reasons"]


class ChangeStrategyPriorityForm(RecordForm):
    """A priority that is changed or dropped."""

    class Meta:
        model, fields = StrategyPriority, ["title", "reasons", "is_dropped"]


class StrategyPriorityEvidenceForm(RecordForm):
    """What a priority rests on."""

    source = choice_field("Change, threat or finding", (), "Choose a change, threat or finding", radios=False)
    field_order = ("source", "words")

    class Meta:
        model, fields = PriorityEvidence, ["words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list_evidence_choices(self.actor)
        self.fields["source"].choices = [("", "Choose from the list"), *found]  # type: ignore[attr-defined]


class StrategyConsultationStepForm(CodesInForceRecordForm):
    """One step on the way to an edition."""

    dated = {"step": "step"}

    class Meta:
        model, fields = StrategyStep, ["step", "held_on", "words"]


class ConfirmSeenVersionForm(forms.Form):
    """A page with a button alone, which remembers the version that was seen."""

    seen = version_field()
