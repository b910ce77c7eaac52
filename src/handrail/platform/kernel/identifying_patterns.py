"""What looks like a reference, a number, an address: patterns for texts that may not say whom they are about."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

STREETS: Final = (
    "street|st|road|rd|lane|avenue|ave|close|drive|way"
    "|bank|court|terrace|row|gardens|crescent|square|hill|walk"
)
REFERENCES: Final = (
    (
        re.compile(r"\b(?:[a-z]{2,3}-\d{3,}|[a-z]{4,6}-(?!20\d\d\b)\d{4,})(?:-[a-z])?\b", re.IGNORECASE),
        "the reference of a case",
    ),
    (re.compile(r"(?:\d[\s-]?){6,}"), "a telephone number or a reference"),
    (re.compile(r"\S@\S"), "an email address"),
    (re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE), "a postcode"),
    (re.compile(rf"\b\d+[a-z]?,?\s+(?:[\w’'-]+\s+){{1,3}}(?:{STREETS})\b", re.IGNORECASE), "an address"),
    (re.compile(r"\b(?:flat|room|unit|house)\s+(?:\d+|[a-z])\b", re.IGNORECASE), "a room or a flat"),
)


def normalise_for_matching(text: str) -> str:
    """As it is read: letters that look alike are one, and what cannot be seen is gone."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")


def find_identifying_patterns(text: str) -> Iterator[tuple[str, str]]:
    """Each thing in a text that looks like a reference, a number or an address.

    Args:
        text: as `normalise_for_matching` gives it.

    Returns:
        The words, and what they look like.
    """
    for pattern, what in REFERENCES:
        if found := pattern.search(text):
            yield found[0].strip(), what
