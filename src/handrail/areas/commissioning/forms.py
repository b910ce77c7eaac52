"""The forms of commissioning."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from handrail.areas.bids.models import ServiceEvaluation
from handrail.areas.commissioning.actions.money import CLAIM_DECISIONS
from handrail.areas.commissioning.clause_sources import CLAUSE_SOURCES
from handrail.areas.commissioning.intention_sources import (
    CommissioningIntentionChoice,
    list_intention_choices,
)
from handrail.areas.commissioning.models import (
    AwardAmendment,
    AwardQuarter,
    Claim,
    ClauseCitation,
    CommissionedService,
    LineNotice,
    PlannedStop,
    RenewalDecision,
    RenewalOption,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SpecificationClause,
    StageMove,
    SurvivorWords,
    UnderspendDecision,
)
from handrail.areas.commissioning.text_choices import AMENDMENT_KINDS, CLAIM_STATES
from handrail.directory.funds.models import Fund
from handrail.directory.queries.published_services import select_publishable_services
from handrail.platform.followups.owners import select_bodies_that_may_own_follow_up
from handrail.platform.reference.models import Body, Language
from handrail.platform.ui.oversight_form_fields import choice_field, past_date_field, text_line_field
from handrail.platform.ui.record_form import Choices, RecordForm


class IntentionChoiceForm(RecordForm):
    """A form that asks which decided intention of a needs assessment a service comes from, where there is any."""

    asks_for_intention = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list_intention_choices(self.actor) if self.asks_for_intention else []
        self.intentions = {str(row.id): row for row in rows}
        kept = str(self.get_kept_intention_id() or "")
        if kept and kept not in self.intentions and self.asks_for_intention:
            self.intentions[kept] = CommissioningIntentionChoice(UUID(kept), self.get_kept_words(), "")
        if self.intentions:
            pairs = [(key, row.words) for key, row in self.intentions.items()]
            self.fields["chosen_intention"] = forms.ChoiceField(
                label="Commissioning intention of a needs assessment (optional)",
                choices=[("", "None"), *pairs],
                required=False,
                initial=kept,
                error_messages={"invalid_choice": "Choose an intention from the list"},
            )

    def get_kept_intention_id(self) -> UUID | None:
        """What the service names so far."""
        return None

    def get_kept_words(self) -> str:
        """The words of that, where it may not be chosen any more."""
        return ""

    def get_chosen_intention(self) -> CommissioningIntentionChoice | None:
        """What was chosen; None for none."""
        return self.intentions.get(self.cleaned_data.get("chosen_intention", ""))


class CommissionedServiceForm(IntentionChoiceForm):
    """What a line is, and which rules it is under."""

    class Meta:
        model = CommissionedService
        fields = ["title", "kind", "regime", "procurement_began_on", "need", "intention"]

    def get_kept_intention_id(self) -> UUID | None:
        """Of the service that is changed."""
        kept: UUID | None = self.instance.intention_id
        return kept

    def get_kept_words(self) -> str:
        """As the service repeats them."""
        return str(self.instance.intention)


class NewCommissionedServiceForm(CommissionedServiceForm):
    """A new line, from its need."""

    need_on = past_date_field("When the need was found", "The day on which the need was found")
    document = text_line_field("Document that says so", 120)


class CommissionedServiceTermsForm(RecordForm):
    """With whom, from when to when, on which conditions."""

    class Meta:
        model = CommissionedService
        fields = [
            "procurement_method",
            "provider_name",
            "purpose",
            "starts_on",
            "ends_on",
            "notice_weeks",
            "procurement_weeks",
            "conditions",
            "good_value",
        ]


class DirectoryEntryOfServiceForm(RecordForm):
    """Where people find the service and its fund."""

    class Meta:
        model, fields = CommissionedService, ["directory_service", "fund"]
        widgets = {"directory_service": forms.Select, "fund": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Published entries of the area and of the provider; funds of the body."""
        body = self.instance.body
        near = Q(areas=body.area_id) | Q(keeper=body.pk) | Q(provider=body.pk)
        near |= Q(provider__name=self.instance.provider_name)
        services = select_publishable_services().filter(near).distinct().order_by("name")
        return {"directory_service": services, "fund": Fund.objects.filter(owner=body.pk)}


class RecordReachedStageForm(IntentionChoiceForm):
    """A stop that was reached; for the intention also which one it is."""

    class Meta:
        model, fields = StageMove, ["on", "reason", "document", "document_href"]

    def __init__(self, *args: Any, instance: StageMove, **kwargs: Any) -> None:
        self.asks_for_intention = instance.stage == "intention"
        super().__init__(*args, instance=instance, **kwargs)

    def get_kept_intention_id(self) -> UUID | None:
        """Of the service that moves."""
        kept: UUID | None = self.instance.line.intention_id
        return kept

    def get_kept_words(self) -> str:
        """As the service repeats them."""
        return str(self.instance.line.intention)


class RecordSignedStageForm(RecordReachedStageForm):
    """A stop that is signed: its document has a name."""

    needed = ("document",)


class PlannedStageForm(RecordForm):
    """When a stop is planned."""

    class Meta:
        model, fields = PlannedStop, ["planned_on", "person"]


class PublishedNoticeForm(RecordForm):
    """That a notice was published."""

    needed = ("published_on", "reference")

    class Meta:
        model, fields = LineNotice, ["published_on", "reference", "href"]


class NoticeNotNeededForm(RecordForm):
    """That a notice is not needed."""

    needed = ("why_not",)

    class Meta:
        model, fields = LineNotice, ["why_not"]


class ProviderEndedForm(RecordForm):
    """That a provider has ended."""

    needed = ("provider_ended_on", "provider_ended_why")

    class Meta:
        model, fields = CommissionedService, ["provider_ended_on", "provider_ended_why"]


class ReplaceProviderForm(RecordForm):
    """Who provides it from now on."""

    needed = ("provider_name",)

    class Meta:
        model, fields = CommissionedService, ["provider_name"]


class ClauseForm(RecordForm):
    """One clause."""

    class Meta:
        model, fields = SpecificationClause, ["words", "measure"]


class CiteDocumentForm(RecordForm):
    """Another document that a clause rests on, in words."""

    class Meta:
        model, fields = ClauseCitation, ["words"]


class ClauseEvidenceForm(forms.Form):
    """A line of an evaluation or review that a clause rests on."""

    line = choice_field("Evidence", (), "Choose a line", radios=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            (f"{source.kind}:{line.id}", line.words)
            for source in CLAUSE_SOURCES
            for line in source.list_lines(actor)
        ]


class AwardForm(RecordForm):
    """What was awarded."""

    funder = text_line_field(
        "Funder",
        120,
        "Enter the funder",
        "The funder decides what happens to an underspend.",
    )
    field_order = ["funder", "pence", "on", "known_until", "reason", "document"]

    class Meta:
        model, fields = AwardAmendment, ["pence", "on", "known_until", "reason", "document"]
        labels = {"pence": "Sum awarded, in pounds"}
        help_texts = {"pence": ""}


class AwardAmendmentForm(RecordForm):
    """How an award changes."""

    class Meta:
        model = AwardAmendment
        fields = ["kind", "pence", "on", "ends_on", "known_until", "reason", "document"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Everything but the award itself."""
        return {"kind": [pair for pair in AMENDMENT_KINDS if pair[0] != "award"]}


class AwardQuarterForm(RecordForm):
    """What is planned for a quarter."""

    class Meta:
        model, fields = AwardQuarter, ["starts_on", "planned_pence", "forecast_pence"]


class ProviderClaimForm(RecordForm):
    """A provider's claim."""

    class Meta:
        model, fields = Claim, ["quarter", "pence", "claimed_on", "purpose", "evidence"]
        widgets = {"quarter": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """The quarters of the award."""
        return {"quarter": AwardQuarter.objects.filter(award=self.instance.award_id)}


class ClaimDecisionForm(RecordForm):
    """What was decided about a claim."""

    class Meta:
        model, fields = Claim, ["state", "reason", "paid_on"]

    def get_choices(self) -> Mapping[str, Choices]:
        """What may follow from its state."""
        allowed = CLAIM_DECISIONS.get(self.instance.state, ())
        return {"state": [pair for pair in CLAIM_STATES if pair[0] in allowed]}


class UnderspendDecisionForm(RecordForm):
    """What the funder decided about an underspend."""

    class Meta:
        model = UnderspendDecision
        fields = ["until", "pence", "decision", "decided_by", "decided_on", "reason"]


class RenewalRiskForm(RecordForm):
    """A risk or an issue."""

    class Meta:
        model = ReviewRisk
        fields = [
            *("kind", "report_line", "event", "cause", "effect", "likelihood", "impact"),
            *("owner", "control", "due_on"),
        ]
        widgets = {"likelihood": forms.Select, "impact": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """The local policing body and the force of its area own risks."""
        body = self.instance.review.line.body
        force = Body.objects.filter(kind="police", area=body.area_id, area__isnull=False).first()
        return {"owner": select_bodies_that_may_own_follow_up(body.pk, force.pk if force else None)}


class ChangeRenewalRiskForm(RenewalRiskForm):
    """A risk, and whether it is still open."""

    class Meta(RenewalRiskForm.Meta):
        fields = [*RenewalRiskForm.Meta.fields, "state"]


class RenewalOptionForm(RecordForm):
    """What could follow the agreement."""

    class Meta:
        model, fields = RenewalOption, ["outcome", "words", "pence", "rests_on"]


class EvaluationOfServiceForm(RecordForm):
    """Which evaluation tells whether the service works."""

    class Meta:
        model, fields = CommissionedService, ["evaluation"]
        widgets = {"evaluation": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Evaluations that the reader may open."""
        return {"evaluation": ServiceEvaluation.objects.visible_to(self.actor).order_by("title")}


class RenewalReviewStatementForm(RecordForm):
    """What somebody said in a review."""

    class Meta:
        model, fields = ReviewContribution, ["kind", "who", "on", "words"]


class RenewalReviewPerformanceFigureForm(RecordForm):
    """A figure of performance."""

    class Meta:
        model, fields = (
            ReviewFigure,
            ["what", "value", "out_of", "target", "unit", "clause", "period", "kind", "source"],
        )
        widgets = {"clause": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Clauses of the specification."""
        line = self.instance.review.line_id
        return {"clause": SpecificationClause.objects.filter(line=line).order_by("number")}


class RenewalSurvivorWordsForm(RecordForm):
    """Words that were given for publication."""

    class Meta:
        model, fields = SurvivorWords, ["words", "language", "how_given", "given_for_publication"]
        widgets = {"language": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """All languages."""
        return {"language": Language.objects.order_by("name")}


class RenewalDecisionForm(RecordForm):
    """What follows the agreement."""

    class Meta:
        model, fields = RenewalDecision, ["outcome", "conditions", "reasons", "decided_on", "document"]
