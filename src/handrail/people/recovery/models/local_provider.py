"""The local third-sector body that supports the person, in and out of the NRM."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.recovery.text_choices import LONGEST_LINE, LONGEST_WORDS
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body


class LocalProvider(SealedRow):
    """Since when, who there stays in touch; until when, and why it ended. A body stands on a plan once at a time."""

    personal_fields = ("since", "until")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(
        Body,
        verbose_name="Which charity?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose a charity"),
    )
    since = DayField("Since when?", about="the start date", not_after=today)
    contact = Sealed(
        "Contact at the charity",
        kind=Kind.OFFERS,
        null=True,
        max_length=LONGEST_LINE,
        help_text="Name and number of the worker. Stored securely.",
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    until = DayField("Last day", about="the last day", not_after=today, null=True, blank=True)
    ended_because = Sealed(kind=Kind.OFFERS, null=True, max_length=LONGEST_WORDS)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="local_provider_by_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "body"], condition=Q(until__isnull=True), name="local_provider_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="local_provider_days"
            ),
            both_or_neither_constraint("ended_at", "ended_by", "local_provider_ended_at_and_by"),
            both_or_neither_constraint("until", "ended_at", "local_provider_until_and_ended"),
        ]

    def __str__(self) -> str:
        return f"local provider {self.pk}"

    def clean(self) -> None:
        """The days in their order."""
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": "The last day cannot be before the first."})
