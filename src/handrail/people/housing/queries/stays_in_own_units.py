"""Who has a body's own units tonight and later: held or theirs until when, and for whom where that is open."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.unit_stays import UnitStay
from handrail.people.housing.models import Stay, UnitBooking
from handrail.people.housing.text_choices import LIVE_STATES, StayState
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import FileFacts, require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg


@acting_as_system(SystemActor.OWN_UNITS)
def get_stays_by_unit(actor: Actor, now: datetime.datetime) -> Mapping[UUID, list[UnitStay]]:
    """By unit, the soonest first. The same statements for one unit and for a hundred."""
    require_permission(actor, Permission.EDIT_PLACES)
    bookings = UnitBooking.objects.filter(
        unit__place__provider=actor.body_id, last_night__gte=get_tonight(now)
    ).exclude(held_until__lte=now)
    booked = {booking.stay_id: booking for booking in bookings.order_by("first_night", "id")}
    rows = Stay.objects.filter(state__in=LIVE_STATES).select_related("case").in_bulk(booked) if booked else {}
    live = [rows[key] for key in booked if key in rows]
    facts = {row.case_id: FileFacts(row.case_id, row.case.owner_id) for row in live}
    seen = policy.get_access_by_file_id(actor, facts.values(), today()) if live else {}
    found: defaultdict[UUID, list[UnitStay]] = defaultdict(list)
    for row in live:
        case_access = seen.get(row.case_id)
        held = row.state == StayState.HELD
        reference = href = ""
        if case_access and case_access.sees(Kind.HOUSING):
            reference, href = row.case.reference, reverse("stay", args=[row.case.reference, row.pk])
        booking = booked[row.pk]
        stay = UnitStay(held, _format_until(booking), reference, href, row.case_id)
        found[booking.unit_id].append(stay)
    return found


def _format_until(row: UnitBooking) -> str:
    if row.held_until is not None:
        return msg("to {until}", until=dates.format_time(dates.to_london(row.held_until)))
    return msg("to the night of {last}", last=dates.format_long_day(row.last_night))
