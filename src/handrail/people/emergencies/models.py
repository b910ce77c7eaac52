"""One opening of a case in an emergency, its reason and its review."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST_REASON = 1000


class EmergencyAccess(SealedRow):
    """What opens the case is the grant, which ends at a moment. Nothing makes it longer: a new one is a new row."""

    personal_fields = ("reason", "outcome")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reason = BlindCodeField(
        "Why can it not wait?",
        choices=EmergencyReason.choices,
        error_messages={"blank": "Choose why it cannot wait"},
    )
    words = Sealed(
        "What is happening?",
        kind=Kind.LOOKS,
        max_length=LONGEST_REASON,
        help_text="The organisation that holds the case and its data protection lead read this at once.",
        error_messages={"blank": "Enter what is happening"},
    )
    outcome = CodeField(
        "Was it justified?",
        max_length=13,
        blank=True,
        default="",
        choices=EmergencyReviewOutcome.choices,
        error_messages={"blank": "Choose whether it was justified"},
    )
    review_words = Sealed(
        "Why?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON, error_messages={"blank": "Enter why"}
    )
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "emergency accesses"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(
                    outcome__in=EmergencyReviewOutcome.values,
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
                name="emergency_review_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=models.F("opened_by")) | Q(reviewed_by__isnull=True),
                name="emergency_review_by_another_person",
            ),
        ]
        indexes = [models.Index(fields=["case", "-opened_at"], name="emergency_by_case")]

    def __str__(self) -> str:
        return f"emergency access {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the case is open by it now."""
        ends_at = self.grant.ends_at
        return self.grant.ended_at is None and ends_at is not None and timezone.now() < ends_at

    @property
    def ended_early(self) -> bool:
        """Whether somebody ended it before its time was over."""
        return self.grant.ended_at is not None


class EmergencyAttempt(models.Model):
    """One try, whatever came of it: only so many are taken in an hour."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="emergency_attempt_by_user")]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
