"""Days on which a worker is away, so that whoever stands in is rung first."""

from django.db import models
from django.db.models import F, Q

from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.models import User


class Absence(UUIDModel):
    """From the first day to the last, both included. Taken back, it stays on record and counts for nothing."""

    personal_fields = ("user", "since", "until")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="away_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["user", "until"], name="away_by_person")]

    def __str__(self) -> str:
        return f"away {self.pk}"
