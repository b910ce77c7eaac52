"""Asking the door about a case: may this person do this here?"""

import datetime
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.kernel.refusals import NotNow

CLOSED = "This case is closed: nothing can be added to it. Open it again on its own page, with a reason, and go on."


def enter(
    case_id: UUID, by: Actor, permission: Permission, *kinds: Kind, closed_too: bool = False
) -> tuple[Case, Sight]:
    """Lock the case for a change by the actor. Raises Denied for the door's no, NotNow where it is closed.

    `closed_too` is for the few acts that a closed case still takes: opening it again, ending what was shared.
    """
    case = _locked(case_id)
    if case is None:
        raise NotOpenToYou
    sight = sight_of(case, by)
    sight.require(permission)
    for kind in kinds:
        sight.needs(kind)
    if case.closed_at is not None and not closed_too:
        raise NotNow(CLOSED)
    return case, sight


def sight_of(case: Case, by: Actor, on: datetime.date | None = None) -> Sight:
    """What the actor may see of the case. Raises NotOpenToYou where that is nothing."""
    return policy.sight(by, FileFacts(case.pk, case.owner_id), on or today())


def _locked(case_id: UUID) -> Case | None:
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    return cases.filter(pk=case_id).first()
