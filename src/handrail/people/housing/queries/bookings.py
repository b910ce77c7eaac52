"""From a stay to its booking and back: each holds the other's number sealed, so no statement joins them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from handrail.people.housing.models import Stay, StayNight, UnitBooking
from handrail.platform.vault.app_sealed_fields import attach_referenced_rows

OF_A_BOOKING = ("unit__place__provider", "unit__place__service", "agreement", "answers_for", "payer")


def attach_bookings[Row: Stay](stays: Iterable[Row]) -> list[Row]:
    """The stays with their bookings, and with what a line about a stay says of its place: one statement."""
    return attach_referenced_rows(stays, "booking", UnitBooking.objects.select_related(*OF_A_BOOKING))


def sort_stays_by_first_night[Row: Stay](stays: Iterable[Row]) -> list[Row]:
    """Stays with their bookings, the soonest first."""
    return sorted(stays, key=lambda stay: (stay.booking.first_night, stay.pk))


def select_nights_of_stay(stay: Stay) -> QuerySet[StayNight]:
    """The nights that are kept for a stay."""
    return StayNight.objects.filter(booking=stay.booking_id)
