"""A child, or somebody who may be one, with nowhere to sleep: how long, and what was done."""

from django.db import models
from django.db.models import Q

from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.blind_code import BlindCodeField


class ChildPlacementSearch(UUIDModel):
    """Begins with the first mark, ends when the child is placed. One at a time for a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="child_watches")
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField(null=True)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            both_or_neither_constraint("placed_at", "placed_by", "watch_placed_at_and_by_together"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(placed_at__isnull=True), name="watch_one_open_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"watch {self.pk}"


class ChildPlacementStep(SealedRow):
    """One step, at its moment."""

    sealed_with = "watch__case_id"
    watch = models.ForeignKey(ChildPlacementSearch, on_delete=models.PROTECT, related_name="calls")
    sort = BlindCodeField(choices=ChildPlacementStepKind.choices)
    words = Sealed(kind=Kind.HOUSING, null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"call {self.pk}"
