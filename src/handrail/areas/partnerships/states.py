"""States and choices of partnerships, each in one readable tuple."""

import datetime
from typing import Final

FIRST_DAY: Final = datetime.date(2010, 1, 1)
MOST_SEATS: Final = 200
MOST_PLANNED: Final = 24

NATIONS: Final = (("england", "England"), ("wales", "Wales"), ("national", "England and Wales"))
LANGUAGES: Final = (("en", "English"), ("cy", "Welsh"), ("both", "English and Welsh"))
LANGUAGES_OF_FILES: Final = (("en", "English"), ("cy", "Welsh"))
GROUP_STATES: Final = (("active", "Active"), ("closed", "Closed"))
SEAT_PARTS: Final = (
    ("member", "Member"),
    ("chair", "Chair"),
    ("deputy_chair", "Deputy chair"),
    ("secretariat", "Secretariat"),
)
SEAT_STATES: Final = (
    ("invited", "Invited"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("ended", "Ended"),
)
SEATED: Final = ("invited", "accepted")
MEETING_STATES: Final = (
    ("drafted", "Drafted"),
    ("called", "Called"),
    ("held", "Held"),
    ("cancelled", "Not held"),
)
ATTENDANCE: Final = (
    ("came", "Came"),
    ("deputy", "Deputy came"),
    ("apologies", "Sent apologies"),
    ("absent", "Did not come"),
)
THERE: Final = ("came", "deputy")
ACTION_STATES: Final = (
    ("offered", "Offered"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
)
ESCALATION_STATES: Final = (
    ("open", "Waiting for an answer"),
    ("answered", "Answered"),
    ("returned", "Came back without an answer"),
)
CONTRIBUTION_KINDS: Final = (("cash", "Money"), ("time", "Staff time"), ("goods", "Rooms, goods or services"))
OPERATION_MOMENTS: Final = (("end", "At the end"), ("3", "After 3 months"), ("12", "After 12 months"))
YEAR_SECTIONS: Final = (
    ("activity", "Meetings and attendance"),
    ("achievements", "Achievements"),
    ("benefits", "Benefits"),
    ("challenges", "Challenges"),
    ("money", "Contributions"),
    ("members", "What members want next"),
    ("not_counted", "What was not counted"),
)
YEAR_DECISIONS: Final = (("go_on", "Go on as it is"), ("change", "Change"), ("stop", "Stop"))
YEAR_STATES: Final = (("draft", "Draft"), ("published", "Published"))


def get_codes_of_state_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
