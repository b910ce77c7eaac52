"""Where somebody lives: by the place that they accepted and by what happened since."""

import datetime
from collections.abc import Iterable
from typing import Final, NamedTuple

HOUSES: Final = {
    "safe_house": ("national_support_started", "place_of_safety_entered"),
    "place_of_safety": ("place_of_safety_entered",),
    "flat": ("place_of_safety_entered",),
}
"""Where somebody may live, with the events that say that they moved in. Of other offers no result is said."""
GONE: Final = frozenset({"went_missing", "detained", "left_uk", "died"})
AWAY: Final = GONE | {"place_of_safety_left", "national_support_ended"}
BACK: Final = frozenset({"found", "released", "returned_uk"})
HOME_EVENTS: Final = AWAY | BACK | {event for events in HOUSES.values() for event in events}


class HomeEvent(NamedTuple):
    """One of HOME_EVENTS that nobody has corrected or taken back."""

    event: str
    at: datetime.date
    recorded_at: datetime.datetime


def find_day_they_moved_in(
    kind: str, accepted_on: datetime.date, events: Iterable[HomeEvent]
) -> datetime.date | None:
    """Since when they live in a place that they accepted.

    Args:
        kind: of the service that is the place.
        accepted_on: the day of their answer.
        events: of the case, in any order.

    Returns:
        None where no event says so, or a later one says that they are away.
    """
    told = _sort_by_day(events)
    moves = [place for place, one in enumerate(told) if one.event in HOUSES.get(kind, ())]
    if not moves:
        return None
    moved_in = told[moves[-1]].at
    later = [one.event for one in told[moves[-1] :] if one.event in AWAY | BACK]
    if later and later[-1] in AWAY:
        return None
    return max(moved_in, accepted_on)


def has_left_since(day: datetime.date, events: Iterable[HomeEvent]) -> bool:
    """Whether the last that is known of where they live, from a day on, is that they are away."""
    told = [one for one in _sort_by_day(events) if one.at >= day]
    return bool(told) and told[-1].event in AWAY


def find_day_they_were_gone(events: Iterable[HomeEvent]) -> datetime.date | None:
    """Since when they are missing, detained, abroad or dead; None for who is not."""
    told = [one for one in _sort_by_day(events) if one.event in GONE | BACK]
    return told[-1].at if told and told[-1].event in GONE else None


def _sort_by_day(events: Iterable[HomeEvent]) -> list[HomeEvent]:
    """Those of one moment stay in their order."""
    return sorted(events, key=lambda one: (one.at, one.recorded_at))
