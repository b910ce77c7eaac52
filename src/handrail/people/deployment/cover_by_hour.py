"""Who could come at each hour of the day: pure counting over the rota, whatever the clocks do."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from handrail.people.deployment.rules.periods import Period, subtract_periods
from handrail.platform.kernel.dates import make_london_time, to_london, to_utc

HOURS = range(24)
LEAST_LEVEL = frozenset({"first", "C2", "C1", "B2"})
"""Well enough to plan and advise (languages/routes.py)."""


class PractitionerLanguagesAndAvailability(NamedTuple):
    """One practitioner: the languages that they speak well enough, when they are on duty or on call, when not free."""

    practitioner_id: UUID
    languages: frozenset[str]
    on: Sequence[Period]
    away: Sequence[Period]


class LanguageCoverRow(NamedTuple):
    """One language: for each hour of the day the fewest who could come in that hour, over the days."""

    language: str
    counts: tuple[int, ...]


def compute_language_cover_by_hour(
    practitioners: Iterable[PractitionerLanguagesAndAvailability],
    days: Sequence[datetime.date],
    languages: Iterable[str],
) -> list[LanguageCoverRow]:
    """For each language and hour the fewest who are there for the whole of that hour on any of the days.

    Args:
        practitioners: who counts.
        days: on London's calendar; an hour that a day does not have is left out of it.
        languages: tags; "" stands for everybody, with an interpreter.

    Returns:
        In the order of `languages`, 24 numbers each.
    """
    there = [(one, subtract_periods(one.on, one.away)) for one in practitioners]
    slots = {hour: [slot for day in days for slot in _list_hour_slots_of_day(day, hour)] for hour in HOURS}
    return [
        LanguageCoverRow(
            tag,
            tuple(
                min((_count_available_practitioners(there, slot, tag) for slot in slots[hour]), default=0)
                for hour in HOURS
            ),
        )
        for tag in languages
    ]


def list_days_with_shifts(rota: Iterable[Period], days: Sequence[datetime.date]) -> list[datetime.date]:
    """The days on which a shift of anybody begins: on others nobody can be said to be missing.

    Args:
        rota: of everybody, whatever they speak.
        days: on London's calendar.
    """
    planned = {to_london(period.starts_at).date() for period in rota}
    return [day for day in days if day in planned]


def list_uncovered_hours(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of hours in which nobody could come, around midnight as one: (18, 8) is from 6pm to 8am.

    Returns:
        First hour and the hour at which somebody is there again; (0, 24) where nobody ever is.
    """
    if not any(counts):
        return [(0, 24)]
    empty = [hour for hour in HOURS if not counts[hour]]
    starts = [hour for hour in empty if counts[(hour - 1) % 24]]
    return [
        (start, next(hour % 24 for hour in range(start, start + 25) if counts[hour % 24])) for start in starts
    ]


class LanguageCoverGap(NamedTuple):
    """Languages that nobody speaks in the same hours; "" among them: nobody could come at all."""

    languages: tuple[str, ...]
    hours: tuple[tuple[int, int], ...]


def list_cover_gaps(rows: Sequence[LanguageCoverRow]) -> list[LanguageCoverGap]:
    """Hours without anybody, languages with the same hours together. Where nobody could come at all, no language is
    said for those hours again.

    Args:
        rows: as `compute_language_cover_by_hour` gives them.

    Returns:
        In the order of the rows.
    """
    found: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for row in rows:
        if hours := tuple(list_uncovered_hours(row.counts)):
            found.setdefault(hours, []).append(row.language)
    return [LanguageCoverGap(("",) if "" in tags else tuple(tags), hours) for hours, tags in found.items()]


def sum_counts_in_hours(counts: Sequence[int], hours: Iterable[tuple[int, int]]) -> int:
    """What 24 numbers add up to within stretches of hours; (22, 6) goes over midnight, (0, 24) is all of it."""
    return sum(
        counts[hour % 24] for start, end in hours for hour in range(start, end if end > start else end + 24)
    )


def count_moments_by_hour(moments: Iterable[datetime.datetime]) -> list[int]:
    """How many fall into each hour of London's day."""
    counts = [0] * 24
    for moment in moments:
        counts[moment.hour] += 1
    return counts


def _list_hour_slots_of_day(day: datetime.date, hour: int) -> list[Period]:
    """Added up in UTC: the clock of London jumps in two nights, in one of which an hour does not exist."""
    starts = to_utc(make_london_time(day, datetime.time(hour)))
    is_real = to_london(starts).hour == hour
    return [Period(starts, starts + datetime.timedelta(hours=1))] if is_real else []


def _count_available_practitioners(
    there: Sequence[tuple[PractitionerLanguagesAndAvailability, Sequence[Period]]], slot: Period, tag: str
) -> int:
    return sum(
        any(period.starts_at <= slot.starts_at and slot.ends_at <= period.ends_at for period in free)
        for one, free in there
        if not tag or tag in one.languages
    )
