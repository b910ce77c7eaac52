"""A rough part of an area: how far, never where."""

from django.db import models

from handrail.directory.housing.models.choice_messages_and_phone_validator import CHOOSE
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.reference.models import Area

GRID_END = 700  # kilometres east and north: the national grid covers no more


class Zone(models.Model):
    """Its middle, in whole kilometres east and north on the national grid: too rough to find anybody by."""

    impersonal_text = ("name",)

    area = models.ForeignKey(
        Area,
        verbose_name="Area",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=CHOOSE,
        db_index=False,
    )
    name = ShortTextField("Name of the location", max_length=60, help_text="A town and its surroundings.")
    east = WholeNumberField("Centre: easting, in km", most=GRID_END)
    north = WholeNumberField(
        "Centre: northing, in km",
        most=GRID_END,
        help_text="Whole kilometres on the national grid.",
    )

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("area", "name"), name="zone_one_name_an_area"),
            models.CheckConstraint(
                condition=models.Q(east__gte=0, east__lte=GRID_END, north__gte=0, north__lte=GRID_END),
                name="zone_on_the_grid",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
