"""A rough part of an area: how far, never where."""

from django.db import models

from handrail.platform.reference.models import Area


class Zone(models.Model):
    """Its middle, in whole kilometres east and north on the national grid: too rough to find anybody by."""

    impersonal_text = ("name",)

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    east = models.SmallIntegerField()
    north = models.SmallIntegerField()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("area", "name"), name="zone_one_name_an_area"),
            models.CheckConstraint(
                condition=models.Q(east__gte=0, east__lte=700, north__gte=0, north__lte=700),
                name="zone_on_the_grid",
            ),
        ]

    def __str__(self) -> str:
        return self.name
