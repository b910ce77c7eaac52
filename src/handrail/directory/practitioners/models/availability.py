"""The rota: when somebody is on duty, on call, away, or was called out."""

from django.db import models
from django.db.models import F, Q

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.models.base import make_choice_field
from handrail.directory.practitioners.models.practitioner import Practitioner
from handrail.platform.access.models import User


class AvailabilityPeriod(models.Model):
    """Kept as moments: a night shift over a change of the clocks has nine hours, or seven.

    Two periods of one practitioner never overlap, leave apart, which may cover a shift (actions/availability.py).
    """

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="periods", db_index=False
    )
    kind = make_choice_field("What it is", codes.AVAILABILITY_KINDS, "Choose what it is")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "id")
        indexes = [models.Index(fields=("practitioner", "ends_at"), name="availability_by_practitioner")]
        constraints = [
            models.UniqueConstraint(
                fields=("practitioner", "kind", "starts_at"), name="availability_one_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="availability_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d %H:%M}"
