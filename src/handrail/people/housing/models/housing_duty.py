"""What stood in the way: a body that said no, two that each said not us, nothing that would do."""

from django.db import models
from django.db.models import Q

from handrail.people.housing.text_choices import HousingRefusalReason
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.phase_field import PhaseField
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.models import Area, Body
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField


class HousingRefusal(SealedRow):
    """A body's no, with its reason. Who it was about stays with the case; that it was said is evidence of a gap."""

    impersonal_text = ("body_words",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="place_refusals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    body_words = models.CharField(max_length=80, blank=True, default="")  # one that is on no list
    why = BlindCodeField(choices=HousingRefusalReason.choices)
    words = Sealed(kind=Kind.HOUSING, null=True)
    said_by = Sealed(kind=Kind.HOUSING, null=True)
    refused_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    phase = PhaseField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, body_words="") | Q(body__isnull=True) & ~Q(body_words=""),
                name="refusal_names_a_body",
            ),
        ]
        indexes = [models.Index(fields=("area",), name="refusal_by_area")]

    def __str__(self) -> str:
        return f"refusal {self.pk}"


class Dispute(SealedRow):
    """Whose duty it is, disputed. `tonight` is who houses the person meanwhile, without which none is kept."""

    impersonal_text = ("pays_from", "rule")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="place_disputes")
    between = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    says = Sealed(kind=Kind.HOUSING, null=True)  # what the one says
    other_says = Sealed(kind=Kind.HOUSING, null=True)
    tonight = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    pays_from = models.CharField(max_length=120, blank=True, default="")
    rule = models.CharField(max_length=200, blank=True, default="")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    phase = PhaseField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_words = Sealed(kind=Kind.HOUSING, null=True)

    class Meta:
        constraints = [
            both_or_neither_constraint("settled_at", "settled_by", "dispute_settled_at_and_by_together"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(settled_at__isnull=True), name="dispute_one_open_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class NothingFits(SealedRow):
    """Nothing worked, and what was missing: written down, so that somebody may fill it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nothing_fitted")
    missing = AppSealedJSONField()
    words = Sealed(kind=Kind.HOUSING, null=True)
    slept = Sealed(kind=Kind.HOUSING, null=True)  # where they slept instead
    night = models.DateField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    phase = PhaseField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"nothing fitted {self.pk}"
