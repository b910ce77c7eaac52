"""The forms of funds. What is a field of a record takes its label, hint and limits from the model."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.directory.funds.fund_item_kinds import ITEMS
from handrail.directory.funds.models import MAX_LIMIT_PENCE, BudgetChange, Fund, FundTerms, FundTermsItem
from handrail.directory.funds.queries import list_choices_of_bodies_that_may_ask_funds
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.oversight_form_fields import text_area_field
from handrail.platform.ui.pounds_field import PoundsField
from handrail.platform.ui.record_form import Choices, RecordForm, make_form_field


def _build_pounds_limit_field(label: str) -> PoundsField:
    return PoundsField(label=label, required=False, most=MAX_LIMIT_PENCE)


class FundTermsForm(RecordForm):
    """What the fund buys, how much of it, who may ask and who approves."""

    items = forms.MultipleChoiceField(
        label="What the fund buys",
        choices=[(item.code, item.name) for item in ITEMS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing the fund can buy"},
    )
    bodies = forms.MultipleChoiceField(
        label="Whose workers can ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one organisation whose workers can ask"},
    )
    request_pence = _build_pounds_limit_field("Maximum in one request in pounds (optional)")
    person_pence = _build_pounds_limit_field("Maximum for one person in a year in pounds (optional)")

    class Meta:
        model = FundTerms
        fields = ["spend_first_pence", "lead_pence", "request_pence", "person_pence", "since", "because"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS:
            self.fields[f"most_{item.code}"] = _build_pounds_limit_field(
                "Maximum at a time in pounds (optional)"
            )
            self.fields[f"usual_{item.code}"] = _build_pounds_limit_field("Usual sum (pounds, optional)")

    def get_choices(self) -> dict[str, Choices]:
        return {"bodies": list_choices_of_bodies_that_may_ask_funds()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in self.get_items():
            try:
                item.full_clean(exclude={"terms"})
            except ValidationError as error:
                self.add_error(f"usual_{item.item}", error.messages)
        return cleaned

    def get_items(self) -> list[FundTermsItem]:
        """What was ticked, each with its sums; not saved."""
        cleaned = self.cleaned_data
        return [
            FundTermsItem(
                item=code, most_pence=cleaned.get(f"most_{code}"), usual_pence=cleaned.get(f"usual_{code}")
            )
            for code in cleaned.get("items", [])
        ]


class FundTermsChangeForm(FundTermsForm):
    """New terms of a fund, filled in with those that they follow."""

    def __init__(self, *args: Any, previous: FundTerms, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, initial=_get_fund_terms_initial(previous) | {"seen": seen}, **kwargs)


class NewFundForm(FundTermsForm):
    """A fund with its first terms on one page, so that no fund is ever without them."""

    field_order = ["name", "opens_on", "closes_on"]
    name = make_form_field(Fund._meta.get_field("name"))
    opens_on = make_form_field(Fund._meta.get_field("opens_on"))
    closes_on = make_form_field(Fund._meta.get_field("closes_on"))

    class Meta(FundTermsForm.Meta):
        fields = ["spend_first_pence", "lead_pence", "request_pence", "person_pence", "because"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            self.get_fund().clean()
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def get_fund(self) -> Fund:
        """The fund as it was typed; not saved."""
        return Fund(**{name: self.cleaned_data.get(name) for name in self.field_order})


class FundBudgetForm(forms.Form):
    """What one year holds for one area."""

    area = forms.ChoiceField(label="Area", error_messages={"required": "Choose an area"})
    year = forms.ChoiceField(
        label="Financial year", widget=forms.RadioSelect, error_messages={"required": "Choose a year"}
    )
    pence = PoundsField(label="Budget for the year, in pounds")
    because = make_form_field(BudgetChange._meta.get_field("because"))

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], years: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]
        self.fields["year"].choices = years  # type: ignore[attr-defined]


class FundCloseForm(forms.Form):
    """The fund's last day."""

    on = DatePartsField(label="Last day for requests", about="the last day")


class CloseBudgetOfYearForm(forms.Form):
    """Why a year is closed."""

    because = text_area_field("Why?", "Enter why the year is closed.", rows=2, longest=200)


def _get_fund_terms_initial(terms: FundTerms) -> dict[str, Any]:
    start: dict[str, Any] = {"bodies": [body.code for body in terms.bodies.all()]}
    start["items"] = [item.item for item in terms.items.all()]
    for item in terms.items.all():
        start |= {f"most_{item.item}": item.most_pence, f"usual_{item.item}": item.usual_pence}
    return start
