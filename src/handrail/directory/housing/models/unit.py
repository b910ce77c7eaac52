"""A unit: what one household takes in a place."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.housing.models.place import Place
from handrail.directory.housing.place_kinds import MAX_BEDS
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.kernel.ids import new_id


class Unit(models.Model):
    """`whole` is let to one household at a time; else each bed space by itself.

    `withdrawn_from` is the first night on which it is no longer to be had, whoever holds it.
    """

    impersonal_text = ("has", "lacks", "note", "withdrawn_why")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="units", db_index=False)
    name = ShortTextField("Name", max_length=40, help_text="Such as Flat 2")
    beds = WholeNumberField("How many bed spaces?", least=1, most=MAX_BEDS, default=1)
    whole = models.BooleanField(default=True)
    has = models.JSONField(default=list, blank=True)  # codes of kinds.ACCESS; neither list: not known
    lacks = models.JSONField(default=list, blank=True)
    note = ShortTextField(
        "What else should a worker know?",
        max_length=120,
        blank=True,
        default="",
        help_text="Such as: cot in the flat",
    )
    open_from = DayField("First night available", about="the first night")
    withdrawn_from = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=120, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("place", "name"), name="unit_one_name_a_place"),
            CheckConstraint(condition=Q(beds__gte=1, beds__lte=MAX_BEDS), name="unit_has_beds"),
            CheckConstraint(
                condition=Q(withdrawn_from__isnull=True) | Q(withdrawn_from__gte=F("open_from")),
                name="unit_withdrawn_after_open",
            ),
            CheckConstraint(
                condition=Q(withdrawn_from__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_from__isnull=False, withdrawn_at__isnull=False),
                name="unit_withdrawn_with_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
