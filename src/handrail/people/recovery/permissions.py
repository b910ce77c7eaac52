"""May this person? What the person wants and what holds them back is support: written by those who work on the case."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission


def lock_case_for_writing_support_records(case_id: UUID, by: Actor, kind: Kind) -> tuple[Case, CaseAccess]:
    """Lock the case for writing about support.

    Args:
        case_id: the case.
        by: who writes.
        kind: of information that is written.

    Returns:
        The case, and what the actor may see of it.

    Raises:
        Denied: the case was only shared with the actor’s organisation, which reads and does not write.
    """
    return lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, kind)


def lock_case_for_writing_feedback(
    case_id: UUID, by: Actor, permission: Permission
) -> tuple[Case, CaseAccess]:
    """Lock the case for what was said of us. A closed case too: whoever was helped here may still complain.

    Args:
        case_id: the case.
        by: who acts.
        permission: what they do.

    Returns:
        The case, and what the actor may see of it.

    Raises:
        NotVisible: there is no such case for the actor.
        Denied: the actor does not work on it, or may not.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotVisible
    case_access = get_case_access(case, by)
    require_may_read_feedback(case_access)
    case_access.require(permission)
    return case, case_access


def require_may_read_feedback(case_access: CaseAccess) -> None:
    """What the person said of us is for those who work on the case: nobody it was shared with reads it."""
    if not case_access.inside:
        raise Denied("Only people who work on the case can see feedback.")
    case_access.needs(Kind.OWN_WORDS)


def feedback_readable_by_actor_q(actor: Actor) -> Q:
    """The rows of feedback that the actor may read, on cases that are open to them.

    Never what is about themselves. What is about a colleague is for those who answer, and for whoever wrote it down.
    """
    return feedback_readable_by_user_q(actor.user_id, answers=actor.may(Permission.ANSWER_FEEDBACK))


def feedback_readable_by_user_q(user: Any, *, answers: bool) -> Q:
    """The same, of one user by their number: `answers` is whether they answer for what is said of their body."""
    rows = Q(about__isnull=True) | Q(recorded_by=user)
    if answers:
        rows |= Q(about__isnull=False)
    return rows & ~Q(about__isnull=False, about=user)
