"""The role in which somebody works now: the one that they chose in this session, else that of their account.

What is done is recorded with that role and its organisation, and with no other.
"""

from django.contrib.sessions.backends.base import SessionBase

from handrail.platform.access.actor import Actor
from handrail.platform.access.models import Membership, User

CHOSEN = "membership"  # in the session: the number of the further role that was chosen
_FOUND = "_actor_of_chosen_role"  # on the user, for the request


def get_current_actor(user: User, session: SessionBase) -> Actor:
    """Who acts. A further role that has ended, or that something else wrote, gives way to that of the account."""
    number = session.get(CHOSEN)
    if number is None:
        return user.actor
    found: tuple[int, Actor] | None = getattr(user, _FOUND, None)
    if found is None or found[0] != number:
        found = (number, find_actor_of_role(user, number) or user.actor)
        setattr(user, _FOUND, found)
    return found[1]


def find_actor_of_role(user: User, number: int) -> Actor | None:
    """The person in a further role of theirs; None where it has ended or is another person's."""
    row = (
        Membership.objects.live().select_related("body", "user__body").filter(pk=number, user=user.pk).first()
    )
    return row.actor if row is not None and row.is_intact else None
