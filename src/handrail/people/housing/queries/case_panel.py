"""What the case page says of a place: what is held or theirs, and for a child how long nobody has placed them."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.housing.queries.child_placement_search import (
    ChildPlacementSearchDetail,
    get_child_placement_search,
)
from handrail.people.housing.queries.stays import StayRow, list_live_stays
from handrail.people.records.models import Case, Need
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class CaseStaysAndChildSearch:
    """`child` is None for an adult, and for a child whom nobody is finding a place."""

    reference: str
    stays: tuple[StayRow, ...]
    child: ChildPlacementSearchDetail | None


def find_case_stays_and_child_search(
    case_access: CaseAccess, now: datetime.datetime, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> CaseStaysAndChildSearch | None:
    """What is held or theirs, and for a child how long nobody has placed them: two statements, for a child five.

    Args:
        case_access: what the reader may see of the case.
        now: the moment of the page.
        known: which parts of the case hold anything.

    Returns:
        None where it is known that there is nothing.
    """
    case_access.needs(Kind.HOUSING)
    if not any(map(known.has, ("stay", "child_watch", "child_need"))):
        return None
    case: Case = _select_case_by_id(case_access.file_id).get()
    child = None
    if case.age != "adult":
        found = get_child_placement_search(case, None, now)
        wanted = (
            found.began_at is not None
            or Need.objects.filter(case=case, kind="place", met_on__isnull=True).exists()
        )
        child = found if wanted else None
    return CaseStaysAndChildSearch(case.reference, list_live_stays(case, now, case_access), child)


def list_held_beds(
    case_access: CaseAccess, now: datetime.datetime, known: CasePartsKnownEmptyOrFetched
) -> tuple[StayRow, ...]:
    """Beds that are held and neither confirmed nor let go: two statements, none where there is no stay.

    Args:
        case_access: what the reader may see of the case.
        now: the moment of the page.
        known: which parts of the case hold anything.

    Returns:
        Nothing for whoever may not find a place.
    """
    if not case_access.may(Permission.FIND_PLACE) or Kind.HOUSING not in case_access.kinds:
        return ()
    if not known.has("stay"):
        return ()
    case_access.needs(Kind.HOUSING)
    case: Case = _select_case_by_id(case_access.file_id).get()
    return tuple(stay for stay in list_live_stays(case, now, case_access) if stay.state == "held")


def _select_case_by_id(case: UUID) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk=case)
