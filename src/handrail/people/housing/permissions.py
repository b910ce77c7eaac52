"""May this person find somebody a place, and may an adult place be offered at all?"""

import datetime
from uuid import UUID

from handrail.directory.housing.models import Place
from handrail.directory.housing.queries.agreements import (
    AgreementDetail,
    find_agreement,
    list_agreements_for_night,
)
from handrail.people.cases.offers.actions.offers import NO_ADULT_PLACE
from handrail.people.housing.models import Stay
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


def lock_case_to_find_place(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    """Lock the case for somebody who may find a place for this person.

    Returns:
        The locked case, and what the actor may see of it.

    Raises:
        Denied: the actor may not.
        ActionNotPossibleError: the case is closed.
    """
    return lock_and_authorise_case_by_id(case_id, by, Permission.FIND_PLACE, Kind.HOUSING)


def raise_unless_adult(case: Case) -> None:
    """Raises ActionNotPossibleError for a child, and while the age is not sure: whoever asks, for whichever place."""
    if case.age != "adult":
        raise ActionNotPossibleError(NO_ADULT_PLACE)


def get_agreement_for_place(
    case_access: CaseAccess, place: Place, night: datetime.date, by: Actor
) -> AgreementDetail | None:
    """Under which agreement the place may be used. A body with which the case is shared uses places of its own alone.

    Args:
        case_access: what the actor may see of the case.
        place: the place.
        night: the night.
        by: who acts.

    Returns:
        None where it is the actor's own or lets anybody who rings.

    Raises:
        Denied: none lets the actor's body use it.
    """
    if place.provider_id == by.body_id:
        return None
    if not case_access.inside:
        raise Denied("For another organisation’s case, you can only hold your own organisation’s places.")
    lines = list_agreements_for_night(by.body_id, night)
    found = next((line for line in lines if line.covers(place.pk, place.provider_id, place.kind)), None)
    if found is None and place.use != "ask":
        raise Denied("Your organisation has no agreement to use that place on that night.")
    return found


def get_agreement_for_stay(
    stay: Stay, case_access: CaseAccess, night: datetime.date, by: Actor
) -> AgreementDetail | None:
    """The agreement under which the stay goes on. What let them in is asked once more.

    Args:
        stay: the stay, with its unit and place.
        case_access: what the actor may see of the case.
        night: the night from which it goes on.
        by: who acts.

    Returns:
        None where it needs none.

    Raises:
        Denied: no agreement lets the actor's body use the place.
        ActionNotPossibleError: the agreement of the stay no longer does.
    """
    place = stay.booking.unit.place
    if stay.booking.agreement_id is None:
        found = get_agreement_for_place(case_access, place, night, by)
        return None if place.use == "ask" else found
    line = find_agreement(stay.booking.agreement_id)
    assert line is not None, "the database keeps the agreement of a stay"
    theirs = place.provider_id == by.body_id or by.body_id in line.user_ids
    if not (theirs and line.covers(place.pk, place.provider_id, place.kind)):
        raise ActionNotPossibleError(
            msg(
                "Under the agreement “{name}”, your organisation cannot use that place now. Ask "
                "{provider}, or find another place.",
                name=line.name,
                provider=line.provider,
            )
        )
    return line
