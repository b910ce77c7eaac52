"""Scales and states of oversight, each in one readable tuple."""

import datetime
from typing import Final

FIRST_DAY: Final = datetime.date(2012, 11, 22)
MOST_YEARS: Final = 10

# The scale that is stated on every page that uses it: the code, its word, what it means.
ASSURANCE_LEVELS: Final = (
    ("full", "Full", "Arrangements are understood, used and shown to work. Nothing important to fix."),
    ("substantial", "Substantial", "Understood and used. What is missing is small and has a date."),
    ("limited", "Limited", "Understood in parts, or not shown to be used. Clear gaps."),
    ("none", "None", "No evidence that arrangements are understood or used."),
)
LEVEL_CODES: Final = tuple(code for code, _, _ in ASSURANCE_LEVELS)
LEVEL_WORDS: Final = {code: word for code, word, _ in ASSURANCE_LEVELS}

MEETING_STATES: Final = (("open", "Draft"), ("settled", "Settled"))
PLAN_STATES: Final = (("open", "Open"), ("closed", "Closed"))
OBJECTIVE_STATUSES: Final = (
    ("not_started", "Not started"),
    ("on_track", "On track"),
    ("at_risk", "At risk"),
    ("off_track", "Off track"),
    ("done", "Done"),
)
HEARING_STATES: Final = (("planned", "Planned"), ("held", "Held"), ("cancelled", "Not held"))


def get_choice_codes(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
