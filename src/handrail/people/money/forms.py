"""The forms of money. Nothing is asked that is already known."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from handrail.directory.funds.fund_item_kinds import ITEMS
from handrail.people.money.models import MAX_PENCE, FundRequest, PaidInstead
from handrail.people.money.queries.fund_choices import FundOption
from handrail.people.money.text_choices import (
    FundRefusalReason,
    MoneySpentBeforeApprovalReviewOutcome,
    PaymentMethod,
)
from handrail.platform.ui.person_form_fields import past_day_field, radio_field, text_field
from handrail.platform.ui.pounds_field import PoundsField
from handrail.platform.ui.record_form import Choices, RecordForm


class FundRequestForm(RecordForm):
    """What is needed. The sum may be left out where the fund has a usual one."""

    field_order = ["fund"]
    fund = forms.ChoiceField(label="Which fund?", widget=forms.RadioSelect)
    pence = PoundsField(
        label="How much, in pounds",
        required=False,
        most=MAX_PENCE,
        help_text="Leave empty for the usual amount.",
    )
    note = text_field("Anything the approver should know (optional)", longest=500)

    class Meta:
        model = FundRequest
        fields = ["item", "pence", "why"]

    def __init__(self, *args: Any, options: Sequence[FundOption], **kwargs: Any) -> None:
        self.options = options
        super().__init__(*args, **kwargs)
        if len(options) == 1:
            self.fields["fund"].initial = str(options[0].fund.pk)
            self.fields["fund"].widget = forms.HiddenInput()

    def get_choices(self) -> dict[str, Choices]:
        bought = {item.item for option in self.options for item in option.terms.items.all()}
        return {
            "fund": [(str(option.fund.pk), option.fund.name) for option in self.options],
            "item": [(item.code, item.name) for item in ITEMS if item.code in bought],
        }


class PaymentByOtherThanFundForm(RecordForm):
    """What the fund did not pay for, and who did."""

    field_order = ["item", "why_not", "payer", "pence", "note", "on"]
    note = text_field("Anything else (optional)", longest=500)

    class Meta:
        model = PaidInstead
        fields = ["item", "why_not", "payer", "pence", "on"]


class FundRefusalForm(forms.Form):
    """Why it is refused."""

    refusal = radio_field("Why is it refused?", FundRefusalReason.choices, missing="Choose why it is refused")


class MoneySpentBeforeApprovalReviewForm(forms.Form):
    """The outcome of a review."""

    said = radio_field("Decision", [], missing="Choose your decision")

    def __init__(
        self, *args: Any, outcomes: Iterable[MoneySpentBeforeApprovalReviewOutcome], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(outcome.value, outcome.label) for outcome in outcomes]  # type: ignore[attr-defined]


class FundPurchaseForm(forms.Form):
    """What was paid, and how."""

    pence = PoundsField(label="What was paid, in pounds", most=MAX_PENCE)
    how = radio_field("How was it paid for?", PaymentMethod.choices, missing="Choose how it was paid for")
    voucher = text_field(
        "Voucher’s number, for a prepaid voucher",
        help_text="Only people who can see the case see this.",
        longest=60,
    )


class FundReceiptForm(forms.Form):
    """What the receipt says."""

    pence = PoundsField(label="Amount on the receipt, in pounds", most=MAX_PENCE)
    on = past_day_field("Date on the receipt", "the date on the receipt")
    reference = text_field(
        "Receipt’s number (optional)",
        help_text="Keep the paper receipt as your organisation requires. Do not upload it here.",
        longest=60,
    )


class ConfirmWithoutFieldsForm(forms.Form):
    """A page with a button alone."""
