"""Limits of a chart over time, from published figures alone: the middle, and 2.66 moving ranges either side.

The limits are those of individuals and moving ranges (XmR), as the NHS's "Making data count" draws them. They come from
a fixed stretch, so that a later change does not move them. They judge nothing: the scan of signals does.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from handrail.platform.documents.document_tree import ControlLimits

STRETCH: Final = 12
"""So many points make the limits; with fewer there are none (design of charts)."""
SMALLEST_MIDDLE: Final = 10
"""Below so many people on the average rounding and chance are all that such a chart would show."""
RANGES: Final = 2.66


def compute_control_limits(
    values: Sequence[int], *, smallest_middle: float = SMALLEST_MIDDLE
) -> ControlLimits | None:
    """The limits of a series, from its first points.

    Args:
        values: in order of time.
        smallest_middle: without limits below it.

    Returns:
        None where there are too few points or too few people.
    """
    stretch = values[:STRETCH]
    if len(stretch) < STRETCH:
        return None
    middle = sum(stretch) / STRETCH
    if middle < smallest_middle:
        return None
    reach = RANGES * sum(abs(b - a) for a, b in pairwise(stretch)) / (STRETCH - 1)
    return ControlLimits(
        round(max(0.0, middle - reach), 1), round(middle, 1), round(middle + reach, 1), STRETCH
    )
