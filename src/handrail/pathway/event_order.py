"""Which events stand, and in which order they are read. The order of typing never matters."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from handrail.pathway.event_vocabulary import ENTERED_IN_ERROR, EVENT_KINDS_BY_CODE, EVENT_POSITIONS, PERSON
from handrail.pathway.events import PathwayEvent

type EventSortKey = tuple[date, int, int, int, time, datetime, int, str, bool, str]

NO_TIME, NOT_KNOWN = time.min, datetime(1, 1, 1, tzinfo=UTC)
AHEAD, BEHIND = 5, 90  # ranks before and after everything that belongs to a referral


def list_effective_events(events: tuple[PathwayEvent, ...]) -> tuple[PathwayEvent, ...]:
    """The events that no correction has replaced and nobody has taken back.

    Events that correct each other in a circle all stay: nobody can tell which of them is right.

    Returns:
        A part of the events in the order given, without the word that an event was entered in error.
    """
    if not any(event.supersedes for event in events):
        return events
    circles = find_ids_of_circular_corrections(events)
    corrections = [event for event in events if event.supersedes and event.id not in circles]
    gone = _find_superseded_ids(corrections)
    return tuple(event for event in events if event.event != ENTERED_IN_ERROR and event.id not in gone)


def _find_superseded_ids(corrections: Sequence[PathwayEvent]) -> set[str]:
    """The ids of what was taken back, or replaced by a correction that itself was not taken back."""
    waiting = Counter(event.supersedes for event in corrections)
    ready = [event for event in corrections if not waiting[event.id]]
    by_id: dict[str, list[PathwayEvent]] = {}
    for event in corrections:
        by_id.setdefault(event.id, []).append(event)
    back: set[str] = set()
    replaced: set[str] = set()
    for event in ready:  # the last corrections first; what they correct is added behind them
        corrected = event.supersedes or ""
        if event.event != ENTERED_IN_ERROR and event.id not in back:
            replaced.add(corrected)
        elif event.event == ENTERED_IN_ERROR and event.id not in back and event.id not in replaced:
            back.add(corrected)
        waiting[corrected] -= 1
        if not waiting[corrected]:
            ready += by_id.get(corrected, ())
    return back | replaced


def find_ids_of_circular_corrections(events: Iterable[PathwayEvent]) -> frozenset[str]:
    """The ids of events that correct each other in a circle, or themselves: nobody can tell which is right."""
    follows = {event.id: event.supersedes for event in events if event.id and event.supersedes}
    found: set[str] = set()
    known: set[str] = set()
    for start in follows:
        path: dict[str, int] = {}
        here: str | None = start
        while here in follows and here not in known and here not in path:
            path[here] = len(path)
            here = follows[here]
        if here in path:
            found.update(list(path)[path[here] :])
        known.update(path)
    return frozenset(found)


def sort_events(events: Iterable[PathwayEvent]) -> list[PathwayEvent]:
    """By date, the pathway's own rank, time, and when recorded; ties by the vocabulary's order."""
    events = list(events)
    top: dict[date, int] = {}
    for event in events:
        if event.referral and event.referral > top.get(event.at, 1):
            top[event.at] = event.referral
    return sorted(events, key=lambda event: _get_sort_key(event, top))


def sort_events_by_moment(events: Iterable[PathwayEvent]) -> list[PathwayEvent]:
    """The order of the rules, in which an hour counts after the rank of an event: here what was at nine is before four.

    Events without a time keep their places, so that the timeline, like the phase beside each row, goes by the moment.
    """
    read = sort_events(events)
    ordered = list(read)
    for day in {event.at for event in read if event.time}:
        places = [n for n, event in enumerate(read) if event.at == day and event.time]
        by_time = sorted((read[n] for n in places), key=lambda event: event.time or NO_TIME)
        for n, event in zip(places, by_time, strict=True):
            ordered[n] = event
    return ordered


def _get_sort_key(event: PathwayEvent, top: dict[date, int]) -> EventSortKey:
    kind = EVENT_KINDS_BY_CODE[event.event]
    rank = kind.rank
    return (
        event.at,
        0 if rank < AHEAD else 2 if rank >= BEHIND else 1,
        event.referral or (_infer_referral_number(event, top) if top else 1),
        rank,
        event.time or NO_TIME,
        _add_utc_if_naive(event.recorded) if event.recorded else NOT_KNOWN,
        EVENT_POSITIONS[event.event],
        event.of or "",
        event.referral is None,  # beside one that names its referral, one without a number is another
        event.id,
    )


def _infer_referral_number(event: PathwayEvent, top: dict[date, int]) -> int:
    """On a day with two referrals: what is about the person comes with the later, the rest with the earlier."""
    last = top.get(event.at, 1)
    return last if EVENT_KINDS_BY_CODE[event.event].scope == PERSON else max(1, last - 1)


def _add_utc_if_naive(moment: datetime) -> datetime:
    """Comparable, whether or not it names its zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
