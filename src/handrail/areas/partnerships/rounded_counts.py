"""Counts of people as they leave the group: to the nearest five, and below five no number at all."""

from typing import Final

from handrail.platform.kernel.messages import msg

BASE: Final = 5
FEWER: Final = "Fewer than 5"


def round_count_for_publication(number: int) -> str:
    """A count of people for everybody: 12 is “about 10”; nought to four are told alike."""
    if number < BASE:
        return FEWER
    return msg("About {number}", number=f"{(number + BASE // 2) // BASE * BASE:,}")
