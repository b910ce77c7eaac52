"""Changing to another of one's own roles. Giving and ending roles is administration's (platform/administration)."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.current_role import CHOSEN, find_actor_of_role
from handrail.platform.access.models import Membership, User
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def change_current_role(*, session: SessionBase, number: int | None, by: Actor) -> Actor:
    """Work in another of one's own roles from now on, in this session.

    Args:
        session: of whoever is signed in.
        number: of the further role; None for that of the account.
        by: who acts, in the role that they leave.

    Returns:
        The actor in the new role.

    Raises:
        ActionNotPossibleError: that role is not theirs, or has ended.
    """
    user = User.objects.get(pk=by.user_id)
    actor = user.actor if number is None else find_actor_of_role(user, number)
    if actor is None:
        raise ActionNotPossibleError("That role has ended. Choose another one.")
    if number is None:
        session.pop(CHOSEN, None)
    else:
        session[CHOSEN] = number
        Membership.objects.filter(pk=number).update(used_at=timezone.now())
    write_audit_record(who=actor.who, verb="began to work in this role", about=None)
    return actor


def store_further_role_count(user_id: int) -> None:
    """Keep on the account how many further roles there are: the head of each page asks."""
    live = Membership.objects.live().filter(user=user_id).count()
    User.objects.filter(pk=user_id).update(further_roles=live)
