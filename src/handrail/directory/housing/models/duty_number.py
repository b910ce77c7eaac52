"""A number to ring in an area, as one body knows it, and when somebody last made sure of it."""

from django.db import models

from handrail.directory.housing import kinds
from handrail.platform.reference.models import Area, Body


class DutyNumber(models.Model):
    """Each body keeps its own: a number that was wrong is mended by whoever noticed."""

    impersonal_text = ("name",)

    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=kinds.DUTY_NUMBER_KINDS)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=32)
    checked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("keeper", "area", "what"), name="duty_number_one_a_body"),
            models.CheckConstraint(
                condition=models.Q(what__in=kinds.get_codes(kinds.DUTY_NUMBER_KINDS)),
                name="duty_number_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} in {self.area_id}"
