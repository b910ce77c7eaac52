"""Which suspect an event of the criminal case is about: by number, never by name."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case, Event
from handrail.people.records.models.uuid_model import UUIDModel

MOST_SUSPECTS = 30


class SuspectStep(UUIDModel):
    """An event that is about one suspect. Numbers count from 1; who they are is not kept here.

    It counts as long as its event stands; of an event that was corrected the correction counts.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_SUSPECTS), name="suspect_number_is_possible"
            ),
        ]
        indexes = [models.Index(fields=["case", "number"], name="suspect_step_by_case")]

    def __str__(self) -> str:
        return f"step of suspect {self.number}"
