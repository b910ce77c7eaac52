"""The three counts and what they are made of, as plain values. None is "not known"."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """Asked, answered and quoted are three different things."""

    asked: int
    answered: int | None
    quoted: int
    nothing: int  # of those who answered: had nothing to add
    source: str  # where the counts of a call that was entered later are found
    whole: bool  # every body's answer is on record here
    asked_derived: bool = False  # counted from whom the call was addressed to: its source gives no number
    challenges: int = 0  # entries that tell a problem and not a practice


@dataclass(frozen=True, slots=True)
class ReportCallFacts:
    """The call as a report describes it."""

    code: str
    title: str
    guidance: str
    asked_by: str
    asked_on: date
    deadline: date
    whole: bool
    recommendation: str = ""  # its own text
    recommended_by: str = ""
    recommended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportAnnexRow:
    """One body in the annex."""

    area_code: str
    area_name: str
    body_code: str
    body_name: str
    status: str  # code
    words: str
    late: bool
    times: int  # how often it is quoted


def format_count(number: int | None) -> str:
    """The number, or that it is not known."""
    return "not known" if number is None else f"{number:,}"
