"""Who is told by mail: the people who lead for an organisation, and everybody who takes part where nobody leads."""

from collections.abc import Iterable
from typing import Final

from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.outbox.actions import queue_messages
from handrail.platform.reference.models import Body

LEADING_ROLES: Final = (
    *(Role.COMMISSIONER, Role.SIGNATORY, Role.FORCE_LEAD),
    *(Role.BOARD, Role.DUTY_LEAD, Role.COLLATOR),
)


def list_user_ids(body_ids: Iterable[int]) -> list[int]:
    """Numbers of the users to be told for these organisations, or for those that they merged into."""
    taking_part = [
        role.value for role, card in ROLES.items() if Permission.JOIN_PARTNERSHIPS in card.permissions
    ]
    found: list[int] = []
    for body in _follow_successors(body_ids):
        for roles in ([role.value for role in LEADING_ROLES], taking_part):
            users = User.objects.filter(users_working_for_q([body], roles), is_active=True)
            if ids := list(users.values_list("pk", flat=True)):
                found += ids
                break
    return list(dict.fromkeys(found))


def tell_organisations(kind: str, body_ids: Iterable[int], *, occasion: str, path: str) -> int:
    """One mail to each person who is told for these organisations.

    Args:
        kind: the code of the template.
        body_ids: numbers of the organisations.
        occasion: what makes it one message.
        path: the page that it leads to.

    Returns:
        How many messages are new.
    """
    return queue_messages(
        kind=kind, occasion=occasion, about=occasion[:200], path=path, to=list_user_ids(body_ids)
    )


def _follow_successors(body_ids: Iterable[int]) -> list[int]:
    wanted = list(dict.fromkeys(body_ids))
    heirs = dict(Body.objects.filter(successor__isnull=False).values_list("pk", "successor"))
    found = []
    for body in wanted:
        seen = {body}
        while (heir := heirs.get(body)) and heir not in seen:
            seen.add(heir)
            body = heir
        found.append(body)
    return list(dict.fromkeys(found))
