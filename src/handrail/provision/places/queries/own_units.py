"""What stands in a body's own units tonight and later: held or theirs until when, and for whom where that is open."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts, require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.directory.housing.nights import tonight
from handrail.kernel import dates
from handrail.kernel.saying import say
from handrail.provision.places.models import Stay
from handrail.provision.places.states import LIVE, StayState


@dataclass(frozen=True, slots=True)
class UnitStay:
    """One hold or stay. `reference` is empty where the case is not open to the reader; the unit is taken anyway."""

    held: bool
    until: str
    reference: str
    stay_id: UUID
    case_id: UUID


def own_units(actor: Actor, now: datetime.datetime) -> Mapping[UUID, list[UnitStay]]:
    """By unit, the soonest first. The same statements for one unit and for a hundred."""
    require(actor, Permission.EDIT_PLACES)
    rows = Stay.objects.filter(
        unit__place__provider=actor.body_id, state__in=LIVE, last_night__gte=tonight(now)
    ).select_related("case")
    live = [row for row in rows.order_by("first_night", "id") if _stands(row, now)]
    facts = {row.case_id: FileFacts(row.case_id, row.case.owner_id) for row in live}
    seen = policy.sights(actor, facts.values(), today()) if live else {}
    found: defaultdict[UUID, list[UnitStay]] = defaultdict(list)
    for row in live:
        sight = seen.get(row.case_id)
        reference = row.case.reference if sight and sight.sees(Kind.SUPPORT) else ""
        held = row.state == StayState.HELD
        found[row.unit_id].append(UnitStay(held, _until(row, held=held), reference, row.pk, row.case_id))
    return found


def _stands(row: Stay, now: datetime.datetime) -> bool:
    return row.state != StayState.HELD or row.held_until > now


def _until(row: Stay, *, held: bool) -> str:
    if held:
        return say("to {until}", until=dates.clock_time(dates.london(row.held_until)))
    return say("to the night of {last}", last=dates.in_words(row.last_night))
