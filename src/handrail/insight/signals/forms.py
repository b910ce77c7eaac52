"""The questions about a signal."""

from typing import Any

from django import forms

from handrail.insight.signals.models import SignalDecision
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import plural
from handrail.platform.ui.record_form import RecordForm


class SignalDecisionForm(RecordForm):
    """Accepted or dismissed, and why; for the signal alone or for its group."""

    covers_group = forms.BooleanField(required=False)

    class Meta:
        model, fields = SignalDecision, ["state", "reason", "words"]
        widgets = {"reason": forms.Select}

    def __init__(self, *args: Any, undecided: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not undecided:
            del self.fields["covers_group"]
            return
        rises, falls = plural(undecided, "other rise"), plural(undecided, "other fall")
        others = rises if self.instance.signal.is_rise else falls
        self.fields["covers_group"].label = msg("Decide the same on {others} of that month", others=others)
        self.fields["covers_group"].help_text = "These may be the same people, counted in different ways."
