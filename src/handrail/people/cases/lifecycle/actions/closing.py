"""Marking a case as closed, and as open again.

What is still open on it is named first by `people/contacts/actions/closing.py`; this is the part that
`records/permissions.py` reads.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


def lock_case_for_closing(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    """Lock an open case for somebody who may see all that can be open on it.

    Returns:
        The locked case, and what the actor may see of it.

    Raises:
        Denied: something that can be open on it is not open to the actor.
        ActionNotPossibleError: the case is closed already.
    """
    return lock_and_authorise_case_by_id(
        case_id, by, Permission.RECORD, Kind.PATHWAY, Kind.NOTES, Kind.CONTACT, allow_restricted=True
    )


@transaction.atomic
def mark_case_closed(*, case_id: UUID, because: ClosureReason, by: Actor) -> Case:
    """Close a case: nothing more is added to it. Everything stays as it is, and can be read.

    Args:
        case_id: the case.
        because: why.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is closed already.
    """
    case, _ = lock_case_for_closing(case_id, by)
    case.closed_at, case.closed_by_id = timezone.now(), by.user_id
    case.closed_because = ClosureReason(because)
    case.version += 1
    case.save(update_fields=["closed_at", "closed_by", "closed_because", "version"])
    write_audit_record(who=by.who, verb="closed the case", about=case.pk, why=ClosureReason(because).label)
    return case


@transaction.atomic
def mark_case_open(*, case_id: UUID, by: Actor) -> Case:
    """Open a closed case again: the rules are asked what they say today. Raises ActionNotPossibleError where
    it is open."""
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY, allow_closed=True)
    if case.closed_at is None:
        raise ActionNotPossibleError("This case is already open.")
    case.closed_at, case.closed_by, case.closed_because = None, None, ""
    case.save(update_fields=["closed_at", "closed_by", "closed_because"])
    recompute_case(case)
    write_audit_record(who=by.who, verb="reopened the case", about=case.pk)
    return case
