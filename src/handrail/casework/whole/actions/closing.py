"""Marking a case as closed, and as open again. What lies above casework names first what is still open
(`caseload.actions.closing`); this is the part that every package's door reads.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter
from handrail.casework.events.recompute import recompute
from handrail.casework.whole.states import ClosedBecause
from handrail.kernel.refusals import NotNow


def enter_to_close(case_id: UUID, by: Actor) -> tuple[Case, Sight]:
    """Lock an open case for somebody who may see all that can be open on it. Raises Denied, NotNow."""
    return enter(case_id, by, Permission.RECORD, Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)


@transaction.atomic
def mark_closed(*, case_id: UUID, because: ClosedBecause, by: Actor) -> Case:
    """Nothing more is added to the case. Everything stays as it is, and can be read."""
    case, _ = enter_to_close(case_id, by)
    case.closed_at, case.closed_by_id = timezone.now(), by.user_id
    case.closed_because = ClosedBecause(because)
    case.version += 1
    case.save(update_fields=["closed_at", "closed_by", "closed_because", "version"])
    record(who=by.who, verb="closed the case", about=case.pk, why=ClosedBecause(because).label)
    return case


@transaction.atomic
def mark_open(*, case_id: UUID, by: Actor) -> Case:
    """Open a closed case again: the rules are asked what they say today. Raises NotNow where it is open."""
    case, _ = enter(case_id, by, Permission.RECORD, Kind.PATHWAY, closed_too=True)
    if case.closed_at is None:
        raise NotNow("This case is open already.")
    case.closed_at, case.closed_by, case.closed_because = None, None, ""
    case.save(update_fields=["closed_at", "closed_by", "closed_because"])
    recompute(case)
    record(who=by.who, verb="opened the case again", about=case.pk)
    return case
