"""When the person is to be reached about the criminal case, and whether that was kept.

A contact is due at the earliest of: the agreed interval after the last real contact, a working day after an event of
the court, two days before a hearing that are set, a working day after a release or a move. An attempt is no contact.
The lengths are settings (data/keeping_in_touch.csv) with their source.
"""

import csv
import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from handrail.platform.kernel.working_days import add_working_days

FILE: Final = Path(__file__).parent.parent / "data" / "keeping_in_touch.csv"


class JusticeContactCause(StrEnum):
    """Why a contact is due. UNAGREED: the length of the setting has passed, and no interval was agreed with them."""

    INTERVAL = "interval"
    UNAGREED = "unagreed"
    COURT = "court"
    HEARING = "hearing"
    RELEASE = "release"
    BAIL = "bail"
    MOVE = "move"


class TimeSinceContactState(StrEnum):
    """How long ago the last real contact is, beside what was agreed.

    UNAGREED: nothing was, so nothing is exceeded; UNAGREED_OVER: Handrail's own interval has passed all the same.
    """

    UNAGREED = "unagreed"
    UNAGREED_OVER = "unagreed_over"
    WITHIN = "within"
    OVER = "over"
    EXPLAINED = "explained"
    ENDED = "ended"


class ContactKeptState(StrEnum):
    """Whether a contact that was due was made."""

    IN_TIME = "in_time"
    LATE = "late"
    EXPLAINED = "explained"
    MISSED = "missed"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class JusticeContactSetting:
    """One length, with where it is from."""

    name: str
    days: int
    unit: str
    source: str
    confidence: str


@cache
def get_contact_settings() -> dict[str, JusticeContactSetting]:
    """Every row of data/keeping_in_touch.csv.

    Returns:
        Each by its name.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["name"]: JusticeContactSetting(
                row["name"], int(row["days"]), row["unit"], row["source"], row["confidence"]
            )
            for row in rows
        }


@dataclass(frozen=True, slots=True)
class AgreedContactInterval:
    """The interval that the person agreed to, from a day on."""

    on: datetime.date
    days: int


@dataclass(frozen=True, slots=True)
class ChangeToBeToldAbout:
    """A release, a change of bail or a move: on which day, and which of the three."""

    on: datetime.date
    cause: JusticeContactCause


@dataclass(frozen=True, slots=True)
class HearingWithKnownDay:
    """A hearing or trial: since when its day was known, that day, and when it was moved to another."""

    known: datetime.date
    held: datetime.date
    moved: datetime.date | None = None
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class _RequiredContact:
    due: datetime.date
    opens: datetime.date
    cause: JusticeContactCause
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ContactPlanFacts:
    """What the plan is worked out from.

    `start` is the day on which the police came to know; `news` the days of those contacts at which something of the
    suspect or the court was told: no other counts as news of a court event. `explained` are the due days that were
    missed with a reason; `end` is the day after which no interval is counted.
    """

    start: datetime.date
    contacts: tuple[datetime.date, ...] = ()
    news: tuple[datetime.date, ...] = ()
    attempts: tuple[datetime.date, ...] = ()
    agreed: tuple[AgreedContactInterval, ...] = ()
    court: tuple[datetime.date, ...] = ()
    hearings: tuple[HearingWithKnownDay, ...] = ()
    changes: tuple[ChangeToBeToldAbout, ...] = ()
    explained: frozenset[datetime.date] = field(default_factory=frozenset)
    end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ExpectedJusticeContact:
    """A contact that was or is due, the first and the last day that count for it, and whether it was made."""

    due: datetime.date
    opens: datetime.date
    cause: JusticeContactCause
    state: ContactKeptState
    made_on: datetime.date | None = None
    last: datetime.date | None = None

    def can_be_made(self, today: datetime.date) -> bool:
        """Whether a contact from today on would still count for it."""
        still = self.last is None or today <= self.last
        return (
            self.made_on is None and self.state in (ContactKeptState.DUE, ContactKeptState.MISSED) and still
        )


@dataclass(frozen=True, slots=True)
class JusticeContactPlan:
    """What was due, the oldest first; the next one; the attempts since the last real contact; the day it starts on."""

    expected: tuple[ExpectedJusticeContact, ...]
    next: ExpectedJusticeContact | None
    failed_attempts: int
    longest_gap: int
    interval: int
    since_contact: TimeSinceContactState
    is_agreed: bool
    start: datetime.date

    @property
    def needs_help(self) -> bool:
        """Whether so many attempts failed that others are asked for help."""
        return self.failed_attempts >= get_contact_settings()["failed_attempts"].days

    @property
    def is_over_interval(self) -> bool:
        """Whether ever more days went by between two real contacts than were agreed."""
        return any(
            one.cause is JusticeContactCause.INTERVAL
            and one.state not in (ContactKeptState.IN_TIME, ContactKeptState.DUE)
            for one in self.expected
        )


def compute_justice_contact_plan(facts: ContactPlanFacts, today: datetime.date) -> JusticeContactPlan:
    """The plan as of a day.

    Args:
        facts: of one case.
        today: the day asked.
    """
    contacts = sorted(facts.contacts)
    demands = [
        *_list_contacts_required_by_interval(facts, contacts),
        *_list_contacts_required_by_events(facts),
    ]
    expected = sorted(
        (_match_contact_to_requirement(demand, contacts, facts, today) for demand in demands),
        key=lambda one: (one.due, one.cause),
    )
    waiting = [one for one in expected if one.can_be_made(today)]
    last = max(contacts, default=facts.start)
    failed = sum(1 for one in facts.attempts if one >= last)
    return JusticeContactPlan(
        tuple(expected),
        min(waiting, key=lambda one: one.due, default=None),
        failed,
        _find_longest_days_without_contact(facts, contacts, today),
        get_contact_interval_on_day(facts, today),
        _classify_time_since_contact(expected, contacts, facts, today),
        any(one.on <= today for one in facts.agreed),
        facts.start,
    )


def _classify_time_since_contact(
    expected: Iterable[ExpectedJusticeContact],
    contacts: Sequence[datetime.date],
    facts: ContactPlanFacts,
    today: datetime.date,
) -> TimeSinceContactState:
    """By the interval that runs since the last real contact, or since the police knew; nothing runs after the end."""
    since = max((day for day in contacts if day <= today), default=facts.start)
    by_time = (JusticeContactCause.INTERVAL, JusticeContactCause.UNAGREED)
    waiting = [one for one in expected if one.cause in by_time and one.opens > since and not one.made_on]
    running = [one.state for one in waiting]
    if not running:
        return TimeSinceContactState.ENDED
    if all(one.cause is JusticeContactCause.UNAGREED for one in waiting):
        is_over = ContactKeptState.MISSED in running
        return TimeSinceContactState.UNAGREED_OVER if is_over else TimeSinceContactState.UNAGREED
    if ContactKeptState.MISSED in running:
        return TimeSinceContactState.OVER
    return (
        TimeSinceContactState.EXPLAINED
        if ContactKeptState.EXPLAINED in running
        else TimeSinceContactState.WITHIN
    )


def get_contact_interval_on_day(facts: ContactPlanFacts, on: datetime.date) -> int:
    """The agreed days between two contacts on a day; the setting before anything was agreed."""
    agreed = [one for one in sorted(facts.agreed, key=lambda one: one.on) if one.on <= on]
    return agreed[-1].days if agreed else get_contact_settings()["interval"].days


def _list_contacts_required_by_interval(
    facts: ContactPlanFacts, contacts: Sequence[datetime.date]
) -> list[_RequiredContact]:
    """One after each real contact, an interval later; where that was missed with a reason, one more after it."""
    found = []
    for since in dict.fromkeys((facts.start, *contacts)):
        due = since
        while due == since or due in facts.explained:
            due, cause = _get_contact_due_day_after(facts, due, contacts)
            if facts.end is not None and due > facts.end:
                break
            found.append(_RequiredContact(due, since + datetime.timedelta(days=1), cause))
    return found


def _get_contact_due_day_after(
    facts: ContactPlanFacts, since: datetime.date, contacts: Sequence[datetime.date]
) -> tuple[datetime.date, JusticeContactCause]:
    """An interval later; where another was agreed before then and before the next contact, that one counts."""
    due = since + datetime.timedelta(days=get_contact_interval_on_day(facts, since))
    is_agreed = any(one.on <= since for one in facts.agreed)
    until = min((day for day in contacts if day > since), default=due)
    for one in sorted(facts.agreed, key=lambda one: one.on):
        if since < one.on < min(due, until):
            due, is_agreed = max(one.on, since + datetime.timedelta(days=one.days)), True
    return due, JusticeContactCause.INTERVAL if is_agreed else JusticeContactCause.UNAGREED


def _list_contacts_required_by_events(facts: ContactPlanFacts) -> list[_RequiredContact]:
    lengths = get_contact_settings()
    found = [
        _RequiredContact(add_working_days(day, lengths["after_court"].days), day, JusticeContactCause.COURT)
        for day in dict.fromkeys(facts.court)
    ]
    found += [
        _RequiredContact(add_working_days(change.on, lengths["after_change"].days), change.on, change.cause)
        for change in {change.on: change for change in reversed(facts.changes)}.values()
    ]
    for hearing in dict.fromkeys(facts.hearings):
        for name in ("before_hearing_first", "before_hearing_last"):
            due = hearing.held - datetime.timedelta(days=lengths[name].days)
            opens = due - datetime.timedelta(days=lengths["hearing_window"].days)
            if due > hearing.known and (hearing.moved is None or due < hearing.moved):
                last = min(filter(None, (hearing.held, hearing.moved)))
                found.append(
                    _RequiredContact(due, max(opens, hearing.known), JusticeContactCause.HEARING, last)
                )
    return found


def _match_contact_to_requirement(
    demand: _RequiredContact, contacts: Iterable[datetime.date], facts: ContactPlanFacts, today: datetime.date
) -> ExpectedJusticeContact:
    """The first real contact that counts for it decides; after the hearing itself none does.

    A miss that was explained stays a miss with its reason: a later contact is no late one.
    """
    last = demand.last
    telling = sorted(facts.news) if demand.cause is JusticeContactCause.COURT else contacts
    made = next((day for day in telling if day >= demand.opens and (last is None or day <= last)), None)
    if demand.due in facts.explained and (made is None or made > demand.due):
        state, made = ContactKeptState.EXPLAINED, None
    elif made is not None:
        state = ContactKeptState.IN_TIME if made <= demand.due else ContactKeptState.LATE
    else:
        state = ContactKeptState.DUE if demand.due >= today else ContactKeptState.MISSED
    return ExpectedJusticeContact(demand.due, demand.opens, demand.cause, state, made, last)


def _find_longest_days_without_contact(
    facts: ContactPlanFacts, contacts: Sequence[datetime.date], today: datetime.date
) -> int:
    last = min(today, facts.end) if facts.end else today
    days = [facts.start, *(day for day in contacts if day <= last), max(last, facts.start)]
    return max(((after - before).days for before, after in itertools.pairwise(days)), default=0)
