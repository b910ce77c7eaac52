"""Rights given in time, counted per right, duty holder and quarter. Ours: no regulation prescribes these counts yet.

A rate is what was given in time out of what was due, less what was declined or withheld for safety. What is not known
counts as due and never as given in time.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from handrail.people.justice.rules.entitlements import (
    DUTY_HOLDERS,
    RIGHTS,
    list_entitlement_codes,
    list_entitlements,
)
from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.messages import msg

OURS: Final = frozenset(row.code for row in list_entitlements() if row.ours)
"""Questions that no source sets are no rights: they are not counted."""
OF_THE_PERSON: Final = frozenset({"5.2", "6.6", "6.6.latest", "6.7"})
"""Met by the person's own act alone, a review or a claim: that somebody did not ask is no body's failure.

What a body owes once they asked, an acknowledgement and a decision, is counted like every other duty.
"""
COUNTED: Final = frozenset(list_entitlement_codes()) - OURS - OF_THE_PERSON
OWNER_ORDER: Final = {owner: place for place, owner in enumerate(DUTY_HOLDERS)}
IS_PRESCRIBED: Final = False
"""Sections 6 to 8 of the Victims and Prisoners Act 2024 were not in force on 1 June 2026: nothing is prescribed."""


class RightGivenState(StrEnum):
    """What became of one entitlement that was due."""

    IN_TIME = "in_time"
    LATE = "late"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"
    DECLINED = "declined"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class CountedEntitlement:
    """One entitlement that has come, as counted. `done_on` is the day of the event or of the answer that met it."""

    right: str
    owner: str
    due_on: datetime.date | None
    started: datetime.date
    answer: str
    done_on: datetime.date | None
    is_asked: bool
    by_fallback: bool
    enhanced: bool

    @property
    def counted_on(self) -> datetime.date:
        """The day by which it is counted into a quarter."""
        return self.due_on or self.started

    @property
    def last_day(self) -> datetime.date:
        """The due day; of a right without a number the last day of the quarter in which it came."""
        return self.due_on or get_last_day_of_quarter(self.started)

    @property
    def duty_code(self) -> str:
        """Right and duty holder in one code, as figures name them."""
        return f"{self.right}_{self.owner}"


@dataclass(slots=True)
class RightGivenCounts:
    """The counts of one right of one duty holder."""

    right: str
    owner: str
    states: Counter[RightGivenState] = field(default_factory=Counter)

    @property
    def due(self) -> int:
        """All that were due by now."""
        return sum(number for state, number in self.states.items() if state is not RightGivenState.RUNNING)

    @property
    def base(self) -> int:
        """Due, less what was declined or withheld for safety."""
        return self.due - self.states[RightGivenState.DECLINED] - self.states[RightGivenState.WITHHELD]

    @property
    def share(self) -> float | None:
        """Given in time out of the base; None where there is no base."""
        return self.states[RightGivenState.IN_TIME] / self.base if self.base else None


def get_last_day_of_quarter(day: datetime.date) -> datetime.date:
    """The last day of the quarter of a year that a day is in."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return add_months(first, 3) - datetime.timedelta(days=1)


def classify_entitlement_given(item: CountedEntitlement, today: datetime.date) -> RightGivenState:
    """What became of an entitlement by a day.

    Args:
        item: the entitlement.
        today: the day asked.

    Returns:
        Its state. One without a number of days is never late: it runs until the end of the quarter in which it is
        counted, and is done or not done then.
    """
    fixed = {
        "declined": RightGivenState.DECLINED,
        "withheld": RightGivenState.WITHHELD,
        "not_needed": RightGivenState.EXPLAINED,
        "not_possible": RightGivenState.EXPLAINED,
    }
    if item.answer in fixed:
        return fixed[item.answer]
    if item.answer == "done":
        late = item.due_on is not None and item.done_on is not None and item.done_on > item.due_on
        return RightGivenState.LATE if late else RightGivenState.IN_TIME
    if item.last_day >= today:
        return RightGivenState.RUNNING
    if item.by_fallback or not item.is_asked:
        return RightGivenState.UNKNOWN
    return RightGivenState.UNEXPLAINED


def list_counted_rights_and_duty_holders() -> list[tuple[str, str]]:
    """Every right and duty holder that is counted, in the order of the rights.

    Returns:
        Code and words of each.
    """
    rows = [row for row in list_entitlements() if row.code in COUNTED]
    found = {f"{row.right}_{row.owners[0]}": (RIGHTS[row.right], DUTY_HOLDERS[row.owners[0]]) for row in rows}
    return [
        (code, msg("{right}: {holder}", right=right, holder=holder))
        for code, (right, holder) in found.items()
    ]


def count_rights_given(
    items: Iterable[CountedEntitlement], *, since: datetime.date, until: datetime.date, today: datetime.date
) -> list[RightGivenCounts]:
    """Counts by right and duty holder.

    Args:
        items: of all cases that are counted.
        since: the first day of the quarter.
        until: its last day.
        today: the day asked.

    Returns:
        One row a right and duty holder, in the order of the rights.
    """
    found: dict[tuple[str, str], RightGivenCounts] = {}
    for item in items:
        if since <= item.counted_on <= until:
            row = found.setdefault((item.right, item.owner), RightGivenCounts(item.right, item.owner))
            row.states[classify_entitlement_given(item, today)] += 1
    return sorted(found.values(), key=lambda row: (int(row.right), OWNER_ORDER[row.owner]))
