"""What the rules answer: plain, frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.pathway import clock_states, clocks, rule_descriptions
from handrail.pathway.case_state import Phase
from handrail.pathway.clock_states import ClockLength
from handrail.pathway.clocks import ClockRule
from handrail.pathway.events import PathwayEvent
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

SINCE_TODAY = "Since today"
DAYS_WITHOUT_YEAR = 300  # so long a day needs no year
URGENT_WITHIN_DAYS = 7  # days before the end from which a person's own right is shown as urgent

OWNERS_BY_AGE = {
    "National support (MSVCC), or the council for a child": ("National support (MSVCC)", "The council"),
}
"""Owners of `clocks.csv` that name two: whose it is for an adult, and for a child."""


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One clock of a case as seen on one day. Sentences are made when they are asked for."""

    row: ClockRule
    event: PathwayEvent
    anchor: PathwayEvent
    length: ClockLength | None
    started: date | datetime
    due: date | datetime | None
    ended: date | None
    state: str
    elapsed_days: int
    suspended_days: int
    referral: int | None
    day: date
    away: bool  # the person is missing, detained or abroad
    is_child: bool  # or not sure of age

    @property
    def clock(self) -> str:
        return self.row.clock

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def awaited(self) -> str:
        """Its name to whoever waits for the owner: “Police to record the crime after the referral”."""
        return self.row.awaited

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def owner(self) -> str:
        """Whose it is; of a duty that goes by age, the one who has it for this person."""
        adult, child = OWNERS_BY_AGE.get(self.row.owner, (self.row.owner, self.row.owner))
        return child if self.is_child else adult

    @property
    def ours(self) -> bool:
        """The worker's, first responder's or person's own to do; else waited on from another."""
        return self.row.ours

    @property
    def source(self) -> str:
        return self.row.source

    @property
    def confidence(self) -> str:
        return self.row.confidence

    @property
    def note(self) -> str:
        return self.row.note

    @property
    def event_id(self) -> str:
        return self.event.id

    @property
    def why(self) -> str:
        return rule_descriptions.explain_clock(self.row, self.event, self.anchor, self.started, self.length)

    @property
    def rule(self) -> str:
        return rule_descriptions.describe_clock_rule(self.row, self.length)

    @property
    def theirs(self) -> bool:
        """The length is a body's own setting."""
        return self.length is not None and self.length.theirs

    @property
    def is_open(self) -> bool:
        """Still going: nothing has stopped it and it has not closed by itself."""
        return self.ended is None and self.state not in (clock_states.ENDED, clock_states.MET)

    @property
    def days_left(self) -> int | None:
        return None if self.due is None else (dates.to_date(self.due) - self.day).days

    @property
    def urgent(self) -> bool:
        """A right of the person's own that runs out soon, or runs on while they are away."""
        mine = self.row.ours and self.kind == clocks.MAXIMUM and self.state == clock_states.RUNNING
        left = self.days_left
        return mine and left is not None and (left <= URGENT_WITHIN_DAYS or self.away)

    @property
    def tag(self) -> str:
        """The state in the fewest words. A wait is never overdue, another's target is 'passed'."""
        return _format_clock_tag(self)

    @property
    def date_words(self) -> str:
        """The date as it is said beside the clock."""
        if self.due is None:
            return "No legal time limit" if self.confidence == "confirmed" else "Time limit not known"
        said = dates.format_day_with_time_if_any(self.due, self.day)
        before = {clocks.MINIMUM: "Until at least ", clocks.NOT_BEFORE: "Not before "}
        return before.get(self.kind, "") + said


SUPPORT_OVERRUN_CLOCKS = frozenset({"move_on_negative_9", "extension_length", "rna_extension_cap"})


def _format_clock_tag(run: ClockRun) -> str:
    if run.state == clock_states.RUNNING:
        return _format_running_clock_tag(run)
    if run.state == clock_states.WAITING:
        return _format_start(run) if run.ours else _format_days_waited(run)
    if run.state == clock_states.MISSED:
        return _format_missed_clock_tag(run)
    if run.state == clock_states.ENDED and run.kind == clocks.WINDOW and run.ended is None:
        return "Time passed, not recorded" if run.row.meets else "Time passed"
    return {
        clock_states.MET: "Done",
        clock_states.ENDED: "Ended",
        clock_states.PAUSED: "Paused by the Home Office",
    }[run.state]


def _format_running_clock_tag(run: ClockRun) -> str:
    if run.kind == clocks.MINIMUM and run.row.from_day_one and run.length:
        return msg(
            "Day {elapsed_days} of {number}", elapsed_days=run.elapsed_days + 1, number=run.length.number
        )
    left = run.days_left
    if left is None:
        return _format_start(run)
    if left == 0:
        return "Ends today" if run.kind in (clocks.WINDOW, clocks.MINIMUM) else "Due today"
    return "Tomorrow" if left == 1 else msg("In {left} days", left=left)


def _format_days_waited(run: ClockRun) -> str:
    if not run.elapsed_days:
        return SINCE_TODAY
    return msg("Waiting {days}", days=dates.format_count_with_noun(run.elapsed_days, "day"))


def _format_start(run: ClockRun) -> str:
    """“Since 25 November”: of what is to be done without a known day, which “for 5 days” would seem to limit."""
    if not run.elapsed_days:
        return SINCE_TODAY
    day = dates.to_date(run.started)
    of_this_year = run.elapsed_days < DAYS_WITHOUT_YEAR
    return msg(
        "Since {day}", day=dates.format_day_without_year(day) if of_this_year else dates.format_day(day)
    )


def _format_missed_clock_tag(run: ClockRun) -> str:
    """In words that say who, and no more than is known."""
    if run.clock in SUPPORT_OVERRUN_CLOCKS:
        return "Support lasted longer"
    if run.kind == clocks.MINIMUM:
        return "Ended early"
    if run.kind == clocks.NOT_BEFORE:
        return "Earlier than expected: ask"
    if run.ended is not None:
        return "Done late"
    if run.ours:
        return msg("{days} overdue", days=dates.format_count_with_noun(-(run.days_left or 0), "day"))
    return "Limit passed" if run.kind == clocks.MAXIMUM else "Target missed"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to do next, by when, by whom, and why."""

    do: str
    by: date | datetime | None
    who: str
    why: str
    code: str
    source: str
    late: str = ""  # said in place of a date that has passed
    awaited: str = ""  # what it is called where another organisation owes it


@dataclass(frozen=True, slots=True)
class PathwayQuestion:
    """Something in the history that cannot be right, or that only a person can tell."""

    ask: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class PathwayStatus:
    """Where a person stands on one day."""

    on: date | datetime
    phase: Phase
    stage: str
    headline: str
    detail: str
    national_support: str
    waiting_on: str | None
    clocks: tuple[ClockRun, ...]
    next: tuple[Prompt, ...]
    questions: tuple[PathwayQuestion, ...]
    route: str
