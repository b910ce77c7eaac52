"""The form of a decision."""

from typing import Any

from handrail.people.unusual_use.models import DECISIONS, UnusualUse
from handrail.platform.ui.record_form import RecordForm


class UnusualUseDecisionForm(RecordForm):
    """Explained, or to be followed up, and why."""

    needed = ("decision",)

    class Meta:
        model, fields = UnusualUse, ["state", "decision"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = DECISIONS  # type: ignore[attr-defined]
