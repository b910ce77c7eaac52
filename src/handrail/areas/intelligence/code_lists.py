"""The coded lists of outreach and intelligence: rows of data/codes.csv."""

import datetime
from typing import Final

from handrail.platform.reference.dated_codes import (
    DatedCode,
    list_choices_in_force,
    list_choices_including_ended_codes,
    read_dated_codes,
)

ROOM: Final = "handrail.areas.intelligence"
KINDS: Final = list_choices_including_ended_codes(ROOM, "kind")
COUNTS: Final = list_choices_including_ended_codes(ROOM, "count")
THEMES: Final = list_choices_including_ended_codes(ROOM, "theme")
RETURN_REASONS: Final = list_choices_including_ended_codes(ROOM, "return")
SCHEMES: Final = (("3x5x2", "3x5x2"), ("5x5x5", "5x5x5 (older)"))
SCHEME_CODES: Final = tuple(code for code, _ in SCHEMES)
PARTS: Final = ("source", "information", "handling")
WITH_CONDITIONS: Final = frozenset({("3x5x2", "C"), ("5x5x5", "5")})
"""Handling codes that need the conditions in writing."""
REPORT_STATES: Final = (
    ("written", "Waiting for a second reader"),
    ("returned", "Returned"),
    ("cleared", "Cleared"),
)
MET: Final = ("met_women", "met_men", "met_other", "met_young")


def list_intelligence_codes_in_force(
    list_name: str, on: datetime.date, kept: str = ""
) -> list[tuple[str, str]]:
    """What a form offers of a list on a day.

    Args:
        list_name: as the file names it.
        on: the day.
        kept: a code that is saved already.
    """
    return list_choices_in_force(ROOM, list_name, on, kept)


def get_grade_words(scheme: str, part: str, code: str) -> str:
    """The words of one part of a grade, by the scheme that it was given in. Never converted to another.

    Args:
        scheme: 3x5x2 or 5x5x5.
        part: source, information or handling.
        code: there.
    """
    return dict(list_choices_including_ended_codes(ROOM, f"{part}_{scheme}")).get(code, code)


def list_sources_of_intelligence_codes(*names: str) -> list[DatedCode]:
    """Where the rows of some lists come from."""
    return [row for row in read_dated_codes(ROOM) if row.list_name in names]
