"""A fact before its day becomes a month, and the days between two days."""

import datetime
from typing import NamedTuple

from handrail.insight.facts.case_fact import NO_WAIT


class DatedFact(NamedTuple):
    """What happened to one person on a day."""

    kind: str
    on: datetime.date
    wait: int = NO_WAIT
    phase: str = ""
    need: str = ""
    answer: str = ""
    reason: str = ""


def count_days(since: datetime.date, until: datetime.date) -> int:
    """Days from one day to another; NO_WAIT where they are not in order."""
    days = (until - since).days
    return days if days >= 0 else NO_WAIT
