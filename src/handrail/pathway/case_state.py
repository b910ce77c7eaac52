"""A history read once, in order, up to a day: phase, answers, referrals, and the clocks that were started.

This is the one pass over the events. What it means in words is told elsewhere.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from handrail.pathway.clocks import CURRENT_RULES, ClockRule, ClockRuleSet
from handrail.pathway.event_order import list_effective_events, sort_events
from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import ADULT, CHILD, UNSURE, History
from handrail.platform.kernel import dates, working_days

FULL_AGE = 18
NEW_EPISODE_EVENTS = (
    "went_missing",
    "left_uk",
    "no_grounds_found",
    "rg_negative",
    "cg_positive",
    "cg_negative",
    "nrm_withdrawn",
)
"""After one of these, being found again is another finding (ours: no source says when)."""
EARLIEST, LATEST = working_days.FIRST_DAY, date(2099, 12, 31)  # so that every due day is within the calendar


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OUTSIDE = "outside"


@dataclass(slots=True)
class NrmReferralAndDecisions:
    """One referral and what was decided on it."""

    number: int
    referred: PathwayEvent | None = None
    rejected: bool = False
    left: str = ""  # withdrawn or disqualified
    decided: dict[str, PathwayEvent] = field(default_factory=dict)  # rg, cg: the decision that stands
    again: set[str] = field(default_factory=set)  # decisions that are being looked at again
    taken_back: set[str] = field(default_factory=set)  # decisions withdrawn and not made again
    suspended: list[tuple[date, date | None]] = field(default_factory=list)
    had_recovery_period: bool = False  # a positive reasonable-grounds decision was once made on it

    def says(self, decision: str) -> str:
        """positive, negative, or nothing."""
        event = self.decided.get(decision)
        return event.event.partition("_")[2] if event else ""

    @property
    def is_suspended(self) -> bool:
        return bool(self.suspended) and self.suspended[-1][1] is None

    @property
    def is_cg_pending(self) -> bool:
        """A conclusive decision is awaited."""
        undecided = "cg" not in self.decided or "cg" in self.again
        return self.says("rg") == "positive" and undecided and not self.left


class PeriodOfSupport(NamedTuple):
    """The latest period of one kind of support; told again while it goes on, it is the same period."""

    started: PathwayEvent
    ended: PathwayEvent | None


@dataclass(slots=True)
class StartedClock:
    """One clock, started by one event. `anchor` is the event from which it is counted."""

    rule: ClockRule
    event: PathwayEvent
    anchor: PathwayEvent
    referral: NrmReferralAndDecisions | None
    decision: str
    stop: PathwayEvent | None = None


@dataclass(slots=True)
class CaseState:
    """What is known on the day asked."""

    history: History
    day: date
    moment: datetime | None
    events: list[PathwayEvent]
    age: str
    phase: Phase = Phase.BEFORE
    answer: str = ""
    answered: PathwayEvent | None = None
    was_child_when_answering: bool = False
    wants_support: str = ""
    national: str = "not_offered"
    current: int = 0
    referrals: dict[int, NrmReferralAndDecisions] = field(default_factory=dict)
    first: dict[str, PathwayEvent] = field(default_factory=dict)
    last: dict[str, PathwayEvent] = field(default_factory=dict)
    reviews: int = 0
    is_dead: bool = False
    runs: list[StartedClock] = field(default_factory=list)
    pending: list[StartedClock] = field(default_factory=list)
    open: list[StartedClock] = field(default_factory=list)
    odd: list[tuple[str, PathwayEvent]] = field(default_factory=list)  # questions met on the way
    rules: ClockRuleSet = CURRENT_RULES

    @property
    def referral(self) -> NrmReferralAndDecisions | None:
        """The referral that counts now."""
        return self.referrals.get(self.current)

    @property
    def is_child(self) -> bool:
        """Not sure of age takes the child's path."""
        return self.age != ADULT

    @property
    def must_ask_as_adult(self) -> bool:
        """An adult whose only answer about the NRM was given as a child: that is no answer of the adult."""
        return self.age == ADULT and self.was_child_when_answering

    @property
    def is_explained_as_adult(self) -> bool:
        """Whether the NRM was explained since they became an adult."""
        return self.since("nrm_explained", "turned_18") and self.since("nrm_explained", "age_assessed_adult")

    @property
    def is_rejected(self) -> bool:
        """The referral that counts now was not accepted, and nobody has said yes again since."""
        rejected = self.referral is not None and self.referral.rejected
        return rejected and self.since("nrm_rejected", "nrm_consent_given")

    @property
    def is_disqualified(self) -> bool:
        return self.referral is not None and self.referral.left == "disqualified"

    @property
    def has_refused_support(self) -> bool:
        """Whether the latest word on national support is a no."""
        return self.national == "refused"

    @property
    def is_found_already(self) -> bool:
        """Found before, and nothing since says that they were away, were exploited again, or that it had ended."""
        found, ended = self.last.get("identified"), self.last.get("exploitation_ended")
        if found is None or (ended is not None and ended.at > found.at):
            return False
        return not any(self.since(code, "identified") for code in NEW_EPISODE_EVENTS)

    @property
    def is_local_support_going_on(self) -> bool:
        """The one answer for the sentence, the map and the lane."""
        period = self.find_support_period("local_support_started", "local_support_ended")
        return period is not None and period.ended is None

    @property
    def national_support_period(self) -> PeriodOfSupport | None:
        """What the lane under the map shows of national support."""
        return self.find_support_period("national_support_started", "national_support_ended")

    def find_support_period(self, starts: str, ends: str) -> PeriodOfSupport | None:
        """The latest period of support.

        Args:
            starts: the code of the event that starts it.
            ends: the code of the event that ends it.

        Returns:
            None where it was never started.
        """
        started, ended = None, None
        for event in self.events:
            if event.event == starts and (started is None or ended is not None):
                started, ended = event, None
            elif event.event == ends and started is not None:
                ended = event
        return PeriodOfSupport(started, ended) if started else None

    def list_events_after(self, event: PathwayEvent) -> list[PathwayEvent]:
        """What happened after an event, in the order in which it is read."""
        return self.events[self.events.index(event) + 1 :]

    def has(self, code: str) -> bool:
        return code in self.last

    def since(self, code: str, other: str) -> bool:
        """Whether the one has happened and the other has not happened since."""
        mine, its = self.last.get(code), self.last.get(other)
        return mine is not None and (its is None or self.events.index(mine) > self.events.index(its))


def split_day_and_moment(on: date) -> tuple[date, datetime | None]:
    """The day asked, and the time where one was asked: due days are compared by day, due times exactly.

    Returns:
        The day in London, and the moment in London's time; None for the moment where a plain date was given.
    """
    if not isinstance(on, datetime):
        return on, None
    moment = dates.to_london(on)
    return moment.date(), moment


def list_uncorrected_events_until(history: History, on: date) -> list[PathwayEvent]:
    """Every event that stands and has happened by then, the eighteenth birthday among them."""
    day, moment = split_day_and_moment(on)
    limit = moment.time() if moment else None
    events = [
        event
        for event in list_effective_events(history.events)
        if event.at <= day
        and event.event in EVENT_KINDS_BY_CODE
        and EARLIEST <= event.at <= LATEST
        and (limit is None or event.at < day or event.time is None or event.time <= limit)
    ]
    birthday = find_unrecorded_eighteenth_birthday(history, events)
    if birthday and birthday <= day:
        events.append(PathwayEvent("turned_18", birthday))
    return sort_events(events)


def find_unrecorded_eighteenth_birthday(history: History, events: list[PathwayEvent]) -> date | None:
    """The eighteenth birthday of somebody found as a child, where it is not recorded already."""
    if history.date_of_birth is None or any(event.event == "turned_18" for event in events):
        return None
    birthday = dates.get_day_of_reaching_age(history.date_of_birth, FULL_AGE)
    if any(event.event == "age_assessed_adult" and event.at <= birthday for event in events):
        return None
    found = min((event.at for event in events), default=birthday)
    return birthday if found < birthday else None


def get_age_band_when_identified(history: History, events: list[PathwayEvent]) -> str:
    """A date of birth is surer than a tick, but for somebody whose age is in doubt."""
    if history.age in (CHILD, UNSURE):
        return history.age
    if history.date_of_birth is None:
        return ADULT
    birthday = dates.get_day_of_reaching_age(history.date_of_birth, FULL_AGE)
    found = min((event.at for event in events if event.event != "turned_18"), default=birthday)
    return CHILD if found < birthday else ADULT
