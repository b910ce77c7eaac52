"""Which groups somebody may see and run, beside what their role may do at all.

Who convenes a group runs it; who holds a seat takes part; who is a reader reads. All three end with their day: nothing
is remembered of an organisation that left.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Escalation,
    Group,
    GroupAction,
    GroupReader,
    Intensification,
    Seat,
    YearReport,
)
from handrail.areas.partnerships.states import SEATED
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError

CLOSED = "This group is closed. Its papers can still be read."


def select_visible_groups(
    actor: Actor, bodies: frozenset[int] | None = None, *, invited_too: bool = False
) -> "QuerySet[Group]":
    """The groups whose papers are open: the actor's organisation convenes them, has taken a seat or reads today.

    Args:
        actor: who reads.
        bodies: those for which the actor sits, where they are known already.
        invited_too: with groups in which a seat was offered and not answered: for their purpose and terms alone.
    """
    bodies = get_body_ids_whose_seats_actor_answers_for(actor) if bodies is None else bodies
    states = SEATED if invited_too else ("accepted",)
    seats = Seat.objects.filter(body__in=bodies, state__in=states).values("group")
    readers = GroupReader.objects.filter(body__in=bodies, ended_on__isnull=True).values("group")
    return Group.objects.filter(Q(body__in=bodies) | Q(pk__in=seats) | Q(pk__in=readers))


def convenes(group: Group, actor: Actor, bodies: frozenset[int]) -> bool:
    """Whether the actor runs the group.

    Args:
        group: any.
        actor: who asks.
        bodies: those for which the actor sits.
    """
    return actor.may(Permission.CONVENE_PARTNERSHIPS) and group.body_id in bodies


def lock_and_authorise_group(group_id: UUID, by: Actor, *, closed_too: bool = False) -> Group:
    """Lock a group that the actor's organisation convenes.

    Args:
        group_id: its number.
        by: who acts.
        closed_too: whether it may be closed.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ActionNotPossibleError: it is closed.
    """
    require_permission(by, Permission.CONVENE_PARTNERSHIPS)
    bodies = get_body_ids_whose_seats_actor_answers_for(by)
    row = Group.objects.select_for_update(of=("self",)).filter(pk=group_id, body__in=bodies).first()
    if row is None:
        raise RecordNotVisibleError("group")
    if not row.is_open and not closed_too:
        raise ActionNotPossibleError(CLOSED)
    return row


def lock_group_for_member(group_id: UUID, by: Actor) -> tuple[Group, list[Seat]]:
    """Lock an open group in which the actor's organisation sits.

    Returns:
        The group, and the seats that the actor's organisations hold there.

    Raises:
        Denied, RecordNotVisibleError: the actor's organisation neither sits there nor convenes it.
        ActionNotPossibleError: it is closed.
    """
    require_permission(by, Permission.JOIN_PARTNERSHIPS)
    bodies = get_body_ids_whose_seats_actor_answers_for(by)
    visible = select_visible_groups(by, bodies, invited_too=True).filter(pk=group_id)
    row = Group.objects.select_for_update(of=("self",)).filter(pk__in=visible.values("pk")).first()
    if row is None:
        raise RecordNotVisibleError("group")
    if not row.is_open:
        raise ActionNotPossibleError(CLOSED)
    seats = list(row.seats.filter(body__in=bodies, state="accepted"))
    if not seats and not convenes(row, by, bodies):
        raise ActionNotPossibleError(
            "Only members do this. Accept your seat first, or ask who convenes the group."
        )
    return row, seats


def lock_own_seat(seat_id: int, by: Actor) -> Seat:
    """Lock a seat of one of the actor's organisations. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.JOIN_PARTNERSHIPS)
    rows = Seat.objects.select_related("group", "body").select_for_update(of=("self",))
    row = rows.filter(
        pk=seat_id, body__in=get_body_ids_whose_seats_actor_answers_for(by), state__in=SEATED
    ).first()
    if row is None:
        raise RecordNotVisibleError("seat")
    return row


def lock_group_action(action_id: UUID, by: Actor) -> GroupAction:
    """Lock an action of a group that is open to the actor. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.JOIN_PARTNERSHIPS)
    rows = GroupAction.objects.select_related("group", "seat__body").select_for_update(of=("self",))
    row = rows.filter(pk=action_id, group__in=select_visible_groups(by).values("pk")).first()
    if row is None:
        raise RecordNotVisibleError("action")
    return row


def lock_and_authorise_escalation(escalation_id: UUID, by: Actor) -> Escalation:
    """Lock what was asked of a group that the actor's organisation convenes. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.CONVENE_PARTNERSHIPS)
    rows = Escalation.objects.select_related("action", "to_group").select_for_update(of=("self",))
    row = rows.filter(
        pk=escalation_id, to_group__body__in=get_body_ids_whose_seats_actor_answers_for(by)
    ).first()
    if row is None:
        raise RecordNotVisibleError("question")
    return row


def lock_and_authorise_row_of_group(rows: "QuerySet[Any]", number: Any, by: Actor) -> Any:
    """Lock a row of a group that the actor runs.

    Args:
        rows: of a table that has a `group`.
        number: its key.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ActionNotPossibleError: the group is closed.
    """
    row = rows.filter(pk=number).first()
    if row is None:
        require_permission(by, Permission.CONVENE_PARTNERSHIPS)
        raise RecordNotVisibleError("record")
    lock_and_authorise_group(row.group_id, by)
    return rows.select_for_update(of=("self",)).get(pk=number)


def lock_and_authorise_intensification(operation_id: UUID, by: Actor) -> Intensification:
    """Lock an intensification of a group that the actor runs. Raises Denied, RecordNotVisibleError."""
    return lock_and_authorise_row_of_group(Intensification.objects.all(), operation_id, by)  # type: ignore[no-any-return]


def lock_year_report(report_id: UUID, by: Actor) -> YearReport:
    """Lock a year report of a group that the actor convenes, closed or not. Raises Denied, RecordNotVisibleError."""
    require_permission(by, Permission.CONVENE_PARTNERSHIPS)
    rows = YearReport.objects.select_for_update(of=("self",)).select_related("group")
    row = rows.filter(pk=report_id, group__body__in=get_body_ids_whose_seats_actor_answers_for(by)).first()
    if row is None:
        raise RecordNotVisibleError("report")
    return row


def get_convening_body_ids(actor: Actor) -> frozenset[int]:
    """For which organisations the actor may set up a group."""
    require_permission(actor, Permission.CONVENE_PARTNERSHIPS)
    return get_own_and_taken_over_body_ids_of_actor(actor)
