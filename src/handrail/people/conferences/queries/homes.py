"""Where the person stays and whether a hotel suits, without an address, for whoever works on the case."""

import datetime
from typing import NamedTuple
from uuid import UUID

from handrail.people.housing.models import Stay
from handrail.people.housing.text_choices import StayState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission

MOST = 5


class AccommodationStayWithSuitabilityCheckRow(NamedTuple):
    """One stay. `suits`: whether the signed check says so; None where no check was needed."""

    state: str
    since: datetime.datetime
    suits: bool | None
    overruled_by: str


def list_stays_with_suitability_checks(
    access: CaseAccess, case_id: UUID
) -> list[AccommodationStayWithSuitabilityCheckRow] | None:
    """The newest stays with their check, without where they are: the case's own page has that. One statement.

    Args:
        access: to the case.
        case_id: the case.

    Returns:
        The newest first; None where housing is not open to the reader.
    """
    if Kind.HOUSING not in access.kinds or not access.may(Permission.FIND_PLACE):
        return None
    rows = Stay.objects.filter(case=case_id).exclude(state=StayState.LET_GO)
    found = list(rows.select_related("check_signed__overruled_by").order_by("-pk")[:MOST])
    if found:
        access.sees(Kind.HOUSING)
    return [
        AccommodationStayWithSuitabilityCheckRow(
            StayState(row.state).label,
            row.confirmed_at or row.held_at,
            row.check_signed.suitable if row.check_signed else None,
            row.check_signed.overruled_by.name if row.check_signed and row.check_signed.overruled_by else "",
        )
        for row in found
    ]
