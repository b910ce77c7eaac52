"""What may be asked of places that were given: for one case through its sight, for a body as counts without names."""

from handrail.provision.places.queries.gaps import GapCount, RefusalCount, nothing_fitted, refusals

__all__ = ["GapCount", "RefusalCount", "nothing_fitted", "refusals"]
