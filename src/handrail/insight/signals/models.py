"""A signal: a series that changed beyond chance; and every decision on it. Neither a count nor a p is kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.insight.signals.signal_words import BANDS, DISMISSALS, STATES
from handrail.platform.access.model_fields import LongTextField
from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

SPAN_CHOICES = (1, 3, 6)


class MonthScan(models.Model):
    """A month that was scanned, once: how many series, over how many months of history."""

    month = models.CharField(primary_key=True, max_length=7)
    series = models.PositiveIntegerField()
    history = models.PositiveSmallIntegerField()
    scanned_at = models.DateTimeField()

    class Meta:
        ordering = ("month",)

    def __str__(self) -> str:
        return self.month


class Signal(models.Model):
    """One series in one month: which, up or down, over how many months, and how unlikely by chance."""

    impersonal_text = ("value",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scan = models.ForeignKey(MonthScan, on_delete=models.PROTECT, related_name="signals", db_index=False)
    area_code = models.CharField(max_length=10)
    measure = models.CharField(max_length=40)
    breakdown = models.CharField(max_length=24, blank=True, default="")
    value = models.CharField(max_length=80, blank=True, default="")
    is_rise = models.BooleanField()
    span = models.PositiveSmallIntegerField()
    band = CodeField(max_length=8, choices=[(code, words) for _, code, words in BANDS])
    state = CodeField(max_length=9, choices=STATES, default="new")
    version = models.PositiveIntegerField(default=1)
    follow_up = models.OneToOneField(
        FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-scan_id", "area_code", "measure", "breakdown", "value")
        indexes = [models.Index(fields=("area_code", "state", "-scan"), name="signal_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=("scan", "area_code", "measure", "breakdown", "value"), name="signal_once_a_series"
            ),
            models.CheckConstraint(condition=Q(span__in=SPAN_CHOICES), name="signal_span_is_known"),
        ]

    def __str__(self) -> str:
        return f"signal {self.pk}"


class SignalDecision(AppendOnly):
    """What was made of a signal, in words; the newest holds."""

    impersonal_text = ("words",)

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="decisions")
    state = CodeField("What is your decision?", max_length=9, choices=STATES[1:])
    reason = CodeField(
        "Reason for dismissing (only if dismissed)", max_length=9, choices=DISMISSALS, blank=True, default=""
    )
    words = LongTextField(
        "Why",
        max_length=1_000,
        rows=3,
        help_text="Do not name a person, case or place.",
        error_messages={"blank": "Enter why"},
    )
    made_on = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # another signal of its group, where one decision covers several
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="dismissed") & ~Q(reason="") | Q(state="accepted", reason=""),
                name="signal_dismissed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} of {self.signal_id}"

    def clean(self) -> None:
        """A reason of the list where it is dismissed, and none where it is accepted. Raises ValidationError."""
        if self.state == "dismissed" and not self.reason:
            raise ValidationError({"reason": "Choose why it is dismissed"})
        if self.state == "accepted":
            self.reason = ""
