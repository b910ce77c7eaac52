"""Closings of a case, each with the opening again that followed."""

from django.db import models
from django.db.models import Q

from handrail.people.cases.lifecycle.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField


class Closing(SealedRow):
    """Why a case was closed, and why it was opened again. `left_open` counts by sort what was open at the time.

    A case has at most one closing that was not reopened: the one that closes it now.
    """

    personal_fields = ("because", "left_open")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    because = CodeField(max_length=12, choices=ClosureReason.choices)
    words = Sealed(kind=Kind.SUPPORT, null=True)
    left_open = models.JSONField(default=dict)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reopen_words = Sealed(kind=Kind.SUPPORT, null=True)

    class Meta:
        constraints = [
            choice_constraint("because", ClosureReason, "closing_because_is_known"),
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
