"""The officer in the case: who it was, and since when this is known here."""

from django.db import models

from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.models import User


class OfficerInCase(UUIDModel):
    """A point of contact of a police body that holds the case. The newest row is the present one.

    Each row after the first is a new officer: answers of the contract are asked for again. Somebody of a support body
    is no officer, so that a handover to one adds no row.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    known_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="officer_in_case_by_case")]

    def __str__(self) -> str:
        return f"officer in case {self.pk}"
