"""What may be asked of places and stays: for one case by what its reader may see, for a body counts without names."""

from handrail.people.housing.queries.gap_counts import (
    GapCount,
    RefusalCount,
    count_nothing_fits,
    count_refusals,
)

__all__ = ["GapCount", "RefusalCount", "count_nothing_fits", "count_refusals"]
