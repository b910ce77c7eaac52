"""The forms of board packs."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.measure import MeasureGroup
from handrail.insight.packs.models import BoardPack, PackComment, PackSeries
from handrail.insight.packs.periods import (
    PeriodKind,
    format_period,
    get_period_kind,
    list_periods_with_every_month_published,
)
from handrail.insight.packs.small_measures import SMALL_BY_MONTH
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.record_form import RecordForm

USUAL_MEASURES = (
    "identified",
    "referred",
    "nrm-declined",
    "reached-in-two-days",
    "needs-unmet",
    "crime-recorded",
)
"""Ticked where a pack is set up: what the boards of the report of 2021 watch."""


MOST_PERIODS = 12
WRONG_PERIOD = {
    PeriodKind.MONTH.value: "Choose a month: this pack is read every month",
    PeriodKind.QUARTER.value: "Choose a quarter: this pack is read every quarter",
}


class PackSeriesForm(RecordForm):
    """What a pack is called and which measures are in it: a list of boxes for each part of the pathway."""

    class Meta:
        model, fields = PackSeries, ["title"]

    def __init__(self, *args: Any, small: Collection[str] = (), **kwargs: Any) -> None:
        """`small`: keys of measures with too few people a month; of no weight where packs are quarterly."""
        super().__init__(*args, **kwargs)
        self.small = () if self.instance.period_kind == PeriodKind.QUARTER else small
        self.questions = {
            each.key: join_texts((each.question, SMALL_BY_MONTH), " ")
            if each.key in self.small
            else each.question
            for each in MEASURES
        }
        chosen = self.instance.measures or USUAL_MEASURES
        for group in MeasureGroup:
            choices = [(each.key, each.name) for each in MEASURES if each.group is group]
            self.fields[f"measures_{group.name.lower()}"] = forms.MultipleChoiceField(
                label=group.value,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[key for key, _ in choices if key in chosen],
            )

    def clean(self) -> dict[str, Any]:
        """At least one measure. Raises ValidationError."""
        found = super().clean() or self.cleaned_data
        if not self.get_measures():
            first = f"measures_{next(iter(MeasureGroup)).name.lower()}"
            self.add_error(first, "Choose at least one measure")
        return found

    def get_measures(self) -> list[str]:
        """What was ticked: measures that were in the pack keep their order, new ones follow."""
        ticked = [
            key
            for group in MeasureGroup
            for key in self.cleaned_data.get(f"measures_{group.name.lower()}", [])
        ]
        kept = [key for key in self.instance.measures if key in ticked]
        return [*kept, *(key for key in ticked if key not in kept)]


class NewPackSeriesForm(PackSeriesForm):
    """A new pack, with the period of the first."""

    period = forms.ChoiceField(
        label="Period of the first pack", required=False, help_text="The next packs follow it, one by one."
    )
    field_order = ["title", "period_kind", "period"]

    class Meta:
        model, fields = PackSeries, ["title", "period_kind"]

    def __init__(self, *args: Any, months: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            ("", "The newest that is published"),
            *(
                (each, format_period(each))
                for kind in PeriodKind.values
                for each in list_periods_with_every_month_published(months, kind)[: -MOST_PERIODS - 1 : -1]
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """The period is as long as the packs are. Raises ValidationError."""
        found = super().clean()
        period, kind = found.get("period"), found.get("period_kind")
        if period and kind and get_period_kind(period) != kind:
            self.add_error("period", WRONG_PERIOD[kind])
        return found

    def get_choices(self) -> dict[str, list[tuple[str, str]]]:
        """Every month or every quarter.

        Returns:
            By the name of the field.
        """
        return {"period_kind": list(PeriodKind.choices)}


class PackMeasureOrderForm(forms.Form):
    """A place for each measure, counted from 1."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, measures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = [key for key, _ in measures]
        for place, (key, name) in enumerate(measures, 1):
            self.fields[f"place_{key}"] = forms.IntegerField(
                label=name,
                initial=place,
                min_value=1,
                max_value=len(measures),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    msg("{name} needs a number from 1 to {last}", name=name, last=len(measures)),
                ),
            )

    def get_measures(self) -> list[str]:
        """In their new order; of two with one number the one that came first before comes first."""
        return sorted(self.measures, key=lambda key: self.cleaned_data[f"place_{key}"])


class RestartControlLimitsForm(RecordForm):
    """From which period the limits of the charts begin again, and why."""

    needed = ("limits_why",)
    period = forms.ChoiceField(
        label="First period of the new range",
        help_text="The range needs twelve periods. Until then, charts have none.",
        error_messages={"required": "Choose a period"},
    )
    field_order = ["period", "limits_why", "seen"]

    class Meta:
        model, fields = PackSeries, ["limits_why"]

    def __init__(self, *args: Any, periods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((each, format_period(each)) for each in periods)]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]


class BoardPackTextsForm(RecordForm):
    """What is written around the measures."""

    class Meta:
        model, fields = BoardPack, ["board_on", "comments_by", "summary", "decisions", "unknowns"]


class PackCorrectionForm(RecordForm):
    """What a new edition corrects."""

    needed = ("note",)

    class Meta:
        model, fields = BoardPack, ["note"]


class PackCommentForm(RecordForm):
    """What is behind a figure."""

    class Meta:
        model, fields = PackComment, ["words"]


class SignPackForm(forms.Form):
    """A page with a button, and the hash of what its reader saw."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
