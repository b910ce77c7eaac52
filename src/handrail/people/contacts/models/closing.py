"""Closings of a case, each with the opening again that followed."""

from django.db import models
from django.db.models import Q

from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.blind_code import BlindCodeField


class Closing(SealedRow):
    """Why a case was closed, and why it was opened again. `left_open` counts by sort what was open at the time.

    A case has at most one closing that was not reopened: the one that closes it now.
    """

    personal_fields = ("because", "left_open")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    because = BlindCodeField(choices=ClosureReason.choices, often={"done": 12})
    words = Sealed(kind=Kind.NOTES, null=True)
    left_open = models.JSONField(default=dict)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reopen_words = Sealed(kind=Kind.NOTES, null=True)

    class Meta:
        constraints = [
            both_or_neither_constraint("reopened_at", "reopened_by", "closing_reopened_at_and_by_together"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | Q(reopen_words__isnull=False),
                name="closing_reopened_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at__isnull=True), name="closing_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"closing {self.pk}"
