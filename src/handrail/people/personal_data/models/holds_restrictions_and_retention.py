"""How long a record is kept, what forbids erasing it, what forbids using it, and who reads it all the same."""

from django.db import models
from django.db.models import Q

from handrail.people.personal_data.text_choices import (
    LegalHoldReason,
    RestrictionExceptionGround,
    RestrictionReason,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

LONGEST_REASON = 1000


class LegalHold(SealedRow):
    """While one is in force the record cannot be erased."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_holds")
    because = CodeField(
        "Why must the record be kept?",
        max_length=12,
        choices=LegalHoldReason.choices,
        error_messages={"blank": "Choose a reason"},
    )
    words = Sealed(
        "Which proceedings, and who told you?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON
    )
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_words = Sealed(
        "Why is it no longer needed?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON
    )

    class Meta:
        constraints = [
            choice_constraint("because", LegalHoldReason, "hold_reason_is_known"),
            both_or_neither_constraint("lifted_at", "lifted_by", "hold_lifted_at_and_by_together"),
            models.UniqueConstraint(
                fields=["case", "because"],
                condition=Q(lifted_at__isnull=True),
                name="hold_one_live_for_each_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(lifted_at__isnull=True), name="hold_live_by_case")
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class RestrictionPeriod(SealedRow):
    """A time in which the record is kept and not used. `Case.restricted_on` says whether one is running."""

    personal_fields = ("because",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    because = CodeField(
        "Why must the record not be used?",
        max_length=20,
        choices=RestrictionReason.choices,
        error_messages={"blank": "Choose a reason"},
    )
    words = Sealed("What did the person say?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    ended_words = Sealed("Why can it be used again?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON)

    class Meta:
        constraints = [
            choice_constraint("because", RestrictionReason, "restriction_reason_is_known"),
            both_or_neither_constraint("ended_at", "ended_by", "restriction_ended_at_and_by_together"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="restriction_one_live_for_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"restriction {self.pk}"


class RestrictionException(SealedRow):
    """An organisation that reads what was shared with it although the record is restricted (UK GDPR article 18(2))."""

    personal_fields = ("ground",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restriction_exceptions")
    period = models.ForeignKey(
        RestrictionPeriod, on_delete=models.PROTECT, related_name="exceptions", db_index=False
    )
    body = models.ForeignKey(
        Body,
        verbose_name="Which organisation?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"blank": "Choose an organisation", "null": "Choose an organisation"},
    )
    ground = CodeField(
        "On what ground can it read the record?",
        max_length=17,
        choices=RestrictionExceptionGround.choices,
        error_messages={"blank": "Choose a lawful basis"},
    )
    words = Sealed("Why does that apply?", kind=Kind.LOOKS, null=True, blank=False, max_length=LONGEST_REASON)
    allowed_at = models.DateTimeField()
    allowed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            choice_constraint("ground", RestrictionExceptionGround, "restriction_ground_is_known"),
            models.UniqueConstraint(fields=["period", "body"], name="restriction_exception_once_for_a_body"),
        ]

    def __str__(self) -> str:
        return f"exception {self.pk}"


class RetentionDecision(SealedRow):
    """At a yearly review somebody decided to keep the record until a day. The newest decision holds."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="retention_decisions", db_index=False
    )
    keep_until = DayField("Keep until", about="the day", not_before=today)
    words = Sealed("Why is it still needed?", kind=Kind.LOOKS, max_length=LONGEST_REASON)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="retention_decision_newest")]

    def __str__(self) -> str:
        return f"retention decision {self.pk}"
