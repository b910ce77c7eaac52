"""An outreach session: an area cell, a due time, and counts. No free text."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q
from django.utils import timezone

from handrail.areas.intelligence import code_lists
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

CHOOSE_DISTRICT = dict.fromkeys(("blank", "null", "invalid"), "Choose a district")


class OutreachSessionQuerySet(models.QuerySet[Any]):
    """Outreach sessions."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own body."""
        return self.filter(body=actor.body_id)

    def for_page(self) -> Self:
        """With counts. Two statements."""
        counts = OutreachCount.objects.all().fetch_mode(FETCH_RAISE)
        rows = self.select_related("body", "district", "alarm_to", "returned_by", "changed_by")
        return rows.prefetch_related(Prefetch("counts", counts)).fetch_mode(FETCH_RAISE)

    def overdue(self, now: datetime.datetime) -> Self:
        """Due back, and nobody said that they are. One that was cancelled never went out."""
        return self.filter(returned_at__isnull=True, cancelled_at__isnull=True, due_back_at__lte=now)


class OutreachSession(Versioned):
    """Kept as moments, so that a night of the change of the clocks has its real length.

    `alarm_to` is mailed once the due time passes without a safe return.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    kind = CodeField(
        "Kind of outreach",
        max_length=20,
        choices=code_lists.KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the kind of outreach"),
    )
    district = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="District",
        help_text="The council area only. We do not keep an exact place.",
        error_messages=CHOOSE_DISTRICT,
    )
    workers = WholeNumberField("Workers", least=2, most=40, help_text="No one goes alone.")
    minutes_out = WholeNumberField("Expected length, in minutes", least=15, most=720)
    starts_at = models.DateTimeField(editable=False)
    due_back_at = models.DateTimeField(editable=False)
    alarm_to = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Who is told if no one confirms a safe return",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose who is told"),
        db_index=False,
    )
    returned_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = models.Manager.from_queryset(OutreachSessionQuerySet)()

    class Meta:
        ordering = ("-starts_at", "-id")
        indexes = [
            models.Index(fields=("body", "-starts_at"), name="outreach_by_body"),
            models.Index(fields=("returned_at", "due_back_at"), name="outreach_by_due_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(workers__gte=2), name="outreach_two_workers"),
            models.CheckConstraint(
                condition=Q(due_back_at__gt=F("starts_at")), name="outreach_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("starts_at")),
                name="outreach_back_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True)
                | Q(returned_at__isnull=True, cancelled_at__lt=F("starts_at")),
                name="outreach_cancelled_before_start",
            ),
        ]

    def __str__(self) -> str:
        return f"outreach {self.pk}"

    @property
    def state(self) -> str:
        """A code: planned, cancelled, out, overdue or back."""
        if self.cancelled_at:
            return "cancelled"
        if self.returned_at:
            return "back"
        now = timezone.now()
        return "overdue" if self.due_back_at <= now else "out" if self.starts_at <= now else "planned"


class OutreachCount(models.Model):
    """How many of one thing in one session: people met, offers, contacts and referrals that it led to."""

    session = models.ForeignKey(
        OutreachSession, on_delete=models.CASCADE, related_name="counts", db_index=False
    )
    kind = CodeField(max_length=20, choices=code_lists.COUNTS)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("session", "kind"), name="outreach_count_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.session_id}"
