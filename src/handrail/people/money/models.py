"""A request, the movements of its money, and who paid instead where the fund could not."""

from django.db import models
from django.db.models import F, Q

from handrail.directory.funds.fund_item_kinds import ITEMS, get_fund_item_kind
from handrail.directory.funds.models import Budget, Fund, FundTerms
from handrail.people.money.text_choices import (
    BUDGET_HOLDING_STATES,
    BudgetMovementKind,
    FundNotPaidReason,
    FundRefusalReason,
    FundRequestReason,
    FundRequestState,
    MoneySpentBeforeApprovalReviewOutcome,
    PayerInsteadOfFund,
    PaymentMethod,
)
from handrail.people.records.models import Case, Need, Offer
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField

MAX_PENCE = 100_000_00
LABEL_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ITEM_CHOICES = [(item.code, item.name) for item in ITEMS]


def _user_foreign_key(*, db_index: bool = False) -> "models.ForeignKey[User, User]":
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=db_index)


def _optional_user_foreign_key(*, db_index: bool = False) -> "models.ForeignKey[User | None, User | None]":
    return models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=db_index)


def _users_differ_constraint(first: str, second: str, name: str) -> models.CheckConstraint:
    """Two people, where both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{second}__isnull": True}) | ~Q(**{first: F(second)}), name=name
    )


class FundRequest(SealedRow):
    """One kind of thing for one person, from asking to the reconciled receipt."""

    personal_fields = ("item", "why", "pence", "asked_on", "bought_pence", "receipt_pence", "receipt_on")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    terms = models.ForeignKey(FundTerms, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = BlindCodeField(
        "What is needed?",
        choices=ITEM_CHOICES,
        error_messages={
            "blank": "Choose what is needed",
            "invalid_choice": "Choose what is needed from the list.",
        },
    )
    why = BlindCodeField(
        "Why is it needed?",
        choices=FundRequestReason.choices,
        error_messages={
            "blank": "Choose why it is needed",
            "invalid_choice": "Choose why it is needed.",
        },
    )
    pence = PenceField("How much, in pounds", least=1, most=MAX_PENCE)
    note = Sealed(kind=Kind.OFFERS, null=True, max_length=500)
    state = CodeField(max_length=10, choices=FundRequestState.choices)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    asked_by = _user_foreign_key(db_index=True)
    spent_first = models.BooleanField(default=False)
    review_due = models.DateField(null=True)
    review = CodeField(max_length=8, blank=True, choices=MoneySpentBeforeApprovalReviewOutcome.choices)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = _optional_user_foreign_key()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = _optional_user_foreign_key(db_index=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = _optional_user_foreign_key()
    refusal = CodeField(max_length=12, blank=True, choices=FundRefusalReason.choices)
    bought_pence = PenceField(null=True, most=MAX_PENCE)
    bought_at = models.DateTimeField(null=True)
    bought_by = _optional_user_foreign_key(db_index=True)
    how = CodeField(max_length=8, blank=True, choices=PaymentMethod.choices)
    voucher = Sealed(kind=Kind.OFFERS, null=True)
    receipt_pence = PenceField(null=True, most=MAX_PENCE)
    receipt_on = models.DateField(null=True)
    receipt = Sealed(kind=Kind.OFFERS, null=True)
    receipted_at = models.DateTimeField(null=True)
    receipted_by = _optional_user_foreign_key()
    reconciled_at = models.DateTimeField(null=True)
    reconciled_by = _optional_user_foreign_key()
    ended_at = models.DateTimeField(null=True)
    ended_by = _optional_user_foreign_key()

    class Meta:
        indexes = [
            models.Index(fields=["body", "state", "-id"], name="request_by_body"),
            models.Index(fields=["fund", "state", "-id"], name="request_by_fund"),
            models.Index(fields=["case", "-id"], name="request_by_case"),
        ]
        constraints = [
            choice_constraint("state", FundRequestState, "request_state_is_known"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="request_over_nothing"),
            models.CheckConstraint(
                condition=Q(bought_pence__isnull=True) | Q(bought_pence__gt=0, bought_pence__lte=F("pence")),
                name="request_bought_within_what_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(receipt_pence__isnull=True) | Q(receipt_pence__lte=F("bought_pence")),
                name="request_receipt_within_what_was_bought",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BUDGET_HOLDING_STATES)
                | Q(spent_first=True)
                | Q(decided_by__isnull=False),
                name="request_holds_money_only_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(spent_first=False, review_due__isnull=True)
                | Q(spent_first=True, review_due__isnull=False),
                name="request_spent_first_is_reviewed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("bought", "receipted", "reconciled"))
                | Q(bought_pence__isnull=False, offer__isnull=False),
                name="request_bought_is_an_offer",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back")
                | Q(spent_first=True, taken_back_by__isnull=False, reviewed_by__isnull=True),
                name="request_taken_back_waits_for_review",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled", taken_back_by__isnull=False) | Q(reviewed_by__isnull=False),
                name="request_spent_first_is_let_go_by_a_reviewer",
            ),
            _users_differ_constraint("asked_by", "decided_by", "request_not_approved_by_who_asked"),
            _users_differ_constraint("asked_by", "reviewed_by", "request_not_reviewed_by_who_asked"),
            _users_differ_constraint(
                "taken_back_by", "reviewed_by", "request_not_reviewed_by_who_took_it_back"
            ),
            _users_differ_constraint("bought_by", "reconciled_by", "request_not_reconciled_by_who_bought"),
            both_or_neither_constraint("decided_at", "decided_by", "request_decided_at_and_by"),
            both_or_neither_constraint("reviewed_at", "reviewed_by", "request_reviewed_at_and_by"),
            both_or_neither_constraint("taken_back_at", "taken_back_by", "request_taken_back_at_and_by"),
            both_or_neither_constraint("bought_at", "bought_by", "request_bought_at_and_by"),
            both_or_neither_constraint("receipted_at", "receipted_by", "request_receipted_at_and_by"),
            both_or_neither_constraint("reconciled_at", "reconciled_by", "request_reconciled_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def label(self) -> str:
        """Six characters to say over the phone, made from the last 30 bits of the number."""
        rest, found = self.pk.int & (2**30 - 1), ""
        for _ in range(6):
            rest, index = divmod(rest, len(LABEL_ALPHABET))
            found += LABEL_ALPHABET[index]
        return found

    @property
    def item_name(self) -> str:
        """What is asked for, in words."""
        return get_fund_item_kind(self.item).name

    @property
    def given_back_pence(self) -> int | None:
        """What went back to the budget, once it is reconciled."""
        return self.pence - (self.receipt_pence or 0) if self.state == FundRequestState.RECONCILED else None


class BudgetMovement(UUIDModel):
    """Money set aside out of a budget for a request, or given back. The sum of them is what is set aside."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        FundRequest, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    moved = CodeField(max_length=12, choices=BudgetMovementKind.choices)
    pence = models.BigIntegerField()
    at = models.DateTimeField()
    by = _user_foreign_key()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "moved"], name="movement_once_each_way"),
            models.CheckConstraint(
                condition=Q(moved="set_aside", pence__gt=0) | Q(moved="given_back", pence__lt=0),
                name="movement_of_money_goes_its_way",
            ),
        ]

    def __str__(self) -> str:
        return f"movement {self.pk}"


class PaidInstead(SealedRow):
    """Something a person needed that the fund did not pay for: who did, and why the fund could not."""

    personal_fields = ("item", "pence", "why_not", "payer", "on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = BlindCodeField(
        "What was needed?",
        choices=ITEM_CHOICES,
        error_messages={"blank": "Choose what was needed"},
    )
    pence = PenceField("How much, in pounds", null=True, blank=True, least=1, most=MAX_PENCE)
    why_not = BlindCodeField(
        "Why did the fund not pay?",
        choices=FundNotPaidReason.choices,
        error_messages={"blank": "Choose why the fund did not pay"},
    )
    payer = CodeField(
        "Who paid?",
        max_length=8,
        choices=PayerInsteadOfFund.choices,
        error_messages={"blank": "Choose who paid"},
    )
    note = Sealed(kind=Kind.OFFERS, null=True, max_length=500)
    on = DayField("When?", about="the day", not_after=today)
    recorded_at = models.DateTimeField()
    recorded_by = _user_foreign_key()

    class Meta:
        indexes = [models.Index(fields=["body", "on"], name="paid_instead_by_body")]
        constraints = [
            choice_constraint("payer", PayerInsteadOfFund, "paid_instead_payer_is_known"),
        ]

    def __str__(self) -> str:
        return f"paid instead {self.pk}"

    @property
    def item_name(self) -> str:
        """What was needed, in words."""
        return get_fund_item_kind(self.item).name
