"""A stay: the side that the case knows. Held for a person, then theirs, then over; where and when is in its booking."""

from uuid import UUID

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.people.housing.models.suitability_check import SuitabilityCheck
from handrail.people.housing.models.unit_booking import UnitBooking
from handrail.people.housing.text_choices import HoldEndReason, StayEndReason, StayState
from handrail.people.records.models import Case, Offer
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedReference
from handrail.platform.vault.blind_code import BlindCodeField


class Stay(SealedRow):
    """Held until a moment, then confirmed (and so an offer) or let go.

    `needs_check` repeats what the kind of the place asks for: without a signed check the database refuses a hotel.
    """

    personal_fields = ("booking",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays", db_index=False)
    booking = AppSealedReference(UnitBooking)
    booking_id: UUID
    needs_check = models.BooleanField()
    state = CodeField(max_length=10, choices=StayState.choices, default=StayState.HELD)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_for = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # whose worker holds it
    moving_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    check_signed = models.ForeignKey(SuitabilityCheck, on_delete=models.PROTECT, null=True, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    unsuitable_words = Sealed(kind=Kind.HOUSING, null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    ended_why = BlindCodeField(choices=StayEndReason.choices, blank=True, default="")
    end_words = Sealed(kind=Kind.HOUSING, null=True)
    let_go_why = BlindCodeField(choices=HoldEndReason.choices, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            choice_constraint("state", StayState, "stay_state_is_known"),
            CheckConstraint(
                condition=Q(needs_check=False) | Q(check_signed__isnull=False),
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
            models.UniqueConstraint(fields=("case",), condition=Q(state="held"), name="stay_one_hold_a_case"),
        ]
        indexes = [models.Index(fields=("case", "state"), name="stay_by_case")]

    def __str__(self) -> str:
        return f"stay {self.pk}"
