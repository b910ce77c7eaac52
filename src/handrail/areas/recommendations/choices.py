"""Where a recommendation comes from, what a body says to it, and how asking for updates stands."""

from typing import Final

SOURCES: Final = (
    ("super_complaint", "Super-complaint"),
    ("inspection", "Inspection"),
    ("national_plan", "National plan"),
    ("own", "Our own"),
)
STATES: Final = (("open", "Open"), ("closed", "Closed"))
COMMENT_RULES: Final = (
    ("applies", "Required by law"),
    ("not_known", "Not known whether the law requires it"),
    ("not", "Not asked for"),
)
SUPPORT: Final = (
    ("accepted", "Accepted"),
    ("partly", "Partly accepted"),
    ("not_accepted", "Not accepted"),
)
UNITS: Final = (("once", "Once"), ("weeks", "Weeks"), ("months", "Months"))
DECISIONS: Final = (("closed", "Closed"), ("reopened", "Reopened"))
HOW_ADDRESSED: Final = (
    ("policing_body", "Local policing body on that day"),
    ("chief_constable", "Chief constable on that day"),
    ("named", "Named"),
)


def get_choice_codes(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)


def get_choice_words(pairs: tuple[tuple[str, str], ...], code: str) -> str:
    """The words of a code; the code itself where it has none."""
    return dict(pairs).get(code, code)
