"""Who answers for the data of a person."""

from uuid import UUID

from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission


def lock_and_authorise_case_record(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    """Lock a record, open or closed, restricted or not, for whoever answers for the data that it holds.

    Returns:
        The locked case, and what the actor may see of it.

    Raises:
        Denied: the policy says no; NotVisible where there is no such case, alike.
    """
    return lock_and_authorise_case_by_id(
        case_id, by, Permission.KEEP_PERSONAL_DATA, allow_closed=True, allow_restricted=True
    )
