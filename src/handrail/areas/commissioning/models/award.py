"""The money of a line: an award that can never be claimed beyond, its amendments, quarters, claims and underspend."""

import datetime
from typing import Final

from django.db import models
from django.db.models import F, Q

from handrail.areas.commissioning.models.commissioned_service import (
    CommissionedService,
    CommissionedServiceDateModelField,
    PastCommissionedServiceDayField,
)
from handrail.areas.commissioning.text_choices import (
    AMENDMENT_KINDS,
    CLAIM_STATES,
    UNDERSPEND_DECISIONS,
    get_codes_of_choice_pairs,
)
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.dates import add_months, format_month
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField

QUARTER_MONTHS: Final = {1: "January", 4: "April", 7: "July", 10: "October"}


class Award(models.Model):
    """What was awarded by now, and what of it was claimed: changed by conditional statements alone."""

    impersonal_text = ("funder",)

    line = models.OneToOneField(CommissionedService, on_delete=models.PROTECT, related_name="award")
    funder = models.CharField(max_length=120)  # whose money it is, and who decides about an underspend
    awarded_pence = models.BigIntegerField()
    claimed_pence = models.BigIntegerField(default=0)  # all claims that are not refused
    known_until = models.DateField(
        null=True, blank=True
    )  # until when the money is certain; the agreement may end later

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(claimed_pence__gte=0), name="award_claimed_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(claimed_pence__lte=F("awarded_pence")), name="award_never_over_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"award of {self.line_id}"

    @property
    def left_pence(self) -> int:
        """What can still be claimed."""
        return self.awarded_pence - self.claimed_pence


class AwardAmendment(AppendOnly):
    """A dated change of the award: its sum, its end, until when the money is known. The first is the award itself."""

    impersonal_text = ("reason", "document")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="amendments", db_index=False)
    number = models.PositiveSmallIntegerField()
    on = PastCommissionedServiceDayField("From which day", about="the day")
    kind = CodeField(
        "What changes",
        max_length=9,
        choices=AMENDMENT_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what changes"),
    )
    pence = PenceField("By how much, in pounds", default=0, help_text="Enter 0 if only the dates change.")
    ends_on = CommissionedServiceDateModelField("New last day of the agreement", null=True, blank=True)
    known_until = CommissionedServiceDateModelField(
        "Money confirmed until",
        null=True,
        blank=True,
        help_text="The money may be certain for less time than the agreement runs.",
    )
    reason = LongTextField("Reason", rows=3, error_messages={"blank": "Say why"})
    document = ShortTextField("Document", max_length=120, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("award", "number"), name="amendment_one_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=get_codes_of_choice_pairs(AMENDMENT_KINDS)), name="amendment_kind"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_says_why"),
        ]

    def __str__(self) -> str:
        return f"amendment {self.number} of award {self.award_id}"

    @property
    def change_pence(self) -> int:
        """By how much the award moves: a reduction is less than nothing."""
        return -int(self.pence) if self.kind == "reduction" else int(self.pence)


class AwardQuarter(Versioned):
    """What is planned for a quarter, and what the provider expects to claim in it."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="quarters", db_index=False)
    starts_on = CommissionedServiceDateModelField(
        "First day of the quarter", about="the first day of the quarter"
    )
    planned_pence = PenceField("Planned, in pounds")
    forecast_pence = PenceField("Forecast, in pounds", null=True, blank=True)

    class Meta:
        ordering = ("starts_on",)
        constraints = [
            models.UniqueConstraint(
                fields=("award", "starts_on"),
                name="quarter_once_an_award",
                violation_error_code="starts_on",
                violation_error_message="This quarter is there already",
            )
        ]

    def __str__(self) -> str:
        return str(
            msg(
                "{first} to {last}",
                first=QUARTER_MONTHS[self.starts_on.month],
                last=format_month(self.last_month),
            )
        )

    @property
    def last_month(self) -> datetime.date:
        """The first day of its last month."""
        return add_months(self.starts_on, 2)


class Claim(Versioned):
    """A sum that the provider claimed for a quarter, with its evidence, and what was decided about it."""

    impersonal_text = ("evidence", "reason", "purpose")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="claims", db_index=False)
    quarter = models.ForeignKey(
        AwardQuarter,
        on_delete=models.PROTECT,
        related_name="claims",
        verbose_name="Quarter",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose the quarter"),
    )
    number = models.PositiveSmallIntegerField()
    pence = PenceField("Sum claimed, in pounds", least=1)
    claimed_on = PastCommissionedServiceDayField("When it was claimed", about="the day of the claim")
    purpose = ShortTextField(
        "What was paid for",
        max_length=200,
        help_text="Published with the spending. Name no person.",
        error_messages={"blank": "Enter what was paid for"},
    )
    evidence = LongTextField(
        "Evidence",
        rows=3,
        help_text="What was seen: a return, a ledger.",
        error_messages={"blank": "Enter the evidence"},
    )
    state = CodeField(
        "Decision",
        max_length=8,
        choices=CLAIM_STATES,
        default="made",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose a decision"),
    )
    reason = LongTextField(
        "Reason", rows=3, blank=True, default="", help_text="Needed for a query or a refusal."
    )
    paid_on = PastCommissionedServiceDayField("When it was paid", null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("award", "number"), name="claim_one_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_choice_pairs(CLAIM_STATES)), name="claim_state"
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="claim_of_something"),
            models.CheckConstraint(
                condition=~Q(state__in=("queried", "refused")) | ~Q(reason=""),
                name="claim_query_or_refusal_has_a_reason",
                violation_error_code="reason",
                violation_error_message="Give the reason for the query or refusal",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False)
                | (~Q(state="paid") & Q(paid_on__isnull=True)),
                name="claim_paid_has_a_day",
                violation_error_code="paid_on",
                violation_error_message="Enter when it was paid",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.number} of award {self.award_id}"


class UnderspendDecision(AppendOnly):
    """What the funder decided about money that was not spent up to a day. The funder decides, not the provider."""

    impersonal_text = ("reason",)
    personal_fields = ("decided_by",)

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="underspends", db_index=False)
    until = PastCommissionedServiceDayField("Underspend up to", about="the day")
    pence = PenceField("Sum not spent, in pounds", least=1)
    decision = CodeField(
        "What the funder decided",
        max_length=10,
        choices=UNDERSPEND_DECISIONS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what the funder decided"),
    )
    decided_by = ShortTextField(
        "Who decided for the funder", max_length=120, error_messages={"blank": "Enter who decided"}
    )
    decided_on = PastCommissionedServiceDayField("When it was decided", about="the day of the decision")
    reason = LongTextField("Reason", rows=3, error_messages={"blank": "Give the reason"})
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("until",)
        constraints = [
            models.UniqueConstraint(
                fields=("award", "until"),
                name="underspend_decided_once",
                violation_error_code="until",
                violation_error_message="The underspend up to this day is decided already",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=get_codes_of_choice_pairs(UNDERSPEND_DECISIONS)),
                name="underspend_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"underspend until {self.until} of award {self.award_id}"
