"""The forms of monitoring returns."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.monitoring_returns.actions.monitoring_returns import EnteredCountInput
from handrail.insight.monitoring_returns.choices import DisclosureBasis, MonitoringCountSource
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringLine,
    MonitoringTemplate,
)
from handrail.insight.monitoring_returns.queries import MonitoringCountRow
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.record_form import RecordForm, SeenVersionField

MOST_PEOPLE = 1_000_000


class MonitoringTemplateForm(RecordForm):
    """What the return is called and who asks for it."""

    class Meta:
        model, fields = MonitoringTemplate, ["title", "asked_by", "notes"]


class MonitoringTemplateCountForm(RecordForm):
    """One count: what it is, and where it comes from."""

    class Meta:
        model = MonitoringLine
        fields = ["label", "meaning", "source", "measure", "share", "provider", "parts"]
        widgets = {"source": forms.RadioSelect, "measure": forms.Select, "provider": forms.Select}

    def get_choices(self) -> Mapping[str, Any]:
        """Public measures by name; every organisation that may hold cases."""
        return {
            "source": list(MonitoringCountSource.choices),
            "provider": Body.objects.exclude(pk=self.actor.body_id).order_by("name"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = [(each.key, each.name) for each in MEASURES if each.public]
        self.fields["measure"] = forms.ChoiceField(
            label="Measure (for a published figure or an exact count)",
            choices=[("", "None"), *measures],
            required=False,
            initial=self.instance.measure,
        )
        self.order_fields(["label", "meaning", "source", "measure", "share", "provider", "parts", "seen"])


class ChooseQuarterForm(forms.Form):
    """Which quarter a return is of."""

    quarter = forms.ChoiceField(label="Quarter", error_messages={"required": "Choose a quarter"})

    def __init__(self, *args: Any, quarters: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, format_quarter(code)) for code in quarters]
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]


class MonitoringCountsForm(forms.Form):
    """Every count that is typed, and a reason beside each."""

    seen = SeenVersionField()
    words = forms.CharField(
        label="What the reader needs to know (optional)",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not name a person, case or place.",
    )

    def __init__(self, *args: Any, lines: Sequence[MonitoringCountRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        people = {one.line.number: one.people for one in lines}
        for one in lines:
            number = one.line.number
            if one.line.source in (MonitoringCountSource.TYPED, MonitoringCountSource.SUM):
                self.fields[f"people_{number}"] = forms.IntegerField(
                    label=msg("{number}. {label}", number=number, label=one.line.label),
                    required=False,
                    min_value=0,
                    max_value=MOST_PEOPLE,
                    initial=None if _equals_sum_of_parts(one, people) else one.people,
                    help_text="Leave empty to use the sum of its parts."
                    if one.line.source == MonitoringCountSource.SUM
                    else one.line.meaning,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
                    error_messages={"invalid": "Enter a whole number, like 12"},
                )
            self.fields[f"why_{number}"] = forms.CharField(
                label=msg("Reason for count {number}", number=number)
                if one.number_has_changed
                else msg("Reason for count {number} (optional)", number=number),
                help_text="Needed before sign-off: the count has changed by 20% or more."
                if one.number_has_changed
                else "",
                max_length=500,
                required=False,
                initial=one.why,
                widget=forms.TextInput,
            )

    def get_typed_counts(self) -> dict[int, EnteredCountInput]:
        """What was typed, by the number of the count."""
        return {
            one.line.number: EnteredCountInput(
                self.cleaned_data.get(f"people_{one.line.number}"),
                self.cleaned_data.get(f"why_{one.line.number}", ""),
            )
            for one in self.lines
        }


def _equals_sum_of_parts(one: MonitoringCountRow, people: Mapping[int, int | None]) -> bool:
    """Whether a sum is what its parts come to: then it stays empty, and follows them."""
    parts = [people.get(number) or 0 for number in one.line.part_numbers]
    return one.line.source == MonitoringCountSource.SUM and one.people == sum(parts)


class ConfirmMonitoringVersionForm(forms.Form):
    """A confirmation of what was read."""

    seen = SeenVersionField()


class SignMonitoringForm(ConfirmMonitoringVersionForm):
    """A signature."""

    read = forms.BooleanField(
        label="I have read this return and sign it for my organisation",
        error_messages={"required": "Confirm that you have read it"},
    )


class DiscloseExactCountForm(RecordForm):
    """On what basis an exact count is given."""

    shown = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model, fields, widgets = ExactCountDisclosure, ["basis", "reference"], {"basis": forms.RadioSelect}

    def get_choices(self) -> Mapping[str, Any]:
        """Each basis in words."""
        return {"basis": list(DisclosureBasis.choices)}
