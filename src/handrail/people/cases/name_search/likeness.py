"""How like two names are, once both can be read: the order in which what was found is shown."""

from datetime import date
from itertools import product
from typing import Final

from rapidfuzz.distance import JaroWinkler

from handrail.people.cases.name_search.folding import fold_name_parts

SAME_DATE_BONUS: Final = 0.15
SWAPPED_DATE_BONUS: Final = 0.1
"""What a birth date adds, the same or with day and month the other way round."""


def score_names(typed: str, found: str, typed_born: date | None = None, born: date | None = None) -> float:
    """How like two names are. Their parts may come in any order.

    Args:
        typed: the name as it was typed.
        found: the name that is kept.
        typed_born: the date of birth that was typed.
        born: the one that is kept.

    Returns:
        From 0 to 1, and a little more where the date of birth agrees.
    """
    return _score_matched_parts(fold_name_parts(typed), fold_name_parts(found)) + score_birth_date_match(
        typed_born, born
    )


def score_name_parts(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """How like two names are whose parts are folded already, from 0 to 1."""
    return _score_matched_parts(one, two)


def _score_matched_parts(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    if not one or not two:
        return 0.0
    few, many = sorted((one, two), key=len)
    left, total = list(many), 0.0
    scored = sorted(((JaroWinkler.similarity(a, b), a, b) for a, b in product(few, many)), reverse=True)
    waiting = list(few)
    for score, a, b in scored:
        if a in waiting and b in left:
            waiting.remove(a)
            left.remove(b)
            total += score
    joined = JaroWinkler.similarity("".join(sorted(one)), "".join(sorted(two)))
    return max(total / len(few) - 0.03 * len(left), joined)


def score_birth_date_match(one: date | None, two: date | None) -> float:
    """What two birth dates add to how like two names are; nothing where one of them is not known."""
    if one is None or two is None:
        return 0.0
    if one == two:
        return SAME_DATE_BONUS
    return SWAPPED_DATE_BONUS if (one.year, one.month, one.day) == (two.year, two.day, two.month) else 0.0
