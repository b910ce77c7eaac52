"""The day of the next thing that is ours to do, for a list to sort by."""

import datetime
from collections.abc import Iterable

from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS, LAPSING_PROMPTS
from handrail.people.cases.events.models import Due

KINDS_WITHOUT_TASK = frozenset({"minimum", "not_before", "event", "window"})
"""Kinds of clock that run by themselves: a list of what to do leaves them out."""


def get_next_due_day(
    dues: Iterable[Due], *, review_on: datetime.date | None, today: datetime.date
) -> datetime.date | None:
    """The earliest day among our own open dues and the safety plan's review; a right that has lapsed is not ours.

    Args:
        dues: those of one case.
        review_on: the day of the plan's next review.
        today: the day asked.
    """
    days = [due.due_on for due in dues if due.due_on and _is_due_ours_and_open(due, today)]
    return min([*days, review_on] if review_on else days, default=None)


def _is_due_ours_and_open(due: Due, today: datetime.date) -> bool:
    if not due.ours or due.ended_on or due.kind in KINDS_WITHOUT_TASK or due.due_on is None:
        return False
    return due.due_on >= today or due.code not in LAPSING_PROMPTS | LAPSING_CLOCKS
