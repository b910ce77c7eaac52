"""A number to ring in an area, as one body knows it, and when somebody last made sure of it."""

from django.db import models

from handrail.directory.housing import place_kinds
from handrail.directory.housing.models.choice_messages_and_phone_validator import CHOOSE, is_phone_number
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.reference.models import Area, Body


class DutyNumber(models.Model):
    """Each body keeps its own: whoever notices that a number is wrong corrects it for their body."""

    impersonal_text = ("name",)

    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(
        Area, verbose_name="Area", on_delete=models.PROTECT, related_name="+", error_messages=CHOOSE
    )
    what = ShortTextField(
        "Whose number is it?",
        max_length=20,
        choices=place_kinds.DUTY_NUMBER_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose whose number it is"),
    )
    name = ShortTextField("What they call themselves", max_length=120)
    phone = ShortTextField("Number", max_length=32, validators=[is_phone_number])
    checked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("keeper", "area", "what"), name="duty_number_one_a_body"),
            models.CheckConstraint(
                condition=models.Q(what__in=place_kinds.get_choice_codes(place_kinds.DUTY_NUMBER_KINDS)),
                name="duty_number_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} in {self.area_id}"
