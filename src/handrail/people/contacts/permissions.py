"""May this person work on the case: their tasks, contacts, dependants?"""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotAllowed

FARTHEST_AHEAD = datetime.timedelta(days=366 * 2)
"""How far ahead something is planned: further is a slip of the finger."""
HOLDER_ROLES = [role.value for role, card in ROLES.items() if Permission.OPEN_CASE in card.permissions]
"""Roles that can hold a case, and so take one over."""
NOT_A_WORKER = "Choose somebody who works on this case, or the team."


def lock_for_work(case_id: UUID, by: Actor, *kinds: Kind) -> tuple[Case, CaseAccess]:
    """Lock the case for somebody who works on it. Raises Denied, and NotNow where it is closed."""
    return lock_and_authorise(case_id, by, Permission.RECORD, *kinds)


def check_works_on_case(case_access: CaseAccess, *kinds: Kind) -> None:
    """Raise Denied unless the reader works on the case and may see these kinds: what a team is to do is its own."""
    if not case_access.inside:
        raise Denied("Only those who work on the case see what is planned and to do.")
    for kind in kinds:
        case_access.needs(kind)


def get_worker_on_case(case: Case, user_id: int) -> User:
    """The person with that number, who works on the case today. Raises NotNow for anybody else."""
    user = User.objects.filter(pk=user_id, is_active=True, body=case.owner_id).first()
    if user is None or not is_working_on(user.actor, case):
        raise ActionNotAllowed(NOT_A_WORKER)
    return user


def is_working_on(actor: Actor, case: Case) -> bool:
    """Whether they are named on the case, or lead for the body that holds it."""
    try:
        case_access = policy.access_for_file(actor, FileFacts(case.pk, case.owner_id), today())
    except NotVisible:
        return False
    return case_access.may(Permission.RECORD)


def is_hand_over_recipient(to_user_id: int | None, to_body_id: int, actor: Actor) -> bool:
    """Whether the actor is who was asked, or of the body that was and may hold cases."""
    if to_user_id is not None:
        return to_user_id == actor.user_id
    return to_body_id == actor.body_id and actor.may(Permission.OPEN_CASE)


def check_day_is_ahead(on: datetime.date) -> None:
    """A day from today on, and not so far away that a slip of the finger is likelier."""
    if on < timezone.localdate():
        raise ActionNotAllowed("That day has passed. Choose today or a day to come.")
    _check_plausible_day(on)


def check_day_has_come(on: datetime.date) -> None:
    """A day that has come, and not one long before anybody was met."""
    if on > timezone.localdate():
        raise ActionNotAllowed("That day has not come yet. Record it once it has.")
    if on.year < 1990:
        raise ActionNotAllowed("Check the year: it is before 1990.")


def _check_plausible_day(on: datetime.date) -> None:
    if on > timezone.localdate() + FARTHEST_AHEAD:
        raise ActionNotAllowed("Check the year: that day is more than two years away.")
