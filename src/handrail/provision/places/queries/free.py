"""What is still free for the same household and nights: told to whoever lost a race for a bed."""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.access.actor import Actor
from handrail.casework.case.models import Case
from handrail.directory.housing.nights import count, run
from handrail.directory.housing.queries.agreements import agreements_for
from handrail.provision.places.finding import Wanted, near_zones, unit_title
from handrail.provision.places.holding import taken_units
from handrail.provision.places.queries.rows import HOTELS, best_first, to_be_had, unfit, units_in, usable

MOST = 2


def still_free(
    case: Case, first: datetime.date, last: datetime.date, wanted: Wanted, by: Actor, *, besides: UUID
) -> list[str]:
    """At most two, by name; hotels are not among them, since they wait for a check."""
    nights = run(first, count(first, last))
    inside = case.owner_id == by.body_id
    ours = usable(by.body_id, agreements_for(by.body_id, first), inside=inside)
    near = near_zones(case.area_id or "", wanted.risks)
    rows = units_in(case.area_id or "").filter(ours, to_be_had(last))
    rows = rows.exclude(HOTELS).exclude(unfit(wanted.household, near)).exclude(pk=besides)
    rows = rows.exclude(pk__in=taken_units(nights, wanted.household.beds, timezone.now()))
    return [unit_title(unit) for unit in best_first(rows, wanted.household)[:MOST]]
