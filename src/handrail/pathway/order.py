"""Which events stand, and in which order they are read. The order of typing never matters."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from handrail.pathway.events import Event
from handrail.pathway.vocabulary import ENTERED_IN_ERROR, KINDS, PERSON, PLACE

type Key = tuple[date, int, int, int, time, datetime, int, str, str]

NO_TIME, NOT_KNOWN = time.min, datetime(1, 1, 1, tzinfo=UTC)
AHEAD, BEHIND = 5, 90  # ranks before and after everything that belongs to a referral


def standing(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that no correction has replaced and nobody has taken back."""
    if not any(event.supersedes for event in events):
        return events
    corrections: dict[str, list[Event]] = {}
    for event in events:
        if event.supersedes:
            corrections.setdefault(event.supersedes, []).append(event)
    return tuple(
        event for event in events if event.event != ENTERED_IN_ERROR and not _gone(event, corrections, ())
    )


def _taken_back(event: Event, corrections: dict[str, list[Event]], seen: tuple[str, ...]) -> bool:
    return any(
        other.event == ENTERED_IN_ERROR and not _gone(other, corrections, (*seen, event.id))
        for other in corrections.get(event.id, ())
        if event.id and other.id not in seen
    )


def _gone(event: Event, corrections: dict[str, list[Event]], seen: tuple[str, ...]) -> bool:
    """Taken back, or replaced by a correction that itself was not taken back."""
    if _taken_back(event, corrections, seen):
        return True
    return any(
        other.event != ENTERED_IN_ERROR and not _taken_back(other, corrections, (*seen, event.id))
        for other in corrections.get(event.id, ())
        if event.id and other.id not in seen and other.id != event.id
    )


def in_order(events: Iterable[Event]) -> list[Event]:
    """By date, the pathway's own rank, time, and when recorded; ties by the vocabulary's order."""
    events = list(events)
    top: dict[date, int] = {}
    for event in events:
        if event.referral and event.referral > top.get(event.at, 1):
            top[event.at] = event.referral
    return sorted(events, key=lambda event: _key(event, top))


def _key(event: Event, top: dict[date, int]) -> Key:
    kind = KINDS[event.event]
    rank = kind.rank
    return (
        event.at,
        0 if rank < AHEAD else 2 if rank >= BEHIND else 1,
        event.referral or (_unnumbered(event, top) if top else 1),
        rank,
        event.time or NO_TIME,
        _recorded(event.recorded) if event.recorded else NOT_KNOWN,
        PLACE[event.event],
        event.of or "",
        event.id,
    )


def _unnumbered(event: Event, top: dict[date, int]) -> int:
    """On a day with two referrals: what is about the person comes with the later, the rest with the earlier."""
    last = top.get(event.at, 1)
    return last if KINDS[event.event].scope == PERSON else max(1, last - 1)


def _recorded(moment: datetime) -> datetime:
    """Comparable, whether or not it names its zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
