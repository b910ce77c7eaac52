"""A stay: a unit held for a person, then theirs for some nights; and the nights, each bed space once."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.housing.models import Agreement, Unit
from handrail.directory.housing.place_kinds import KINDS_AFTER_CHECK
from handrail.people.housing.models.suitability_check import SuitabilityCheck
from handrail.people.housing.text_choices import (
    HoldEndReason,
    ResponsibleBodyCertainty,
    StayEndReason,
    StayState,
    UnsuitableReason,
)
from handrail.people.records.models import Case, Offer
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Stay(SealedRow):
    """Held until a moment, then confirmed (and so an offer) or let go.

    `place_kind` repeats the place's, which never changes: without a signed check the database refuses a hotel.
    `answers_for`, `payer` and `rule` say who answered for housing the person and who paid, as it stood that day.
    """

    impersonal_text = ("pays_from", "rule")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place_kind = models.CharField(max_length=16)
    beds = models.PositiveSmallIntegerField(default=1)
    state = CodeField(max_length=10, choices=StayState.choices, default=StayState.HELD)
    first_night = models.DateField()
    last_night = models.DateField()
    held_at = models.DateTimeField()
    held_until = models.DateTimeField()
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_for = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # whose worker holds it
    moving_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    check_signed = models.ForeignKey(SuitabilityCheck, on_delete=models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
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
    unsuitable_words = Sealed(kind=Kind.HOUSING, null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = CodeField(max_length=12, choices=StayEndReason.choices, blank=True, default="")
    end_words = Sealed(kind=Kind.HOUSING, null=True)
    let_go_why = CodeField(max_length=12, choices=HoldEndReason.choices, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            choice_constraint("state", StayState, "stay_state_is_known"),
            choice_constraint("standing", ResponsibleBodyCertainty, "stay_standing_is_known"),
            CheckConstraint(condition=Q(last_night__gte=F("first_night")), name="stay_nights_in_order"),
            CheckConstraint(condition=Q(held_until__gt=F("held_at")), name="stay_held_for_a_time"),
            CheckConstraint(
                condition=~Q(place_kind__in=KINDS_AFTER_CHECK) | Q(check_signed__isnull=False),
                name="stay_hotel_has_a_signed_check",
            ),
            both_or_neither_constraint("confirmed_at", "confirmed_by", "stay_confirmed_at_and_by_together"),
            both_or_neither_constraint("ended_at", "ended_by", "stay_ended_at_and_by_together"),
            CheckConstraint(
                condition=~Q(state__in=["confirmed", "ended"])
                | Q(confirmed_at__isnull=False, offer__isnull=False),
                name="stay_confirmed_is_an_offer",
            ),
            CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_why="")
                | ~Q(state="ended") & Q(ended_at__isnull=True, ended_why=""),
                name="stay_ended_says_why",
            ),
            CheckConstraint(
                condition=Q(state="let_go") & ~Q(let_go_why="") | ~Q(state="let_go") & Q(let_go_why=""),
                name="stay_let_go_says_why",
            ),
            CheckConstraint(
                condition=Q(unsuitable_from__isnull=True, unsuitable_why="")
                | Q(unsuitable_from__isnull=False) & ~Q(unsuitable_why=""),
                name="stay_unsuitable_says_why",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(state="held"), name="stay_one_hold_a_case"),
        ]
        indexes = [
            models.Index(fields=("case", "state"), name="stay_by_case"),
            models.Index(fields=("unit", "state"), name="stay_by_unit"),
            models.Index(fields=("state", "held_until"), name="stay_by_hold"),
            models.Index(fields=("state", "last_night"), name="stay_by_last_night"),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"


class StayNight(models.Model):
    """One bed space for one night. Gone when the hold is let go or the stay ends before it; never there twice."""

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="nights")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    space = models.PositiveSmallIntegerField()
    night = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("unit", "space", "night"), name="bed_space_once_a_night"),
        ]
        indexes = [models.Index(fields=("night", "unit"), name="stay_night_by_night")]

    def __str__(self) -> str:
        return f"bed {self.space} on {self.night}"
