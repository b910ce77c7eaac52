"""What is still free for the same household and nights: told to whoever lost a race for a bed."""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.directory.housing.nights import count_nights, list_nights
from handrail.directory.housing.queries.agreements import list_agreements_for_night
from handrail.people.housing.availability import select_taken_units
from handrail.people.housing.queries.unit_filters import (
    HOTELS,
    available_units_q,
    order_units_by_fit,
    select_units_in_area,
    units_unfit_for_household_q,
    usable_units_q,
)
from handrail.people.housing.search_criteria import (
    PlaceSearchCriteria,
    format_unit_title,
    list_zone_ids_near_risks,
)
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor

MAX_NAMES = 2


def list_free_unit_titles(
    case: Case,
    first: datetime.date,
    last: datetime.date,
    wanted: PlaceSearchCriteria,
    by: Actor,
    *,
    besides: UUID,
) -> list[str]:
    """What else is free for the same household and nights; hotels are not among them, since they wait for a check.

    Args:
        case: the case.
        first: the first night.
        last: the last night.
        wanted: what the household needs.
        by: who looks.
        besides: the unit that was lost.

    Returns:
        At most two, by name.
    """
    nights = list_nights(first, count_nights(first, last))
    inside = case.owner_id == by.body_id
    ours = usable_units_q(by.body_id, list_agreements_for_night(by.body_id, first), inside=inside)
    near = list_zone_ids_near_risks(case.area_id or "", wanted.risks)
    rows = select_units_in_area(case.area_id or "").filter(ours, available_units_q(last))
    rows = (
        rows.exclude(HOTELS).exclude(units_unfit_for_household_q(wanted.household, near)).exclude(pk=besides)
    )
    rows = rows.exclude(pk__in=select_taken_units(nights, wanted.household.beds, timezone.now()))
    return [format_unit_title(unit) for unit in order_units_by_fit(rows, wanted.household)[:MAX_NAMES]]
