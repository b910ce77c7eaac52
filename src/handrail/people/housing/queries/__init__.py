"""What may be asked of places and stays: for one case by what its reader may see, for a body counts without names."""

from handrail.people.housing.queries.gap_counts import (
    HousingRefusalCount,
    MissingProvisionCount,
    list_housing_refusal_counts,
    list_missing_provision_counts,
)

__all__ = [
    "HousingRefusalCount",
    "MissingProvisionCount",
    "list_housing_refusal_counts",
    "list_missing_provision_counts",
]
