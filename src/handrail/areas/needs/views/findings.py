"""Findings, recommendations, and commissioning intentions with their decision."""

from typing import Any
from uuid import UUID

from handrail.areas.needs.actions import findings as acts
from handrail.areas.needs.actions.intentions import record_intention_decision, save_commissioning_intention
from handrail.areas.needs.forms import (
    CommissioningIntentionForm,
    NeedsFindingForm,
    NeedsRecommendationForm,
    RecordIntentionDecisionForm,
)
from handrail.areas.needs.models import CommissioningIntention, NeedsFinding, NeedsRecommendation
from handrail.areas.needs.views.assessments import NeedsActionPage
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import ConfirmForm

EVIDENCE_FIRST = "A finding needs evidence. Add evidence first."
FINDING_FIRST = "A recommendation follows from a finding. Add a finding first."


class AddFindingPage(NeedsActionPage):
    """Add a finding."""

    title, button, form_class, runs_once = "Add a finding", "Add", NeedsFindingForm, True

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        if not self.detail.evidence:
            raise ActionNotPossibleError(EVIDENCE_FIRST)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = NeedsFinding(assessment=self.detail.row)
        return {"actor": self.actor, "instance": new, "evidence": self.detail.evidence}

    def perform(self, form: NeedsFindingForm) -> str:
        made = acts.add_finding(form.instance, evidence=form.get_evidence(), by=self.actor)
        return msg("Finding {number} is in the assessment.", number=made.number)


class ChangeFindingPage(NeedsActionPage):
    """Change a finding, or what it rests on."""

    form_class, lead = NeedsFindingForm, ""

    @property
    def title(self) -> str:
        return msg("Finding {number}", number=self.kwargs["number"])

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.record = self.detail.get_finding(more["number"])

    def get_form_kwargs(self) -> dict[str, Any]:
        rests_on = [row.number for row in self.detail.rests_on.get(self.record.pk, [])]
        return super().get_form_kwargs() | {"evidence": self.detail.evidence, "rests_on": rests_on}

    def get_saved_values(self, form: NeedsFindingForm) -> dict[str, Any]:
        rests_on = [str(row.number) for row in self.detail.rests_on.get(self.record.pk, [])]
        return super().get_saved_values(form) | {"evidence": rests_on}

    def perform(self, form: NeedsFindingForm) -> str:
        acts.change_finding(
            form.instance, evidence=form.get_evidence(), seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Changed."


class RemoveFindingPage(NeedsActionPage):
    """Take a finding out."""

    title, button, form_class = "Remove the finding", "Remove", ConfirmForm

    @property
    def lead(self) -> str:
        return str(self.finding.words)

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.finding = self.detail.get_finding(more["number"])

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_finding(self.detail.row.pk, self.finding.number, by=self.actor)
        return "The finding is removed."


class AddNeedsRecommendationPage(NeedsActionPage):
    """Add a recommendation that follows from a finding."""

    title, button, form_class, runs_once = "Add a recommendation", "Add", NeedsRecommendationForm, True

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        if not self.detail.findings:
            raise ActionNotPossibleError(FINDING_FIRST)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": NeedsRecommendation(assessment=self.detail.row)}

    def perform(self, form: NeedsRecommendationForm) -> str:
        acts.save_needs_recommendation(form.instance, seen=None, by=self.actor)
        return "The recommendation is in the assessment."


class ChangeNeedsRecommendationPage(NeedsActionPage):
    """Change a recommendation."""

    title, form_class, lead = "Change the recommendation", NeedsRecommendationForm, ""

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.record = self.detail.get_recommendation(more["number"])

    def perform(self, form: NeedsRecommendationForm) -> str:
        acts.save_needs_recommendation(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddCommissioningIntentionPage(NeedsActionPage):
    """Add a commissioning intention."""

    title, button, form_class, runs_once = (
        "Add a commissioning intention",
        "Add",
        CommissioningIntentionForm,
        True,
    )

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": CommissioningIntention(assessment=self.detail.row)}

    def perform(self, form: CommissioningIntentionForm) -> str:
        save_commissioning_intention(form.instance, seen=None, by=self.actor)
        return "The intention is in the assessment."


class ChangeIntentionPage(NeedsActionPage):
    """Change an intention that is not decided."""

    title, form_class, lead = "Change the intention", CommissioningIntentionForm, ""

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.record = self.detail.get_intention(more["number"])

    def perform(self, form: CommissioningIntentionForm) -> str:
        save_commissioning_intention(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class DecideIntentionPage(NeedsActionPage):
    """Decide an intention, or decide it again."""

    permission = Permission.PUBLISH_NEEDS
    title, button, form_class = "Decide the intention", "Decide", RecordIntentionDecisionForm

    @property
    def lead(self) -> str:
        return str(self.record.title)

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.record = self.detail.get_intention(more["number"])

    def perform(self, form: RecordIntentionDecisionForm) -> str:
        said = form.cleaned_data
        record_intention_decision(
            self.detail.row.pk,
            self.record.number,
            decision=said["decision"],
            reason=said["reason"],
            seen=said["seen"],
            by=self.actor,
        )
        return "The decision is recorded."
