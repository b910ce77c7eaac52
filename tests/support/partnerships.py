"""A board, a forum under it and their members, made by the cast through the actions that people use."""

import datetime
from dataclasses import dataclass

from handrail.areas.partnerships.actions import group_actions, groups, meetings, operations, seats
from handrail.areas.partnerships.actions.groups import GroupSetUpInput
from handrail.areas.partnerships.models import (
    Group,
    GroupAction,
    GroupMeeting,
    Intensification,
    Seat,
    TermsOfReference,
)
from handrail.areas.partnerships.sourced_codes import get_terms_template
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.reference.models import Body
from support.cast import LINCOLNSHIRE, Cast

DAY = datetime.timedelta(days=1)
PLANTED = ("PLANT-PURPOSE", "PLANT-ACTION", "PLANT-PAPER", "PLANT-OPERATION")
"""Words of the board of Lincolnshire, which only its members and readers read."""


@dataclass(frozen=True, slots=True)
class Partnership:
    """A board over a forum. Lantern (charity) and the force sit in both."""

    board: Group
    forum: Group
    action: GroupAction
    operation: Intensification

    def seat_of(self, code: str, group: Group | None = None) -> Seat:
        """The open seat of an organisation."""
        return (group or self.board).seats.get(body__code=code, state__in=("invited", "accepted"))


def set_up(by: Actor, kind: str, name: str, codes: tuple[str, ...], **more) -> Group:
    """A group of the actor's, with seats for these organisations."""
    given = {
        "kind": kind,
        "name": name,
        "nation": "england",
        "area_id": LINCOLNSHIRE,
        "meetings_a_year": 4,
        "starts_on": today(),
    }
    words = get_terms_template(kind) | {"purpose": f"PLANT-PURPOSE {name}"}
    ids = [Body.objects.get(code=code).pk for code in codes]
    return groups.set_up_group(
        Group(**(given | more)),
        TermsOfReference(**words),
        given=GroupSetUpInput(ids, add_working_days(today(), 5)),
        by=by,
    )


def take_seats(group: Group, *users) -> None:
    """Each takes the seat of their organisation."""
    for user in users:
        seat = group.seats.get(body_id=user.body_id, state="invited")
        seats.answer_invitation(seat, accepts=True, seen=seat.version, by=user.actor)


def hold(group: Group, on: datetime.date, came: dict[str, str], by: Actor, stream=None) -> GroupMeeting:
    """A meeting that was held, with a code of attendance for the organisation of each seat."""
    row = meetings.add_meeting(GroupMeeting(group=group, planned_on=on, stream=stream), by=by)
    row.held_on = on
    ids = {group.seats.get(body__code=code).pk: how for code, how in came.items()}
    return meetings.record_meeting(row, attendance=ids, seen=row.version, by=by)


def offer(group: Group, code: str, what: str, by: Actor, **more) -> GroupAction:
    """An action, offered to the seat of an organisation."""
    given = {
        "what": what,
        "due_on": today() + 30 * DAY,
        "seat": group.seats.get(body__code=code, state="accepted"),
    }
    return group_actions.offer_action(GroupAction(group=group, **(given | more)), by=by)


def partner_up(cast: Cast) -> Partnership:
    """Everything, as Lincolnshire's office, its force and a charity would leave it."""
    office = cast.commissioner.actor
    members = ("lincolnshire-police", "lantern")
    board = set_up(office, "board", "Lincolnshire Anti-Slavery board", members)
    forum = set_up(office, "forum", "Lincolnshire forum of charities", members, parent_id=board.pk)
    for group in (board, forum):
        take_seats(group, cast.force_lead, cast.lead)
    action = offer(forum, "lantern", "PLANT-ACTION Agree one referral form", office)
    operation = operations.set_up_operation(
        Intensification(
            group=board,
            name="PLANT-OPERATION Aidant",
            theme="labour",
            starts_on=today() - 40 * DAY,
            ends_on=today() - 30 * DAY,
            lead_id=cast.force_lead.body_id,
            partners=["Border Force"],
        ),
        by=office,
    )
    return Partnership(board, forum, action, operation)
