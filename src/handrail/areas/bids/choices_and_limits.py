"""Lists and limits of bids, pilots and evaluations, each in one readable tuple."""

import datetime
from typing import Final

from handrail.insight.measures.breakdowns import SECTOR

FIRST_DAY: Final = datetime.date(2012, 11, 22)
MOST_YEARS: Final = 15
MOST_CONDITIONS: Final = 40
MOST_TARGETS: Final = 10
MOST_LINES: Final = 30
MOST_ROWS: Final = 100
SMALLEST_GROUP: Final = 5
"""Smaller groups can point at somebody: as in the outcomes of pilots."""
SMALLEST_BASE_WORDS: Final = 20
ABOUT_SMALL_GROUPS: Final = "Groups of 1 to 4 can identify someone. Record a longer period or a wider group"

INTEREST_ANSWERS: Final = (
    ("waiting", "No answer yet"),
    ("invited", "Invited to bid"),
    ("not_invited", "Not invited"),
)
BID_STATES: Final = (
    ("draft", "Draft"),
    ("sent", "Sent"),
    ("awarded", "Awarded"),
    ("declined", "Unsuccessful"),
    ("withdrawn", "Withdrawn"),
)
BID_OUTCOMES: Final = BID_STATES[2:]
PILOT_OUTCOMES: Final = (
    ("extend", "Extend the pilot"),
    ("adopt", "Adopt as a lasting service"),
    ("change", "Change the pilot"),
    ("stop", "Stop the pilot"),
)
DESIGNS: Final = (
    ("once", "One group, measured once"),
    ("before_after", "Before and after"),
    ("comparison", "With and without, side by side"),
    ("matched", "With and without, matched or adjusted"),
    ("random", "With and without, at random"),
)
LINE_KINDS: Final = (("published", "Published figures"), ("own", "Counted by the evaluation"))
EVALUATION_STATES: Final = (("draft", "Draft"), ("published", "Published"))
THREE_ANSWERS: Final = (("not_known", "Not known"), ("yes", "Yes"), ("no", "No"))
MARKS: Final = (
    ("confirmed", "Read in the publisher’s own text"),
    ("secondary", "Read in another text that cites the figure"),
    ("remembered", "Remembered, not checked"),
    ("inferred", "Worked out from other figures"),
    ("unknown", "Not known"),
)
SECTORS: Final = tuple((code, name) for code, name in SECTOR.values if code != "not_known")


def list_codes_of_choice_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
