"""The times that somebody was missing from one stay, as its page tells them."""

import datetime
from dataclasses import dataclass

from handrail.people.housing.models import MissingEpisode, Stay
from handrail.people.housing.queries.missing_events import (
    WENT_MISSING,
    find_found_event_after_missing,
    get_night_of_event,
)
from handrail.people.records.models import Event
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.kernel import dates

ON_CASE = "Recorded on the case."


@dataclass(frozen=True, slots=True)
class MissingEpisodeRow:
    """Missing from a moment until found. `told_police` is None where it was recorded on the case, which says so."""

    missing_at: datetime.datetime
    found_at: datetime.datetime | None
    told_police: bool | None
    words: str
    found_words: str


def list_missing_episodes(stay: Stay, case_access: CaseAccess) -> tuple[MissingEpisodeRow, ...]:
    """What was recorded on the stay, and what was recorded on the case while it lasted. Taken back is left out.

    Returns:
        The earliest first.
    """
    rows = MissingEpisode.objects.filter(stay=stay).select_related("event").opened_for(case_access)
    events = list(Event.objects.filter(case=stay.case_id, event=WENT_MISSING, corrections__isnull=True))
    first, last = stay.booking.first_night, stay.booking.last_night
    stands = {event.pk for event in events} | {event.supersedes_id for event in events}
    kept = [row for row in rows if row.event_id is None or row.event_id in stands]
    told = {row.event_id for row in kept}
    found = [_make_missing_episode_row(row) for row in kept]
    found += [
        _make_missing_episode_row_from_event(event)
        for event in events
        if first <= get_night_of_event(event.at, event.at_time) <= last
        and told.isdisjoint({event.pk, event.supersedes_id} - {None})
    ]
    return tuple(sorted(found, key=lambda row: row.missing_at))


def _make_missing_episode_row(row: MissingEpisode) -> MissingEpisodeRow:
    found_at = row.found_at or _get_event_moment_or_none(
        find_found_event_after_missing(row.event) if row.event else None
    )
    return MissingEpisodeRow(
        row.missing_at, found_at, row.told_police, row.words.open(), row.found_words.open()
    )


def _make_missing_episode_row_from_event(event: Event) -> MissingEpisodeRow:
    at = _get_event_moment_or_none(event)
    assert at is not None
    return MissingEpisodeRow(
        at, _get_event_moment_or_none(find_found_event_after_missing(event)), None, ON_CASE, ""
    )


def _get_event_moment_or_none(event: Event | None) -> datetime.datetime | None:
    if event is None:
        return None
    return datetime.datetime.combine(event.at, event.at_time or datetime.time.min, dates.LONDON)
