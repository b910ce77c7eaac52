"""The questions about a signal."""

from django import forms

from handrail.insight.signals.models import SignalDecision
from handrail.platform.ui.record_form import RecordForm


class SignalDecisionForm(RecordForm):
    """Accepted or dismissed, and why."""

    class Meta:
        model, fields = SignalDecision, ["state", "reason", "words"]
        widgets = {"reason": forms.Select}
