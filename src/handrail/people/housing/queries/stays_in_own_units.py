"""Who has a body's own units tonight and later: held or theirs until when, and for whom where that is open."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.unit_stays import UnitHoldOrStay
from handrail.people.housing.availability import select_live_stay_nights
from handrail.people.housing.models import Stay, UnitBooking
from handrail.people.housing.text_choices import LIVE_STATES, StayState
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner, require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg


class OwnUnitStay(NamedTuple):
    """A hold or a stay in a unit of one's own. `reference` and `href` are empty where the case is not open."""

    booking: UnitBooking
    is_held: bool
    case_id: UUID
    reference: str
    href: str


@acting_as_system(SystemActor.OWN_UNITS)
def list_stays_in_own_units(actor: Actor, now: datetime.datetime) -> list[OwnUnitStay]:
    """Tonight's and later ones, and holds of last night that still run, the soonest first."""
    require_permission(actor, Permission.EDIT_PLACES)
    bookings = UnitBooking.objects.filter(
        Q(last_night__gte=get_tonight(now)) | Q(held_until__gt=now), unit__place__provider=actor.body_id
    ).exclude(held_until__lte=now)
    booked = {booking.stay_id: booking for booking in bookings.order_by("first_night", "id")}
    rows = Stay.objects.filter(state__in=LIVE_STATES).select_related("case").in_bulk(booked) if booked else {}
    live = [rows[key] for key in booked if key in rows]
    facts = {row.case_id: CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in live}
    seen = policy.get_access_by_file_id(actor, facts.values(), today()) if live else {}
    found = []
    for row in live:
        case_access = seen.get(row.case_id)
        reference = href = ""
        if case_access and case_access.sees(Kind.HOUSING):
            reference, href = row.case.reference, reverse("stay", args=[row.case.reference, row.pk])
        found.append(OwnUnitStay(booked[row.pk], row.state == StayState.HELD, row.case_id, reference, href))
    return found


def get_stays_by_unit(actor: Actor, now: datetime.datetime) -> Mapping[UUID, list[UnitHoldOrStay]]:
    """By unit, the soonest first."""
    found: defaultdict[UUID, list[UnitHoldOrStay]] = defaultdict(list)
    for booking, is_held, case_id, reference, href in list_stays_in_own_units(actor, now):
        found[booking.unit_id].append(
            UnitHoldOrStay(is_held, _format_hold_until(booking), reference, href, case_id)
        )
    return found


@acting_as_system(SystemActor.OWN_UNITS)
def count_taken_spaces_by_unit_and_night(
    actor: Actor, first: datetime.date, last: datetime.date, now: datetime.datetime
) -> dict[tuple[UUID, datetime.date], int]:
    """Bed spaces of the actor's body that somebody has. One statement.

    Args:
        actor: who keeps the places.
        first: the first night.
        last: the last night, included.
        now: holds that ran out before it count for nothing.

    Returns:
        How many, by unit and night; nothing where all are free.
    """
    require_permission(actor, Permission.EDIT_PLACES)
    rows = select_live_stay_nights(now).filter(
        unit__place__provider=actor.body_id, night__gte=first, night__lte=last
    )
    taken = rows.values_list("unit", "night").annotate(taken=Count("id")).order_by("unit", "night")
    return {(unit, night): count for unit, night, count in taken}


def _format_hold_until(row: UnitBooking) -> str:
    if row.held_until is not None:
        return msg("to {until}", until=dates.format_time(dates.to_london(row.held_until)))
    return msg("final night: {last}", last=dates.format_long_day(row.last_night))
