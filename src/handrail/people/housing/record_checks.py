"""Checks of stays: two beds on one night, nights outside the agreement, a bed that nobody holds."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q

from handrail.people.housing.models import Stay, UnitBooking
from handrail.people.housing.text_choices import StayState
from handrail.people.records.case_contradictions import (
    CHUNK,
    iterate_contradictions_of_cases,
    list_contradictions_of_rows,
)
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck

TAKEN_STATES = (StayState.CONFIRMED, StayState.ENDED)


class StayNights(NamedTuple):
    """The first and the last night of a stay."""

    first: datetime.date
    last: datetime.date


def find_two_beds_on_one_night() -> Iterator[Contradiction]:
    """A person slept, or is to sleep, in two places on one night. The two sides of a stay are joined here."""
    nights = {
        pk: StayNights(first, last)
        for pk, first, last in UnitBooking.objects.order_by()
        .values_list("pk", "first_night", "last_night")
        .iterator(chunk_size=CHUNK)
    }
    by_case: dict[UUID, list[StayNights]] = defaultdict(list)
    stays = Stay.objects.filter(state__in=TAKEN_STATES).order_by("pk").only("case_id", "booking")
    for stay in stays.iterator(chunk_size=CHUNK):
        if stay.booking_id in nights:
            by_case[stay.case_id].append(nights[stay.booking_id])
    yield from iterate_contradictions_of_cases(
        case
        for case, those in by_case.items()
        if any(earlier.last >= later.first for earlier, later in pairwise(sorted(those)))
    )


def find_stays_outside_agreement() -> Iterator[Contradiction]:
    """A confirmed stay begins before its agreement or outlasts it."""
    outside = Q(last_night__gt=F("agreement__last_night")) | Q(first_night__lt=F("agreement__first_night"))
    bookings = UnitBooking.objects.filter(outside, held_until__isnull=True).order_by("pk").only("stay")
    yield from _iterate_contradictions_of_stays(
        booking.stay_id for booking in bookings.iterator(chunk_size=CHUNK)
    )


def find_stays_longer_than_agreed() -> Iterator[Contradiction]:
    """A confirmed stay has more nights than its agreement allows one person."""
    bookings = UnitBooking.objects.filter(held_until__isnull=True, agreement__most_nights__isnull=False)
    rows = bookings.select_related("agreement").order_by("pk")
    yield from _iterate_contradictions_of_stays(
        row.stay_id
        for row in rows.iterator(chunk_size=CHUNK)
        if row.agreement
        and row.agreement.most_nights
        and (row.last_night - row.first_night).days + 1 > row.agreement.most_nights
    )


def find_stays_whose_bed_is_not_held() -> Iterator[Contradiction]:
    """A person lives in a bed space that is free for others on one of their nights."""
    rows = UnitBooking.objects.filter(held_until__isnull=True).annotate(held=Count("nights"))
    short = [
        row.stay_id
        for row in rows.order_by("pk").iterator(chunk_size=CHUNK)
        if row.held < ((row.last_night - row.first_night).days + 1) * row.beds
    ]
    yield from _iterate_contradictions_of_stays(short, Q(state=StayState.CONFIRMED))


def find_stays_ended_before_confirmed() -> list[Contradiction]:
    """A stay was over before it was confirmed."""
    return list_contradictions_of_rows(Stay.objects.filter(ended_at__lt=F("confirmed_at")))


def find_stays_on_closed_cases() -> list[Contradiction]:
    """Somebody is in a bed, and nobody works on their case."""
    rows = Stay.objects.filter(state=StayState.CONFIRMED, case__closed_at__isnull=False)
    return list_contradictions_of_rows(rows)


def _iterate_contradictions_of_stays(
    stay_ids: Iterable[UUID], more: Q | None = None
) -> Iterator[Contradiction]:
    numbers = set(stay_ids)
    rows = Stay.objects.filter(more or Q(state__in=TAKEN_STATES)).order_by().values_list("pk", "case")
    yield from iterate_contradictions_of_cases(
        case for pk, case in rows.iterator(chunk_size=CHUNK) if numbers and pk in numbers
    )


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "two-beds-one-night",
        "A person is in two places on one night",
        "Find out where the person is, and end the other stay from the day they left.",
        find_two_beds_on_one_night,
        "case_stays",
    ),
    RecordCheck(
        "stay-outside-agreement",
        "A stay begins before its agreement or outlasts it",
        "Agree further nights with the provider, or end the stay on the last night of the agreement.",
        find_stays_outside_agreement,
        "case_stays",
    ),
    RecordCheck(
        "stay-longer-than-agreed",
        "A stay has more nights than its agreement allows one person",
        "Ask the provider to agree to the further nights, or move the person on in time.",
        find_stays_longer_than_agreed,
        "case_stays",
    ),
    RecordCheck(
        "bed-not-held",
        "A person lives in a bed space that others can book",
        "Call the provider today and ask them to keep the bed. Then extend the stay by a night to hold it again.",
        find_stays_whose_bed_is_not_held,
        "case_stays",
    ),
    RecordCheck(
        "stay-ended-before-confirmed",
        "A stay ended before it was confirmed",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_stays_ended_before_confirmed,
        "case_stays",
    ),
    RecordCheck(
        "stay-on-closed-case",
        "A case is closed and the person is still in a place found here",
        "Reopen the case, or end the stay if the person has left.",
        find_stays_on_closed_cases,
        "case_stays",
    ),
)
