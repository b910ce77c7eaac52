"""A history read once, in order, up to a day: phase, answers, referrals, and the clocks that were started.

This is the one pass over the events. What it means in words is told elsewhere.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from handrail.kernel import dates, workdays
from handrail.pathway.clocks import Rule
from handrail.pathway.events import Event
from handrail.pathway.history import ADULT, CHILD, UNSURE, History
from handrail.pathway.order import in_order, standing
from handrail.pathway.vocabulary import KINDS

FULL_AGE = 18
EARLIEST, LATEST = workdays.FIRST_DAY, date(2099, 12, 31)  # so that every due day is within the calendar


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OUTSIDE = "outside"


@dataclass(slots=True)
class Referral:
    """One referral and what was decided on it."""

    number: int
    referred: Event | None = None
    rejected: bool = False
    left: str = ""  # withdrawn or disqualified
    decided: dict[str, Event] = field(default_factory=dict)  # rg, cg: the decision that stands
    again: set[str] = field(default_factory=set)  # decisions that are being looked at again
    taken_back: set[str] = field(default_factory=set)  # decisions withdrawn and not made again
    suspended: list[tuple[date, date | None]] = field(default_factory=list)
    recovered: bool = False  # a positive reasonable-grounds decision was once made on it

    def says(self, decision: str) -> str:
        """positive, negative, or nothing."""
        event = self.decided.get(decision)
        return event.event.partition("_")[2] if event else ""

    @property
    def is_suspended(self) -> bool:
        return bool(self.suspended) and self.suspended[-1][1] is None

    @property
    def cg_pending(self) -> bool:
        """A conclusive decision is awaited."""
        undecided = "cg" not in self.decided or "cg" in self.again
        return self.says("rg") == "positive" and undecided and not self.left


@dataclass(slots=True)
class Run:
    """One clock, started by one event. `anchor` is the event from which it is counted."""

    rule: Rule
    event: Event
    anchor: Event
    referral: Referral | None
    decision: str
    stop: Event | None = None


@dataclass(slots=True)
class Reading:
    """What is known on the day asked."""

    history: History
    day: date
    moment: datetime | None
    events: list[Event]
    age: str
    phase: Phase = Phase.BEFORE
    answer: str = ""
    answered: Event | None = None
    wants_support: str = ""
    national: str = "not_offered"
    current: int = 0
    referrals: dict[int, Referral] = field(default_factory=dict)
    first: dict[str, Event] = field(default_factory=dict)
    last: dict[str, Event] = field(default_factory=dict)
    reviews: int = 0
    dead: bool = False
    runs: list[Run] = field(default_factory=list)
    pending: list[Run] = field(default_factory=list)
    open: list[Run] = field(default_factory=list)
    odd: list[tuple[str, Event]] = field(default_factory=list)  # questions met on the way

    @property
    def referral(self) -> Referral | None:
        """The referral that counts now."""
        return self.referrals.get(self.current)

    @property
    def is_child(self) -> bool:
        """Not sure of age takes the child's path."""
        return self.age != ADULT

    def has(self, code: str) -> bool:
        return code in self.last

    def since(self, code: str, other: str) -> bool:
        """Whether the one has happened and the other has not happened since."""
        mine, its = self.last.get(code), self.last.get(other)
        return mine is not None and (its is None or self.events.index(mine) > self.events.index(its))


def moment_of(on: date) -> tuple[date, datetime | None]:
    """The day asked, and the time where one was asked."""
    if not isinstance(on, datetime):
        return on, None
    moment = dates.london(on)
    return moment.date(), moment


def known(history: History, on: date) -> list[Event]:
    """Every event that stands and has happened by then, the eighteenth birthday among them."""
    day, moment = moment_of(on)
    limit = moment.time() if moment else None
    events = [
        event
        for event in standing(history.events)
        if event.at <= day
        and event.event in KINDS
        and EARLIEST <= event.at <= LATEST
        and (limit is None or event.at < day or event.time is None or event.time <= limit)
    ]
    birthday = coming_of_age(history, events)
    if birthday and birthday <= day:
        events.append(Event("turned_18", birthday))
    return in_order(events)


def coming_of_age(history: History, events: list[Event]) -> date | None:
    """The eighteenth birthday of somebody found as a child, where it is not recorded already."""
    if history.date_of_birth is None or any(event.event == "turned_18" for event in events):
        return None
    birthday = dates.birthday(history.date_of_birth, FULL_AGE)
    if any(event.event == "age_assessed_adult" and event.at <= birthday for event in events):
        return None
    found = min((event.at for event in events), default=birthday)
    return birthday if found < birthday else None


def age_at_first(history: History, events: list[Event]) -> str:
    """A date of birth is surer than a tick, but for somebody whose age is in doubt."""
    if history.age in (CHILD, UNSURE):
        return history.age
    if history.date_of_birth is None:
        return ADULT
    birthday = dates.birthday(history.date_of_birth, FULL_AGE)
    found = min((event.at for event in events if event.event != "turned_18"), default=birthday)
    return CHILD if found < birthday else ADULT
