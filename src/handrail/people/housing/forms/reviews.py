"""The questions about what a body will do about a gap in its places."""

from django import forms

from handrail.people.housing.models import ReviewAction
from handrail.platform.ui.record_form import RecordForm


class ReviewActionForm(RecordForm):
    """What will be done about a gap."""

    class Meta:
        model, fields = ReviewAction, ["words", "who", "by_day"]


class ReviewActionOutcomeForm(forms.Form):
    """The result of an action."""

    outcome = forms.CharField(label="What came of it?", max_length=200)
