"""What somebody needs of a place: kept once, read by every search."""

from django.db import models

from handrail.directory.housing.place_kinds import MAX_BEDS
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.text_choices import YesNoOrNotAsked
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.access.versioned import Versioned
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField


class PlaceRequirements(SealedModel, Versioned):
    """What the case does not say already in its Circumstances.

    `risks` are the zones that the person named, as JSON, sealed: they tell where somebody is looked for.
    """

    personal_fields = ("beds", "children", "pets", "access")

    sealed_with = "case_id"
    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="place_brief")
    beds = WholeNumberField("How many bed spaces do they need?", least=1, most=MAX_BEDS, default=1)
    children = WholeNumberField("How many children come with them?", most=MAX_BEDS - 1, null=True, blank=True)
    pets = ShortTextField(
        "Does a pet come with them?",
        max_length=10,
        choices=YesNoOrNotAsked.choices,
        default=YesNoOrNotAsked.NOT_ASKED,
        error_messages={"blank": "Choose one"},
    )
    access = AppSealedJSONField(default=list, blank=True)  # codes of directory/housing/kinds.ACCESS
    risks_asked = models.BooleanField(default=False)
    risks = Sealed(kind=Kind.SAFETY, null=True)
    risk_words = Sealed(kind=Kind.SAFETY, null=True)

    class Meta:
        constraints = [
            choice_constraint("pets", YesNoOrNotAsked, "brief_pets_is_known"),
            models.CheckConstraint(
                condition=models.Q(beds__gte=1, beds__lte=MAX_BEDS)
                & (models.Q(children__isnull=True) | models.Q(children__lt=MAX_BEDS)),
                name="brief_of_a_household",
            ),
        ]

    def __str__(self) -> str:
        return f"brief {self.pk}"
