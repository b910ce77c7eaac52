"""Two groups compared: each share with Wilson's interval, their difference with Newcombe's (1998, method 10). Pure.

Everything comes from published figures. That they were rounded by chance makes the ranges wider: the variance of the
rounding is added, four people squared for each figure in a sum, noughts too (docs/decisions/figures.md).
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final, NamedTuple

Z: Final = 1.959963984540054
"""Of the normal distribution: 95 in 100 lie within."""
ROUNDING_VARIANCE: Final = 4.0
"""Of one published figure: what it hides is -4 to 4, as often as 1, 2, 3, 4, 5, 4, 3, 2, 1 of 25. A published nought
hides 0 to 4, whose mean square is less, 10/3: a share of 0 or 100% that rests on noughts is no more certain."""
SMALLEST_BASE: Final = 20
"""Below so many people no share is told."""


class PublishedSum(NamedTuple):
    """A sum of published figures, and of how many, noughts too: a nought hides up to four people."""

    people: int
    figures: int

    def __add__(self, other: object) -> "PublishedSum":
        if not isinstance(other, PublishedSum):
            return NotImplemented
        return PublishedSum(self.people + other.people, self.figures + other.figures)


class ShareWithConfidenceInterval(NamedTuple):
    """A share between 0 and 1, with the least and the greatest that it likely is."""

    share: float
    low: float
    high: float


def sum_published_figures(figures: Sequence[int]) -> PublishedSum:
    """The sum of some figures."""
    return PublishedSum(sum(figures), len(figures))


def compute_share_with_confidence_interval(
    part: PublishedSum, rest: PublishedSum
) -> ShareWithConfidenceInterval | None:
    """The share of a part in part and rest; None where the base is too small.

    Wilson's interval, widened by what rounding adds.
    """
    base = part.people + rest.people
    if base < SMALLEST_BASE:
        return None
    share = part.people / base
    low, high = find_wilson_interval(part.people, base)
    rounding = ROUNDING_VARIANCE * (rest.people**2 * part.figures + part.people**2 * rest.figures) / base**4
    wider = Z**2 * rounding
    return ShareWithConfidenceInterval(
        share,
        max(0.0, share - sqrt((share - low) ** 2 + wider)),
        min(1.0, share + sqrt((high - share) ** 2 + wider)),
    )


def find_wilson_interval(part: float, base: float) -> tuple[float, float]:
    """Wilson's score interval of a share at 95 in 100.

    Args:
        part: how many.
        base: of how many; above nought.

    Returns:
        Its least and greatest, between 0 and 1.
    """
    share, square = part / base, Z**2
    middle = (share + square / (2 * base)) / (1 + square / base)
    half = Z / (1 + square / base) * sqrt(share * (1 - share) / base + square / (4 * base**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def compute_difference_with_confidence_interval(
    first: ShareWithConfidenceInterval, second: ShareWithConfidenceInterval
) -> ShareWithConfidenceInterval:
    """The first share less the second, with Newcombe's interval."""
    difference = first.share - second.share
    below = sqrt((first.share - first.low) ** 2 + (second.high - second.share) ** 2)
    above = sqrt((first.high - first.share) ** 2 + (second.share - second.low) ** 2)
    return ShareWithConfidenceInterval(difference, difference - below, difference + above)


def is_beyond_chance(difference: ShareWithConfidenceInterval) -> bool:
    """Whether the range does not touch nought, as it is printed in whole people of a hundred."""
    return round(100 * difference.low) > 0 or round(100 * difference.high) < 0
