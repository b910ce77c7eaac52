"""A conflict check of an interpreter, which ends with each new name in the case. No name is kept with it.

Each name in a case (suspect, family member, employer, other victim) has a mark that changes with it. A check keeps
the marks of the names that it was made against: when a mark turns up that was not among them, it has to be made again.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ConflictOutcome(StrEnum):
    """What came of a check."""

    CLEAR = "clear"
    NOT_CLEAR = "not_clear"
    NOT_CHECKED = "not_checked"


class ConflictCheckState(StrEnum):
    """What a check is worth today."""

    CLEAR = "clear"
    NOT_CLEAR = "not_clear"
    NOT_CHECKED = "not_checked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class ConflictCheck:
    """A check: its outcome, when, and the marks of the names it was made against."""

    outcome: ConflictOutcome
    checked_at: datetime
    name_marks: frozenset[str]


def compute_name_version_mark(row_id: UUID, version: int) -> str:
    """The mark of one name: from its row and how often that was changed, never from the name itself.

    Ids are random, so the mark says nothing to whoever does not hold the row.
    """
    return hashlib.sha256(f"{row_id}:{version}".encode()).hexdigest()[:32]


def get_conflict_check_state(check: ConflictCheck | None, name_marks: Iterable[str]) -> ConflictCheckState:
    """What the last check is worth, given the marks of all names that are in the case now.

    A name that was taken out ends nothing. One that was not clear stays so: a new name does not make it better.
    """
    if check is None or check.outcome is ConflictOutcome.NOT_CHECKED:
        return ConflictCheckState.NOT_CHECKED
    if check.outcome is ConflictOutcome.NOT_CLEAR:
        return ConflictCheckState.NOT_CLEAR
    if set(name_marks) - check.name_marks:
        return ConflictCheckState.EXPIRED
    return ConflictCheckState.CLEAR
