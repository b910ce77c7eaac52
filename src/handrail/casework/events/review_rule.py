"""When a safety plan is looked at again: on the day that was set, or once something happened to the person.

Pure: dated facts in, a day and its reason out. What counts is data; no national rule sets any of it, so each is the
house's own and says so on the page.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handrail.casework.case.states import Danger, Sure, Why, Worry
from handrail.kernel.dates import LONDON, london
from handrail.pathway.events import Event
from handrail.pathway.order import standing

EVENTS: dict[str, Why] = {
    "place_of_safety_entered": Why.MOVE,
    "place_of_safety_left": Why.MOVE,
    "detained": Why.MOVE,
    "released": Why.MOVE,
    "returned_uk": Why.MOVE,
    "found": Why.THREAT,
    "suspect_arrested": Why.THREAT,
    "suspect_released": Why.THREAT,
    "bail_changed": Why.THREAT,
    "discontinued": Why.THREAT,
    "acquitted": Why.THREAT,
    "hearing_fixed": Why.HEARING,
    "trial_fixed": Why.HEARING,
}
"""Events of the pathway after which the plan is looked at again, and what each is to the person."""

HEARINGS = frozenset(event for event, why in EVENTS.items() if why is Why.HEARING)
"""Events that fix the day of a hearing or a trial."""

BEFORE_A_HEARING = datetime.timedelta(days=7)
"""How long before it the plan is looked at again."""

PLACES = frozenset({"place_of_safety", "safe_house", "flat", "hotel_room"})
"""Kinds of service that are somewhere else to sleep: accepting one is a move."""

RANK = {Danger.NEITHER: 0, Danger.UNSURE: 1, Danger.HURT: 1, Danger.IN_DANGER: 2, Danger.BOTH: 3}
"""How bad each answer is: a check that answers worse than the one before it is a threat."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that makes the plan due, with the moment at which the team knew of it."""

    why: Why
    known: datetime.datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """One danger check, as the rule reads it."""

    at: datetime.datetime
    danger: Danger
    worries: tuple[Sure, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The day on which the plan is due for a look, none where no day was set and nothing happened; and why."""

    on: datetime.date | None
    why: Why = Why.DAY


def review(*, seen: datetime.datetime, set_for: datetime.date | None, facts: Iterable[Fact]) -> Review:
    """When a plan that was last looked at at that moment is due again.

    A fact counts from the day on which the team knew of it; the first one since the last look decides.
    """
    first = min((fact for fact in facts if fact.known > seen), key=lambda fact: fact.known, default=None)
    if first is None:
        return Review(set_for)
    day = london(first.known).date()
    return Review(set_for) if set_for and set_for < day else Review(day, first.why)


def of_events(events: Sequence[Event]) -> list[Fact]:
    """The pathway's events that count. A correction of one is no new fact: it was known when it was first said."""
    told = {event.id: event for event in events}
    facts = []
    for event in standing(tuple(events)):
        known = _first_said(event, told)
        if event.event in EVENTS and known:
            facts.append(Fact(EVENTS[event.event], known))
    return facts


def of_hearings(fixed: Iterable[tuple[datetime.datetime, datetime.date]]) -> list[Fact]:
    """A week before each hearing, or once its day was known where that was later."""
    return [
        Fact(
            Why.HEARING,
            max(known, datetime.datetime.combine(day, datetime.time.min, LONDON) - BEFORE_A_HEARING),
        )
        for known, day in fixed
    ]


def of_checks(checks: Iterable[Checked]) -> list[Fact]:
    """The checks that are worse than what was known before them, oldest first."""
    facts, rank, known = [], 0, dict.fromkeys(Worry, 0)
    for check in checks:
        now = RANK.get(check.danger, rank)
        answers = {
            worry: _worse(sure, known[worry]) for worry, sure in zip(Worry, check.worries, strict=True)
        }
        if now > rank or any(answers[worry] > known[worry] for worry in Worry):
            facts.append(Fact(Why.THREAT, check.at))
        rank, known = now, answers
    return facts


def _first_said(event: Event, told: dict[str, Event]) -> datetime.datetime | None:
    here = event
    for _ in told:
        before = told.get(here.supersedes or "")
        if before is None or before.event != here.event:
            break
        here = before
    return here.recorded


def _worse(sure: Sure, before: int) -> int:
    return {Sure.YES: 2, Sure.UNSURE: 1, Sure.NO: 0}.get(sure, before)
