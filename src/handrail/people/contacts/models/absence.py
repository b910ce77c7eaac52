"""Days on which a worker is away, so that the stand-in is rung first."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.today import today

LONGEST_ABSENCE = 366
"""Days: whoever is away for longer hands their cases over."""


class Absence(UUIDModel):
    """From the first day to the last, both included. Taken back, it stays on record and counts for nothing."""

    personal_fields = ("user", "since", "until")

    user = models.ForeignKey(
        User,
        verbose_name="Who is away?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose someone who works on this case"),
        db_index=False,
    )
    since = DayField("First day away", about="the first day")
    until = DayField("Last day away", about="the last day", not_before=today)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="away_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["user", "until"], name="away_by_person")]

    def __str__(self) -> str:
        return f"away {self.pk}"

    def clean(self) -> None:
        """Refuse days in the wrong order, and more than a year of them."""
        if not self.since or not self.until:
            return
        if self.until < self.since:
            raise ValidationError({"until": "The last day must not come before the first"})
        if (self.until - self.since).days > LONGEST_ABSENCE:
            raise ValidationError("For an absence of more than a year, hand over the cases instead.")
