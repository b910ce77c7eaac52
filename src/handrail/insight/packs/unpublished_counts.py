"""Words of a pack hold no count of people that was not published: a number that is no multiple of five never was."""

import re
from typing import Final

from handrail.platform.kernel.messages import msg

PEOPLE: Final = (
    "people|persons?|victims?|survivors?|adults?|child|children|wom[ae]n|m[ae]n|girls?|boys?"
    "|cases?|referrals?|families|family"
)
SMALL_NUMBERS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_COUNTED: Final = re.compile(
    rf"\b(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{SMALL_NUMBERS})\s+(?:[\w’'-]+\s+){{0,1}}?(?:{PEOPLE})\b",
    re.IGNORECASE,
)

_YEARS: Final = frozenset(str(year) for year in range(1990, 2100))


def explain_unpublished_count(text: str) -> str:
    """Why a text may not stand in a pack, as a sentence for its writer; empty where no such count is in it."""
    for found in _COUNTED.finditer(text):
        number = found["number"].replace(",", "")
        if number in _YEARS:  # "in 2026 victims waited"
            continue
        if not number.isdigit() or int(number) % 5:
            return msg(
                "“{words}” is a count that was not published. Use the figures printed in the pack: multiples of five.",
                words=found[0],
            )
    return ""
