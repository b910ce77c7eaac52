"""The forms of bags on a case."""

from django import forms

from handrail.people.bags.models import BagFeedback
from handrail.platform.ui.record_form import RecordForm


class BagIssueForm(forms.Form):
    """Which bag is given, by the button that was pressed."""

    stock = forms.IntegerField(min_value=1, max_value=10**15, widget=forms.HiddenInput)


class BagFeedbackForm(RecordForm):
    """What the person said of their bag."""

    class Meta:
        model, fields = BagFeedback, ["said", "about", "words"]
        widgets = {"words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2})}
