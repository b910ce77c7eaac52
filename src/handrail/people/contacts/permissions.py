"""Who may work on a case, take one over, and for which days work is planned."""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import find_actor_for_body, users_working_for_q
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError

FARTHEST_AHEAD = datetime.timedelta(days=366 * 2)
"""The farthest day for which something is planned: a later one is probably a typing error."""
HOLDER_PERMISSION = Permission.OPEN_CASE
"""Roles that can hold a case, and so take one over."""
NOT_A_WORKER = "Choose someone who works on this case, or the team."


def lock_case_for_work(case_id: UUID, by: Actor, *kinds: Kind) -> tuple[Case, CaseAccess]:
    """Lock the case for somebody who works on it.

    Args:
        case_id: the case.
        by: who acts.
        kinds: what must be open to them.

    Returns:
        The case, and what the actor may see of it.

    Raises:
        Denied: the actor does not work on the case, or a kind is not open to them.
        ActionNotPossibleError: the case is closed.
    """
    return lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, *kinds)


def require_works_on_case(case_access: CaseAccess, *kinds: Kind) -> None:
    """Raise Denied unless the reader works on the case and may see these kinds of information."""
    if not case_access.inside:
        raise Denied("Only people who work on the case see plans and tasks.")
    for kind in kinds:
        case_access.needs(kind)


def get_worker_on_case(case: Case, user_id: int) -> User:
    """The user of that number, who works on the case today. Raises ActionNotPossibleError for anybody else."""
    user = User.objects.filter(users_working_for_q([case.owner_id]), pk=user_id, is_active=True).first()
    actor = find_actor_for_body(user, case.owner_id, Permission.VIEW_CASE) if user else None
    if user is None or actor is None or not is_actor_working_on_case(actor, case):
        raise ActionNotPossibleError(NOT_A_WORKER)
    return user


def is_actor_working_on_case(actor: Actor, case: Case) -> bool:
    """Whether the actor is named on the case, or leads for the body that holds it."""
    try:
        case_access = policy.get_access_to_file(actor, CaseFileIdAndOwner(case.pk, case.owner_id), today())
    except NotVisible:
        return False
    return case_access.may(Permission.RECORD)


def is_hand_over_recipient(to_user_id: int | None, to_body_id: int, actor: Actor) -> bool:
    """Whether a handover is for the actor to answer.

    Args:
        to_user_id: the colleague who was asked; None where another body was.
        to_body_id: the body that was asked, any of whose people who may hold cases can answer.
        actor: who reads or answers.
    """
    if to_user_id is not None:
        return to_user_id == actor.user_id
    return to_body_id == actor.body_id and actor.may(Permission.OPEN_CASE)


def raise_unless_day_is_today_or_later(on: datetime.date) -> None:
    """Raise ActionNotPossibleError unless the day is today or later, and within two years."""
    if on < timezone.localdate():
        raise ActionNotPossibleError("That day has passed. Choose today or a later day.")
    _raise_if_day_too_far_ahead(on)


def raise_unless_day_is_today_or_earlier(on: datetime.date) -> None:
    """Raise ActionNotPossibleError unless the day is today or earlier, and not before 1990."""
    if on > timezone.localdate():
        raise ActionNotPossibleError("That day is in the future. Record it after the day.")
    if on.year < 1990:
        raise ActionNotPossibleError("Check the year: it is before 1990.")


def _raise_if_day_too_far_ahead(on: datetime.date) -> None:
    if on > timezone.localdate() + FARTHEST_AHEAD:
        raise ActionNotPossibleError("Check the year: that day is more than two years away.")
