"""Which bed spaces are free on which nights; a hold whose time is over counts for nothing. Reading alone."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from handrail.directory.housing.models import Unit
from handrail.people.housing.models import StayNight

HOLD_MINUTES = 30
MAX_NIGHTS = 28
LOOK_AHEAD = datetime.timedelta(days=90)
CHECK_HOURS = 24  # a signed check opens a hold for so long; ours
CHECK_DAYS = 7  # and more nights of a stay for so long: desks and neighbours change. Ours, no source


def select_live_stay_nights(now: datetime.datetime) -> QuerySet[StayNight]:
    """Nights that somebody has: confirmed, or held until later than now."""
    return StayNight.objects.exclude(booking__held_until__lte=now)


def select_taken_units(
    nights: Sequence[datetime.date], beds: int, now: datetime.datetime
) -> QuerySet[Any, Any]:
    """The units that have too few bed spaces on one of the nights, as a subquery.

    Args:
        nights: in order.
        beds: how many bed spaces are needed.
        now: holds that ran out before it count for nothing.
    """
    on_each = (
        select_live_stay_nights(now)
        .filter(night__gte=nights[0], night__lte=nights[-1])
        .values("unit", "night")
        .annotate(taken=Count("id"))
    )
    full = Q(unit__whole=True) | Q(
        unit__beds__lt=F("taken") + beds
    )  # by columns alone: groups are of no expression
    return on_each.filter(full).values("unit")


def find_free_spaces_or_full_night(
    unit: Unit, nights: Iterable[datetime.date], beds: int, now: datetime.datetime
) -> dict[datetime.date, list[int]] | datetime.date:
    """Bed spaces to take on each night, or the first night on which there are too few.

    Args:
        unit: the unit.
        nights: the nights.
        beds: how many bed spaces are needed; a whole unit is taken whole.
        now: holds that ran out before it count for nothing.

    Returns:
        By night, the numbers of the spaces; or that night.
    """
    taken: dict[datetime.date, set[int]] = {}
    rows = select_live_stay_nights(now).filter(unit=unit, night__in=list(nights))
    for night, space in rows.values_list("night", "space"):
        taken.setdefault(night, set()).add(space)
    wanted = unit.beds if unit.whole else beds
    found: dict[datetime.date, list[int]] = {}
    for night in nights:
        free = [space for space in range(1, unit.beds + 1) if space not in taken.get(night, ())]
        if len(free) < wanted:
            return night
        found[night] = free[:wanted]
    return found


def find_first_free_night(
    unit: Unit, beds: int, after: datetime.date, taken: dict[tuple[UUID, datetime.date], int]
) -> datetime.date | None:
    """The next night on which it has room, looked for a season ahead.

    Args:
        unit: the unit.
        beds: how many bed spaces are needed.
        after: the night to begin with.
        taken: how many spaces are taken, by unit and night.

    Returns:
        None where there is none within LOOK_AHEAD.
    """
    wanted = unit.beds if unit.whole else beds
    for ahead in range(LOOK_AHEAD.days):
        night = after + datetime.timedelta(days=ahead)
        gone = unit.withdrawn_from is not None and night >= unit.withdrawn_from
        used = unit.beds if unit.whole and taken.get((unit.pk, night)) else taken.get((unit.pk, night), 0)
        if not gone and unit.beds - used >= wanted:
            return night
    return None
