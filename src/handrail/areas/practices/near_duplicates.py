"""Practices told in nearly the same words.

Two texts are near-duplicates where more than four fifths of their pairs of neighbouring stems are the same. Copies
with a number or a name changed lie above that; different practices of the same kind lie far below (a test holds both).
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from handrail.areas.practices.stemming import get_stems

LIKENESS_THRESHOLD: Final = 0.8
MIN_PAIRS: Final = 4
"""Shorter texts are never called copies: they are alike by chance."""


def get_stem_pairs(text: str) -> frozenset[tuple[str, str]]:
    """Each stem of a text with the one after it."""
    found = get_stems(text)
    return frozenset(pairwise(found))


def measure_likeness_of_two_texts(one: str, other: str) -> float:
    """Which part of all their pairs two texts share: 0 for nothing, 1 for the same words in the same order."""
    ours, theirs = get_stem_pairs(one), get_stem_pairs(other)
    if min(len(ours), len(theirs)) < MIN_PAIRS:
        return 0.0
    return len(ours & theirs) / len(ours | theirs)


def find_key_of_nearest_text(text: str, others: Mapping[int, str] | Iterable[tuple[int, str]]) -> int | None:
    """The number of the text that is most like this one, if any is alike; of equals the lowest."""
    scored = ((measure_likeness_of_two_texts(text, words), -number) for number, words in dict(others).items())
    best, number = max(scored, default=(0.0, 0))
    return -number if best >= LIKENESS_THRESHOLD else None
