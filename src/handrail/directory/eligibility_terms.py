"""Who a service is for and what it costs: each rule is one choice from a closed list, and "not known" is one of them.

What is not known is never read as "anybody": a search then says "ask".
"""

from typing import Final

NOT_KNOWN: Final = ("unknown", "Not known: ask")

AGES: Final = (NOT_KNOWN, ("any", "Any age"), ("limits", "Between ages"))
GENDERS: Final = (
    NOT_KNOWN,
    ("any", "Anyone"),
    ("women", "Women"),
    ("men", "Men"),
)
DEPENDANTS: Final = (
    NOT_KNOWN,
    ("yes", "Accepts people with their children"),
    ("no", "Accepts people without children"),
)
FUNDS: Final = (
    NOT_KNOWN,
    ("not_needed", "Open to people with no recourse to public funds"),
    ("needed", "Recourse to public funds required"),
)
STATUSES: Final = (
    NOT_KNOWN,
    ("any", "Any immigration status"),
    ("leave", "Only for people with leave to be here, or who need none"),
    ("asylum", "Only for people who have asked for asylum"),
    ("none", "Only for people without leave to be here"),
    ("other", "Another rule: check with the provider"),
)
NRM_POINTS: Final = (
    ("any", "In every ticked phase"),
    ("referred", "After the NRM referral has been sent"),
    ("reasonable", "After a positive reasonable grounds decision"),
    ("conclusive", "After a positive conclusive grounds decision"),
)
INTERPRETERS: Final = (NOT_KNOWN, ("yes", "Finds an interpreter"), ("no", "Has no interpreter"))
CAPACITY: Final = (NOT_KNOWN, ("not_limited", "Not limited"), ("number", "A number of places"))
COSTS: Final = (NOT_KNOWN, ("free", "Free"), ("priced", "A price"), ("varies", "Depends"))

MAX_PENCE: Final = 100_000_00
MAX_AGE: Final = 120
FRESH_DAYS: Final = 90  # the standard has the fields for freshness and no rule; ninety days is ours


def get_choice_codes(choices: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a list.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in choices)


def get_label_of_choice_code(choices: tuple[tuple[str, str], ...], code: str) -> str:
    """How a code reads; KeyError where it is not in the list."""
    return dict(choices)[code]
