"""What may be asked of places that were given: for one case through its sight, for a body as counts without names."""

from handrail.people.housing.queries.gap_counts import (
    GapCount,
    RefusalCount,
    count_nothing_fits,
    count_refusals,
)

__all__ = ["GapCount", "RefusalCount", "count_nothing_fits", "count_refusals"]
