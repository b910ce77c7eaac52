"""What a cell says: a day or a choice, or why it says neither. Pure."""

import datetime
import re
from collections.abc import Mapping
from typing import Final

from handrail.platform.kernel.messages import join_texts, msg

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_MONTH_BY_NAME: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})[\s-]+(\d{4})", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"\d{1,2}[/.\-\s]\d{1,2}[/.\-\s]\d{2}")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR: Final = 1900
MOST_NAMED: Final = 8


class CellFault(Exception):
    """The cell cannot be read; the sentence says what to do."""


def read_day(text: str) -> datetime.date:
    """The day: day first, as in 14/03/2024, or as ISO, or with the month's name. Raises CellFault."""
    clean = text.strip()
    if _SHORT_YEAR.fullmatch(clean):
        raise CellFault(msg("“{text}” has a year of two digits. Enter four, such as 14/03/2024.", text=clean))
    parts = _split_day(clean)
    if parts is None:
        raise CellFault(msg("“{text}” is not a date. Enter it as 14/03/2024.", text=clean[:40]))
    try:
        found = datetime.date(*parts)
    except ValueError:
        raise CellFault(
            msg("“{text}” is not a day in the calendar. Check day and month.", text=clean)
        ) from None
    if found.year < FIRST_YEAR:
        raise CellFault(msg("“{text}” is before 1900. Check the year.", text=clean))
    return found


def _split_day(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    found = _MONTH_BY_NAME.fullmatch(text)
    if found and found[2][:3].lower() in _MONTHS:
        return int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1])
    return None


def read_choice(text: str, codes_by_words: Mapping[str, str]) -> str:
    """The code of what was chosen, by its words or the code itself, in capitals or not. Raises CellFault.

    Args:
        text: of the cell.
        codes_by_words: what may be chosen.
    """
    same = " ".join(text.casefold().split())
    for words, code in codes_by_words.items():
        if same in (words.casefold(), code.casefold()):
            return code
    if len(codes_by_words) > MOST_NAMED:
        raise CellFault(msg("“{text}” is not on the list. Choose from the template’s list.", text=text[:60]))
    raise CellFault(
        msg(
            "“{text}” is not a choice. Use {values}.",
            text=text[:60],
            values=join_texts(codes_by_words, ", ", " or "),
        )
    )
