"""Whether two people may be one, and why. Pure: names and birth dates in, reasons out.

Within one body a name alone may be enough to ask. Across bodies two things must agree that do not follow from each
other, a name and a birth date: a note tells an organisation that another knows somebody like that.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from handrail.people.cases.name_search.folding import fold_name_parts
from handrail.people.cases.name_search.likeness import score_name_parts

SAME_NAME: Final = 0.985
MATCH_REASONS: Final[Mapping[str, str]] = {
    "name_same": "The names are the same except for spelling or word order",
    "name_like": "The names are alike",
    "born_same": "The same birth date",
    "born_turned": "The same birth date with day and month the other way round",
    "born_unknown": "A birth date is not known for both",
    "born_other": "The birth dates differ",
    "by_hand": "Someone compared the two",
}


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """What is compared of a person."""

    names: tuple[str, ...]
    born: datetime.date | None = None


def list_match_reasons(one: ComparedPerson, two: ComparedPerson, *, across: bool = False) -> tuple[str, ...]:
    """Say why two people may be one.

    Args:
        one: one of the two.
        two: the other.
        across: whether different bodies hold their cases: a name alone is not enough then.

    Returns:
        Codes of `MATCH_REASONS`; none where they are likely two people.
    """
    born = _get_birth_date_reason_code(one.born, two.born)
    score, fewest = _get_best_name_likeness_and_part_count(one.names, two.names)
    least = _get_name_likeness_threshold(born, fewest, one.born, across=across)
    if least is None or score < least:
        return ()
    return ("name_same" if score >= SAME_NAME else "name_like", born)


def _get_name_likeness_threshold(
    born: str, fewest: int, day: datetime.date | None, *, across: bool
) -> float | None:
    """How like the names must be, None where no name is enough. One part of a name says little by itself."""
    if born in ("born_same", "born_turned"):
        if day and (day.month, day.day) == (1, 1):  # written where nobody knows the day
            return 0.9 if fewest > 1 else None
        return 0.75 if fewest > 1 else 0.88
    if across or fewest < 2:
        return None
    return 0.92 if born == "born_unknown" else 0.97


def _get_best_name_likeness_and_part_count(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[float, int]:
    """The two names that are most alike, and of how many parts the shorter of them is."""
    ours, theirs = ([found for name in names if (found := fold_name_parts(name))] for names in (one, two))
    scored = [(score_name_parts(a, b), min(len(a), len(b))) for a, b in product(ours, theirs)]
    return max(scored, key=lambda each: (each[1] > 1, each[0]), default=(0.0, 0))


def _get_birth_date_reason_code(one: datetime.date | None, two: datetime.date | None) -> str:
    if one is None or two is None:
        return "born_unknown"
    if one == two:
        return "born_same"
    return "born_turned" if (one.year, one.month, one.day) == (two.year, two.day, two.month) else "born_other"
