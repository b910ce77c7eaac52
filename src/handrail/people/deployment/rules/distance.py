"""How far somebody comes, as a band: codes of areas and districts are compared, and no place is told.

No travel times: nobody's address may leave the case for a route planner, and a table of roads would be a guess too.
"""

from enum import StrEnum
from typing import NamedTuple


class DistanceBand(StrEnum):
    """Nearest first. The region is the Office for National Statistics' of the police force area."""

    SAME_DISTRICT = "same_district"
    SAME_AREA = "same_area"
    SAME_REGION = "same_region"
    FURTHER = "further"
    NOT_KNOWN = "not_known"


FROM_ANOTHER_AREA = frozenset({DistanceBand.SAME_REGION, DistanceBand.FURTHER})


class CodedPlace(NamedTuple):
    """Codes of a police force area, its region and a district; empty where they are not known."""

    area: str = ""
    region: str = ""
    district: str = ""


NO_PLACE = CodedPlace()


def find_distance_band(base: CodedPlace, person: CodedPlace) -> DistanceBand:
    """The band between a base and a person.

    Args:
        base: of the practitioner, or of their post.
        person: the district only where it is open to the reader.
    """
    if base.district and base.district == person.district:
        return DistanceBand.SAME_DISTRICT
    if not base.area or not person.area:
        return DistanceBand.NOT_KNOWN
    if base.area == person.area:
        return DistanceBand.SAME_AREA
    return DistanceBand.SAME_REGION if base.region == person.region else DistanceBand.FURTHER
