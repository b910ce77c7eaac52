"""What happened during a stay: somebody went missing, evidence was lost."""

from django.db import models
from django.db.models import F, Q

from handrail.people.housing.models.stay import Stay
from handrail.people.records.models import Event
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class MissingEpisode(SealedRow):
    """Missing from a moment until found. The bed stays theirs until somebody ends the stay.

    `event` is the pathway's `went_missing`: the rules read that, and it alone is counted.
    """

    personal_fields = ("missing_at", "told_police", "found_at")

    sealed_with = "stay__case_id"
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="episodes")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="+")
    missing_at = models.DateTimeField()
    told_police = models.BooleanField(default=False)
    words = Sealed(kind=Kind.HOUSING, null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    found_at = models.DateTimeField(null=True)
    found_words = Sealed(kind=Kind.HOUSING, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(found_at__gte=F("missing_at")),
                name="missing_found_after",
            ),
            models.UniqueConstraint(
                fields=("stay",), condition=Q(found_at__isnull=True), name="missing_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"missing {self.pk}"


class LostEvidence(SealedRow):
    """What was lost because of where somebody was put, in words that are sealed."""

    sealed_with = "stay__case_id"
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="lost")
    words = Sealed(kind=Kind.HOUSING)
    told_police = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"lost evidence {self.pk}"
