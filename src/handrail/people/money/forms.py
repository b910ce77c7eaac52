"""The forms of money, one each. Nothing is typed that is already known."""

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.directory.funds.kinds import ITEMS
from handrail.directory.funds.queries import FundRow
from handrail.people.cases.forms import past_day_field, radio_field, text_field, textarea_field
from handrail.people.money.states import (
    FundRefusalReason,
    FundRequestReason,
    NotPaidReason,
    PaidInsteadBy,
    PaymentMethod,
    SpendReviewOutcome,
)
from handrail.platform.kernel import money
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.money_field import MoneyField

MAX_PENCE = 100_000_00


class FundRequestForm(forms.Form):
    """What is needed. The sum may be left out where the fund has a usual one."""

    fund = forms.ChoiceField(label="Which fund?", widget=forms.RadioSelect)
    item = radio_field("What is needed?", [], missing="Choose what is needed")
    pence = MoneyField(label="How much, in pounds", required=False, most=MAX_PENCE)
    why = radio_field("Why is it needed?", FundRequestReason.choices, missing="Choose why it is needed")
    note = text_field("Anything the approver should know (optional)", longest=500)

    def __init__(self, *args: Any, funds: Iterable[FundRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(funds)
        self.fields["fund"].choices = [(str(fund.id), fund.name) for fund in found]  # type: ignore[attr-defined]
        if len(found) == 1:
            self.fields["fund"].initial = str(found[0].id)
            self.fields["fund"].widget = forms.HiddenInput()
        self.fields["item"].choices = _get_item_choices(found)  # type: ignore[attr-defined]
        self.fields["pence"].help_text = "Leave it empty for the usual sum, where one is shown."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("pence") == 0:
            self.add_error("pence", "Enter more than nothing")
        return cleaned


def _get_item_choices(funds: list[FundRow]) -> list[tuple[str, str]]:
    bought = {item.code: item.name for fund in funds if fund.terms for item in fund.terms.items}
    return [(item.code, item.name) for item in ITEMS if item.code in bought]


class PaidInsteadForm(forms.Form):
    """What the fund did not pay for, and who did."""

    item = radio_field(
        "What was needed?", [(item.code, item.name) for item in ITEMS], missing="Choose what was needed"
    )
    why_not = radio_field(
        "Why did the fund not pay?", NotPaidReason.choices, missing="Choose why the fund did not pay"
    )
    payer = radio_field("Who paid?", PaidInsteadBy.choices, missing="Choose who paid")
    pence = MoneyField(label="How much, in pounds (optional)", required=False, most=MAX_PENCE)
    note = text_field("Anything else (optional)", longest=500)
    on = past_day_field("When?", "the day")


class FundRefusalForm(forms.Form):
    """Why it is refused."""

    refusal = radio_field("Why is it refused?", FundRefusalReason.choices, missing="Choose why it is refused")


class SpendReviewForm(forms.Form):
    """What the reviewer says of it."""

    said = radio_field("What do you say of it?", [], missing="Choose what you say of it")

    def __init__(self, *args: Any, sayings: Iterable[SpendReviewOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(said.value, said.label) for said in sayings]  # type: ignore[attr-defined]


class PurchaseForm(forms.Form):
    """What was paid, and how."""

    pence = MoneyField(label="What was paid, in pounds", most=MAX_PENCE)
    how = radio_field("How was it paid for?", PaymentMethod.choices, missing="Choose how it was paid for")
    voucher = text_field(
        "Voucher’s number, for a prepaid voucher",
        help_text="It is locked with the person’s own key, and stands in no list.",
        longest=60,
    )


class ReceiptForm(forms.Form):
    """What the receipt says."""

    pence = MoneyField(label="Sum on the receipt, in pounds", most=MAX_PENCE)
    on = past_day_field("Date on the receipt", "the date on the receipt")
    reference = text_field(
        "Receipt’s number (optional)",
        help_text="Keep the paper as your organisation asks; nothing is sent here.",
        longest=60,
    )


class FundTermsForm(forms.Form):
    """What the fund buys, how much of it, who may ask and who approves."""

    items = forms.MultipleChoiceField(
        label="What the fund buys",
        choices=[(item.code, item.name) for item in ITEMS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of thing that the fund buys"},
    )
    bodies = forms.MultipleChoiceField(
        label="Whose workers may ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one organisation whose workers may ask"},
    )
    spend_first_pence = MoneyField(
        label="The worker on duty spends first, up to (pounds)",
        help_text="For one person on one day, reviewed by somebody else on the next working day. 0 for never.",
        most=MAX_PENCE,
    )
    lead_pence = MoneyField(
        label="A duty lead approves, up to (pounds)",
        help_text="Above it, your office decides.",
        most=MAX_PENCE,
    )
    request_pence = MoneyField(label="Most in one request (pounds, optional)", required=False, most=MAX_PENCE)
    person_pence = MoneyField(
        label="Most for one person in a year (pounds, optional)", required=False, most=MAX_PENCE
    )
    since = DatePartsField(label="From which day", about="the day from which it holds")
    because = text_field(
        "Why it is set so",
        help_text="Kept with the rules. Nothing about a person.",
        required=True,
        longest=200,
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = bodies  # type: ignore[attr-defined]
        for item in ITEMS:
            self.fields[f"most_{item.code}"] = MoneyField(
                label="Most at a time (pounds, optional)", required=False, most=MAX_PENCE
            )
            self.fields[f"usual_{item.code}"] = MoneyField(
                label="Usual sum (pounds, optional)", required=False, most=MAX_PENCE
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in cleaned.get("items", []):
            most, usual = cleaned.get(f"most_{code}"), cleaned.get(f"usual_{code}")
            if most is not None and usual is not None and usual > most:
                self.add_error(
                    f"usual_{code}",
                    msg("The usual sum cannot be more than {most}", most=money.format_pence(most)),
                )
        return cleaned


class NewFundForm(FundTermsForm):
    """A fund with its first rules: one page, so that it is never there without them."""

    field_order = ["name", "opens_on", "closes_on"]
    name = text_field("What it is called", required=True, longest=120)
    opens_on = DatePartsField(label="First day", about="the first day")
    closes_on = DatePartsField(label="Last day (optional)", about="the last day", required=False)
    since = None  # type: ignore[assignment]  # the rules begin with the fund

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error(
                "closes_on", msg("The last day must be {first} or after", first=formatting.format_day(first))
            )
        return cleaned


class BudgetForm(forms.Form):
    """What one year holds for one area."""

    area = forms.ChoiceField(label="Area", error_messages={"required": "Choose an area"})
    year = forms.ChoiceField(
        label="Financial year", widget=forms.RadioSelect, error_messages={"required": "Choose a year"}
    )
    pence = MoneyField(label="What the year holds, in pounds")
    because = text_field("Where the money comes from, or why it changes", required=True, longest=200)

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], years: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]
        self.fields["year"].choices = years  # type: ignore[attr-defined]


class FundCloseForm(forms.Form):
    """The fund's last day."""

    on = DatePartsField(label="Last day on which it may be asked", about="the last day")


class BudgetCloseForm(forms.Form):
    """Why."""

    because = textarea_field("Why?", required=True, rows=2, longest=200)


class FundConfirmForm(forms.Form):
    """A page with a button alone."""
