"""How the police finalised each recorded crime of a case: by number, and the newest outcome of each counts."""

from django.db import models
from django.db.models import Q

from handrail.people.justice.text_choices import PoliceOutcomeGroup
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.vault.blind_code import BlindCodeField

MOST_CRIMES = 30


class PoliceOutcome(SealedRow):
    """One outcome of one crime. Never edited: another outcome of the same crime replaces it in every count."""

    personal_fields = ("on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    group = BlindCodeField(
        "What is the outcome?",
        choices=PoliceOutcomeGroup.choices,
        error_messages={"blank": "Choose the outcome"},
    )
    on = DayField("When was it decided?", about="the day", not_after=today, within_years=5)
    offered = Sealed(
        "If the victim does not support action: why, and what was offered to them?",
        kind=Kind.PATHWAY,
        null=True,
        max_length=500,
        help_text="For example special measures, an interpreter or a move. It is never counted.",
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_CRIMES), name="crime_number_is_possible"
            ),
        ]
        indexes = [models.Index(fields=["case", "number", "-id"], name="police_outcome_by_crime")]

    def __str__(self) -> str:
        return f"outcome of crime {self.number}"
