"""The policy of a case: may this person do this here?"""

import datetime
from uuid import UUID

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, CASE_RESTRICTED_MESSAGE, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError


def lock_and_authorise_case_by_id(
    case_id: UUID,
    by: Actor,
    permission: Permission,
    *kinds: Kind,
    allow_closed: bool = False,
    allow_restricted: bool = False,
) -> tuple[Case, CaseAccess]:
    """Lock the case for a change by the actor.

    Args:
        case_id: the case.
        by: who acts.
        permission: what for.
        kinds: what must be open to them.
        allow_closed: for the few acts that a closed case still takes, such as opening it again.
        allow_restricted: for the few acts that a restricted case still takes: danger, safety, ending what is shared.

    Returns:
        The locked case, and what the actor may see of it.

    Raises:
        Denied: the policy says no; NotVisible where there is no such case, alike.
        ActionNotPossibleError: the case is closed or restricted.
    """
    case = _lock_case_of_file(case_id)
    if case is None:
        raise NotVisible
    case_access = get_case_access(case, by)
    case_access.require(permission)
    for kind in kinds:
        case_access.needs(kind)
    if case.closed_at is not None and not allow_closed:
        raise ActionNotPossibleError(CASE_CLOSED_MESSAGE)
    if not allow_restricted:
        raise_if_case_restricted(case)
    return case, case_access


def raise_if_case_restricted(case: Case) -> None:
    """For acts that lock a case in their own way: a restriction binds every organisation (UK GDPR article 18)."""
    if case.restricted_on is not None:
        raise ActionNotPossibleError(CASE_RESTRICTED_MESSAGE)


def get_case_access(case: Case, by: Actor, on: datetime.date | None = None) -> CaseAccess:
    """What the actor may see of the case.

    Args:
        case: the case.
        by: who reads or acts.
        on: the day asked; None for today.

    Raises:
        NotVisible: they may see nothing of it.
    """
    return policy.get_access_to_file(by, CaseFileIdAndOwner(case.pk, case.owner_id), on or today())


def _lock_case_of_file(case_id: UUID) -> Case | None:
    cases = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    return cases.filter(pk=case_id).first()
