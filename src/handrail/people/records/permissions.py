"""Asking the door about a case: may this person do this here?"""

import datetime
from uuid import UUID

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotAllowed


def lock_and_authorise(
    case_id: UUID, by: Actor, permission: Permission, *kinds: Kind, allow_closed: bool = False
) -> tuple[Case, CaseAccess]:
    """Lock the case for a change by the actor. Raises Denied for the door's no, ActionNotAllowed where it is closed.

    `closed_too` is for the few acts that a closed case still takes: opening it again, ending what was shared.
    """
    case = _lock_case(case_id)
    if case is None:
        raise NotVisible
    case_access = get_case_access(case, by)
    case_access.require(permission)
    for kind in kinds:
        case_access.needs(kind)
    if case.closed_at is not None and not allow_closed:
        raise ActionNotAllowed(CASE_CLOSED_MESSAGE)
    return case, case_access


def get_case_access(case: Case, by: Actor, on: datetime.date | None = None) -> CaseAccess:
    """What the actor may see of the case. Raises NotVisible where that is nothing."""
    return policy.access_for_file(by, FileFacts(case.pk, case.owner_id), on or today())


def _lock_case(case_id: UUID) -> Case | None:
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    return cases.filter(pk=case_id).first()
