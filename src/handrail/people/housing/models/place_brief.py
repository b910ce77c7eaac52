"""What somebody needs of a place: kept once, read by every search."""

from django.db import models

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.states import YesNo
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed, SealedModel


class PlaceBrief(SealedModel):
    """What the case does not say already (its Circumstances do). `risks` are the zones that the person named, sealed:
    they tell where somebody is looked for.
    """

    personal_fields = ("beds", "children", "pets", "access")

    sealed_with = "case_id"
    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="+")
    beds = models.PositiveSmallIntegerField(default=1)
    children = models.PositiveSmallIntegerField(null=True)
    pets = models.CharField(max_length=10, choices=YesNo.choices, default=YesNo.NOT_ASKED)
    access = models.JSONField(default=list)
    risks_asked = models.BooleanField(default=False)
    risks = Sealed(kind=Kind.SAFETY, null=True)
    risk_words = Sealed(kind=Kind.SAFETY, null=True)
    version = models.PositiveIntegerField(default=1)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("pets", YesNo, "brief_pets_is_known"),
            models.CheckConstraint(
                condition=models.Q(beds__gte=1, beds__lte=20)
                & (models.Q(children__isnull=True) | models.Q(children__lte=19)),
                name="brief_of_a_household",
            ),
        ]

    def __str__(self) -> str:
        return f"brief {self.pk}"
