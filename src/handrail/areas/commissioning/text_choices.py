"""Lists of the room that people choose from, each in one readable tuple."""

import datetime
from typing import Final

FIRST_DAY: Final = datetime.date(2012, 11, 22)
"""The first local policing bodies took office."""
MOST_YEARS: Final = 15

LINE_KINDS: Final = (("contract", "Contract"), ("grant", "Grant"))
PROCUREMENT_METHODS: Final = (
    ("open", "Anyone could tender"),
    ("selective", "Only those who qualified could tender"),
    ("limited", "Chosen providers were invited"),
)
"""Codes of the Open Contracting Data Standard 1.1; its fourth, direct, is read from the stops of the line."""
NOTICE_STATES: Final = (("due", "Due"), ("published", "Published"), ("not_needed", "Not needed"))
AMENDMENT_KINDS: Final = (
    ("award", "Award"),
    ("uplift", "Uplift"),
    ("reduction", "Reduction"),
    ("extension", "Extension"),
    ("confirmed", "Money confirmed for longer"),
)
CLAIM_STATES: Final = (
    ("made", "Claimed"),
    ("queried", "Queried"),
    ("accepted", "Accepted"),
    ("refused", "Refused"),
    ("paid", "Paid"),
)
UNDERSPEND_DECISIONS: Final = (
    ("return", "Return to the funder"),
    ("carry_over", "Carry over"),
    ("re_profile", "Spread over later quarters"),
)
RISK_KINDS: Final = (("risk", "Risk"), ("issue", "Issue"))
LEVELS: Final = ((1, "1, very low"), (2, "2, low"), (3, "3, medium"), (4, "4, high"), (5, "5, very high"))
RISK_STATES: Final = (("open", "Open"), ("closed", "Closed"))
CONTRIBUTION_KINDS: Final = (
    ("force", "Police force"),
    ("provider", "Provider"),
    ("complaints", "Complaints"),
    ("inspection", "Inspection"),
    ("needs", "Needs assessment"),
    ("other", "Other"),
)
FIGURE_KINDS: Final = (
    ("provider", "Provider’s return"),
    ("published", "Published figure"),
    ("office", "Own count"),
)
FIGURE_UNITS: Final = (
    ("people", "People"),
    ("calls", "Calls"),
    ("sessions", "Sessions"),
    ("days", "Days"),
    ("in_100", "%"),
    ("pounds", "Pounds"),
)
REVIEW_STATES: Final = (("open", "Open"), ("decided", "Decided"))


def get_codes_of_choice_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
