"""The side of a stay that a place knows: which unit, which nights, on which terms. It names nobody.

Everybody who looks for a bed reads these rows, on PostgreSQL too. Which stay a booking is for is a sealed number, and
so is the booking of a stay: a copy of the database tells that a bed is taken, and not by whom.
"""

import uuid

from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.housing.models import Agreement, Unit
from handrail.people.housing.text_choices import ResponsibleBodyCertainty, UnsuitableReason
from handrail.people.records.models.constraints import choice_constraint
from handrail.platform.kernel.dates import format_day
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedField, AppSealedReference


class UnitBooking(models.Model):
    """A unit for some nights. `held_until` is empty once it is confirmed, so that no moment is at both sides.

    `answers_for`, `payer` and `rule` say who answered for housing the person and who paid, as it stood that day.
    Its number is random: one that told the time would lead to the stay that was made in the same moment.
    """

    impersonal_text = ("pays_from", "rule")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = AppSealedReference("housing.Stay")
    stay_id: uuid.UUID
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    beds = models.PositiveSmallIntegerField(default=1)
    first_night = models.DateField()
    last_night = models.DateField()
    held_until = models.DateTimeField(null=True)  # to the minute
    held_by_name = AppSealedField()  # told to colleagues of the same body who look for a bed
    held_for = AppSealedReference(Body)
    held_for_id: int
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")
    standing = CodeField(
        max_length=12, choices=ResponsibleBodyCertainty.choices, default=ResponsibleBodyCertainty.UNCONFIRMED
    )
    answers_for = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    payer = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    pays_from = models.CharField(max_length=120, blank=True, default="")
    rule = models.CharField(max_length=200, blank=True, default="")
    night_pence = models.PositiveIntegerField(null=True)
    unsuitable_from = models.DateField(null=True)
    unsuitable_why = CodeField(max_length=12, choices=UnsuitableReason.choices, blank=True, default="")

    class Meta:
        constraints = [
            choice_constraint("standing", ResponsibleBodyCertainty, "booking_standing_is_known"),
            CheckConstraint(condition=Q(last_night__gte=F("first_night")), name="booking_nights_in_order"),
            CheckConstraint(
                condition=Q(unsuitable_from__isnull=True, unsuitable_why="")
                | Q(unsuitable_from__isnull=False) & ~Q(unsuitable_why=""),
                name="booking_unsuitable_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=("unit", "last_night"), name="booking_by_unit"),
            models.Index(fields=("held_until",), name="booking_by_hold"),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"

    @property
    def name(self) -> str:
        """Its nights, as the copy for the person tells them."""
        return f"{format_day(self.first_night)} to {format_day(self.last_night)}"


class StayNight(models.Model):
    """One bed space for one night. Gone when the hold is let go or the stay ends before it; never there twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booking = models.ForeignKey(UnitBooking, on_delete=models.CASCADE, related_name="nights")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    space = models.PositiveSmallIntegerField()
    night = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("unit", "space", "night"), name="bed_space_once_a_night"),
        ]
        indexes = [models.Index(fields=("night", "unit"), name="stay_night_by_night")]

    def __str__(self) -> str:
        return f"bed {self.space} on {self.night}"
