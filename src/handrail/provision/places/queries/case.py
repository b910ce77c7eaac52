"""What the case page says of a place: what is held or theirs, and for a child how long nobody has placed them."""

import datetime
from dataclasses import dataclass

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case, Need
from handrail.prepared import Asked, given, statement
from handrail.provision.places.queries.child import ChildLine, child_line
from handrail.provision.places.queries.stays import StayLine, live_stays


@dataclass(frozen=True, slots=True)
class PlacesOfCase:
    """`child` is None for an adult, and for a child whom nobody is finding a place."""

    reference: str
    stays: tuple[StayLine, ...]
    child: ChildLine | None


def places_of_case(sight: Sight, now: datetime.datetime) -> PlacesOfCase:
    """Three statements for an adult, up to five for a child."""
    sight.needs(Kind.SUPPORT)
    case: Case = _case().models(case=sight.file_id)[0]
    child = None
    if case.age != "adult":
        found = child_line(case, None, now)
        wanted = (
            found.began_at is not None
            or Need.objects.filter(case=case, kind="place", met_on__isnull=True).exists()
        )
        child = found if wanted else None
    return PlacesOfCase(case.reference, live_stays(case, now, sight), child)


@statement
def _case() -> Asked:
    return Case.objects.filter(pk=given("case"))
