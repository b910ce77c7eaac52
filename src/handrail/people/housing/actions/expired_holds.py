"""Holds whose time ran out, let go for good. Nothing waits for it: a hold that ran out stops nobody."""

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.models import Unit
from handrail.people.housing.actions.holds import mark_holds_lapsed
from handrail.people.housing.models import UnitBooking


def release_expired_holds(*, at_most: int = 1_000) -> int:
    """Returns how many holds were let go."""
    over = UnitBooking.objects.filter(held_until__lte=timezone.now()).order_by("held_until", "pk")[:at_most]
    for booking in over:
        with transaction.atomic():
            Unit.objects.select_for_update().get(pk=booking.unit_id)
            mark_holds_lapsed([booking])
    return len(over)
