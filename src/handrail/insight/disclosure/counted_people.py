"""Counts of people in sentences: “17 people”, “three young women”."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

PEOPLE: Final = (
    "people|persons?|victims?|survivors?|adults?|child|children|wom[ae]n|m[ae]n|girls?|boys?"
    "|cases?|referrals?|families|family"
)
SMALL_NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_COUNTED: Final = re.compile(
    rf"\b(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(SMALL_NUMBERS)})\s+(?:[\w’'-]+\s+){{0,1}}?(?:{PEOPLE})\b",
    re.IGNORECASE,
)
_YEARS: Final = range(1990, 2100)


class CountOfPeopleInSentence(NamedTuple):
    """A count in a sentence. `in_digits` is false for “seven”."""

    words: str
    people: int
    in_digits: bool


def iterate_counts_of_people_in_text(text: str) -> Iterator[CountOfPeopleInSentence]:
    """Every count of people in a text; “in 2026 victims waited” is none."""
    for found in _COUNTED.finditer(text):
        number = found["number"].replace(",", "")
        people = int(number) if number.isdigit() else SMALL_NUMBERS.index(number.lower()) + 1
        if not number.isdigit() or people not in _YEARS:
            yield CountOfPeopleInSentence(found[0], people, number.isdigit())
