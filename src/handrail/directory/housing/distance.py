"""How far a zone is from another, in whole miles: rough on purpose, and said to be."""

import math
from typing import Protocol

KM_PER_MILE = 1.609
TOO_NEAR_MILES = 5  # miles; ours: no guidance names a distance
NEAR_MILES = 10


class GridPoint(Protocol):
    """Anything with a middle on the grid."""

    @property
    def east(self) -> int: ...
    @property
    def north(self) -> int: ...


def get_whole_miles_between_grid_points(one: GridPoint, other: GridPoint) -> int:
    """Between the middles of two zones."""
    return round(math.hypot(one.east - other.east, one.north - other.north) / KM_PER_MILE)
