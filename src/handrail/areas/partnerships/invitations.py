"""Who is told by mail: whoever holds a seat; else the people who lead for its organisation; else all who take part."""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from handrail.areas.partnerships.models import Seat
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Body

LEADING_ROLES: Final = (
    *(Role.COMMISSIONER, Role.SIGNATORY, Role.FORCE_LEAD),
    *(Role.BOARD, Role.DUTY_LEAD, Role.COLLATOR),
)


def list_user_ids_to_tell_of_bodies(body_ids: Iterable[int]) -> list[int]:
    """Numbers of the users to be told for these organisations, or for those that they merged into."""
    taking_part = _list_roles_taking_part()
    found: list[int] = []
    for body in _replace_by_successor_body_ids(body_ids):
        for roles in ([role.value for role in LEADING_ROLES], taking_part):
            users = User.objects.filter(users_working_for_q([body], roles), is_active=True)
            if ids := list(users.values_list("pk", flat=True)):
                found += ids
                break
    return list(dict.fromkeys(found))


def select_people_of_seat(body_id: int) -> "QuerySet[User]":
    """Who may be named for a seat: people of its organisation, or of the one that it merged into, who take part."""
    bodies = _replace_by_successor_body_ids([body_id])
    return User.objects.filter(users_working_for_q(bodies, _list_roles_taking_part()), is_active=True)


def find_user_for_seat_invitation(body_id: int, email: str) -> User | None:
    """Whoever has this address there; None where nobody has, and the organisation is told as ever.

    Args:
        body_id: of the seat.
        email: as somebody typed it; it is not kept.
    """
    return (
        select_people_of_seat(body_id).filter(email__iexact=email.strip()).first() if email.strip() else None
    )


def queue_mail_to_seat_holders(kind: str, seats: "Iterable[Seat]", *, occasion: str, path: str) -> int:
    """One mail to whoever holds each seat and the deputy; to the organisation where neither works there today.

    Args:
        kind: the code of the template.
        seats: of one group.
        occasion: what makes it one message.
        path: the page that it leads to.

    Returns:
        How many messages are new.
    """
    return queue_messages(
        kind=kind, occasion=occasion, about=occasion[:200], path=path, to=list_user_ids_of_seats(seats)
    )


def list_user_ids_of_seats(seats: "Iterable[Seat]") -> list[int]:
    """Numbers of the users who are told for these seats, each once."""
    to: list[int] = []
    for seat in seats:
        named = [number for number in (seat.holder_account_id, seat.deputy_account_id) if number]
        people = select_people_of_seat(seat.body_id).filter(pk__in=named) if named else User.objects.none()
        to += list(people.order_by("pk").values_list("pk", flat=True)) or list_user_ids_to_tell_of_bodies(
            [seat.body_id]
        )
    return list(dict.fromkeys(to))


def queue_mail_to_organisations(kind: str, body_ids: Iterable[int], *, occasion: str, path: str) -> int:
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
        kind=kind,
        occasion=occasion,
        about=occasion[:200],
        path=path,
        to=list_user_ids_to_tell_of_bodies(body_ids),
    )


def _list_roles_taking_part() -> list[str]:
    return [role.value for role, card in ROLES.items() if Permission.JOIN_PARTNERSHIPS in card.permissions]


def _replace_by_successor_body_ids(body_ids: Iterable[int]) -> list[int]:
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
