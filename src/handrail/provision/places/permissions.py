"""May this person find somebody a place, and may an adult place be offered at all?"""

import datetime
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter
from handrail.casework.offers.actions.plan import NO_ADULT_PLACE
from handrail.directory.housing.models import Place
from handrail.directory.housing.queries.agreements import AgreementLine, agreement_of, agreements_for
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.places.models import Stay


def enter_place(case_id: UUID, by: Actor) -> tuple[Case, Sight]:
    """Lock the case for somebody who may find a place for this person. Raises Denied, NotNow."""
    return enter(case_id, by, Permission.FIND_PLACE, Kind.SUPPORT)


def adults_only(case: Case) -> None:
    """Raises NotNow for a child, and while the age is not sure: whoever asks, for whichever place."""
    if case.age != "adult":
        raise NotNow(NO_ADULT_PLACE)


def agreement_for(sight: Sight, place: Place, night: datetime.date, by: Actor) -> AgreementLine | None:
    """Under which agreement the place may be used, None where it is one's own or lets anybody who rings.

    A body with which the case is shared uses places of its own alone. Raises Denied.
    """
    if place.provider_id == by.body_id:
        return None
    if not sight.inside:
        raise Denied(
            "You can hold only places of your own organisation for somebody whose case another holds."
        )
    lines = agreements_for(by.body_id, night)
    found = next((line for line in lines if line.covers(place.pk, place.provider_id, place.kind)), None)
    if found is None and place.use != "ask":
        raise Denied("No agreement lets your organisation use that place on that night.")
    return found


def still_open(stay: Stay, sight: Sight, night: datetime.date, by: Actor) -> AgreementLine | None:
    """The agreement under which the stay goes on, None where it needs none. What let them in is asked once more.

    Raises Denied, NotNow.
    """
    place = stay.unit.place
    if stay.agreement_id is None:
        found = agreement_for(sight, place, night, by)
        return None if place.use == "ask" else found
    line = agreement_of(stay.agreement_id)
    assert line is not None, "the database keeps the agreement of a stay"
    theirs = place.provider_id == by.body_id or by.body_id in line.user_ids
    if not (theirs and line.covers(place.pk, place.provider_id, place.kind)):
        raise NotNow(
            say(
                "The agreement “{name}” does not let your organisation use that place now. Ask "
                "{provider}, or find another place.",
                name=line.name,
                provider=line.provider,
            )
        )
    return line
