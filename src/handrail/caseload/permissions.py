"""May this person work on the case: their tasks, contacts, dependants?"""

import datetime
from uuid import UUID

from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.models import User
from handrail.access.policy import FileFacts
from handrail.access.roles import CARDS, Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import enter
from handrail.kernel.refusals import NotNow

AHEAD = datetime.timedelta(days=366 * 2)
"""How far ahead something is planned: further is a slip of the finger."""
HOLDERS = [role.value for role, card in CARDS.items() if Permission.OPEN_CASE in card.permissions]
"""Roles that can hold a case, and so take one over."""
SOMEBODY_ELSE = "Choose somebody who works on this case, or the team."


def enter_work(case_id: UUID, by: Actor, *kinds: Kind) -> tuple[Case, Sight]:
    """Lock the case for somebody who works on it. Raises Denied, and NotNow where it is closed."""
    return enter(case_id, by, Permission.RECORD, *kinds)


def working_sight(sight: Sight, *kinds: Kind) -> None:
    """Raise Denied unless the reader works on the case and may see these kinds: what a team is to do is its own."""
    if not sight.inside:
        raise Denied("Only those who work on the case see what is planned and to do.")
    for kind in kinds:
        sight.needs(kind)


def worker_on(case: Case, user_id: int) -> User:
    """The person with that number, who works on the case today. Raises NotNow for anybody else."""
    user = User.objects.filter(pk=user_id, is_active=True, body=case.owner_id).first()
    if user is None or not works_on(user.actor, case):
        raise NotNow(SOMEBODY_ELSE)
    return user


def works_on(actor: Actor, case: Case) -> bool:
    """Whether they are named on the case, or lead for the body that holds it."""
    try:
        sight = policy.sight(actor, FileFacts(case.pk, case.owner_id), today())
    except NotOpenToYou:
        return False
    return sight.may(Permission.RECORD)


def was_asked(to_user_id: int | None, to_body_id: int, actor: Actor) -> bool:
    """Whether the actor is who was asked, or of the body that was and may hold cases."""
    if to_user_id is not None:
        return to_user_id == actor.user_id
    return to_body_id == actor.body_id and actor.may(Permission.OPEN_CASE)


def may_lie_ahead(on: datetime.date) -> None:
    """A day from today on, and not so far away that a slip of the finger is likelier."""
    if on < timezone.localdate():
        raise NotNow("That day has passed. Choose today or a day to come.")
    _near_enough(on)


def has_come(on: datetime.date) -> None:
    """A day that has come, and not one long before anybody was met."""
    if on > timezone.localdate():
        raise NotNow("That day has not come yet. Record it once it has.")
    if on.year < 1990:
        raise NotNow("Check the year: it is before 1990.")


def _near_enough(on: datetime.date) -> None:
    if on > timezone.localdate() + AHEAD:
        raise NotNow("Check the year: that day is more than two years away.")
