"""Groups in a list and as one page, with seats, readers and the groups above and below."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Count, Exists, OuterRef, Q, QuerySet

from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Escalation,
    Group,
    GroupAction,
    GroupMeeting,
    GroupReader,
    Seat,
    TermsOfReference,
)
from handrail.areas.partnerships.permissions import convenes, select_visible_groups
from handrail.areas.partnerships.states import SEATED
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError

MOST_WAITING = 10


@dataclass(frozen=True, slots=True)
class GroupForReader:
    """A group as its reader has it.

    `own_seats`: those of the reader's organisations that are invited or taken. `opens_papers`: not while they are only
    invited, who read purpose and terms before they answer.
    """

    group: Group
    bodies: frozenset[int]
    runs: bool
    own_seats: tuple[Seat, ...]
    opens_papers: bool = True

    @property
    def is_member(self) -> bool:
        """Whether the reader's organisation took a seat, or convenes."""
        return self.runs or any(seat.state == "accepted" for seat in self.own_seats)


class GroupOverview(NamedTuple):
    """What the first page of a group shows."""

    seats: list[Seat]
    readers: list[GroupReader]
    children: list[Group]
    terms: list[TermsOfReference]
    next_meeting: GroupMeeting | None


def get_group_for_reader(actor: Actor, group_id: UUID, *, invited_too: bool = False) -> GroupForReader:
    """A group that is open to the reader, with their own seats in it. Two statements, and three for membership.

    Args:
        actor: who reads.
        group_id: its number.
        invited_too: whether an invitation is enough: for purpose, terms and the answer to it.

    Raises:
        Denied, RecordNotVisibleError: it is not open to them.
    """
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    bodies = get_body_ids_whose_seats_actor_answers_for(actor)
    visible = select_visible_groups(actor, bodies, invited_too=invited_too)
    opens = Exists(select_visible_groups(actor, bodies).filter(pk=OuterRef("pk")))
    rows = visible.select_related("body", "area", "parent", "changed_by").annotate(opens_papers=opens)
    group = rows.fetch_mode(FETCH_RAISE).filter(pk=group_id).first()
    if group is None:
        raise RecordNotVisibleError("group")
    own = Seat.objects.filter(group=group, body__in=bodies, state__in=SEATED).select_related(
        "body", "changed_by"
    )
    return GroupForReader(
        group,
        bodies,
        convenes(group, actor, bodies) and group.is_open,
        tuple(own.fetch_mode(FETCH_RAISE)),
        group.opens_papers,
    )


def get_group_overview(group: Group, actor: Actor, bodies: frozenset[int]) -> GroupOverview:
    """Seats, readers, groups under it, terms and the next meeting. Five statements.

    Args:
        group: of `get_group_for_reader`.
        actor: who reads.
        bodies: those for which the actor sits.
    """
    seats = group.seats.select_related("body__successor").order_by("state", "pk").fetch_mode(FETCH_RAISE)
    readers = group.readers.filter(ended_on__isnull=True).select_related("body").fetch_mode(FETCH_RAISE)
    under = Q(parent=group) | Q(parent__parent=group) | Q(parent__parent__parent=group)
    children = Group.objects.filter(under, state="active").annotate(
        opens=Exists(select_visible_groups(actor, bodies).filter(pk=OuterRef("pk")))
    )
    children = children.select_related("parent").order_by("parent_tier", "name")
    ahead = group.meetings.filter(state__in=("drafted", "called"), planned_on__gte=today())
    return GroupOverview(
        seats=list(seats),
        readers=list(readers),
        children=list(children.fetch_mode(FETCH_RAISE)),
        terms=list(group.terms.all()),
        next_meeting=ahead.order_by("planned_on").first(),
    )


def select_groups_for_list(actor: Actor, *, state: str, nation: str, kind: str) -> "QuerySet[Group]":
    """The reader's groups, the highest first, each with counts of seats and open offers.

    Args:
        actor: who reads.
        state: "closed" for those; else active ones.
        nation: a code of NATIONS, or "".
        kind: a code of kinds, or "".
    """
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    visible = select_visible_groups(actor, invited_too=True)
    rows = visible.filter(state="closed" if state == "closed" else "active")
    if nation:
        rows = rows.filter(nation=nation)
    if kind:
        rows = rows.filter(kind=kind)
    ahead = GroupMeeting.objects.filter(
        group=OuterRef("pk"), state__in=("drafted", "called"), planned_on__gte=today()
    )
    counted = rows.annotate(
        seat_count=Count("seats", filter=Q(seats__state="accepted"), distinct=True),
        next_on=ahead.order_by("planned_on").values("planned_on")[:1],
    )
    return counted.select_related("body", "parent").order_by("nation", "tier", "name").fetch_mode(FETCH_RAISE)


def list_offered_actions_and_seat_invitations(
    actor: Actor, bodies: frozenset[int]
) -> tuple[list[GroupAction], list[Seat]]:
    """Actions offered to the reader's organisations, and seats that they are invited to. Two statements.

    Args:
        actor: who reads.
        bodies: those for which the actor sits.

    Returns:
        The first that is due first.
    """
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    offers = GroupAction.objects.filter(
        state="offered", seat__body__in=bodies, seat__state="accepted", group__state="active"
    )
    seats = Seat.objects.filter(state="invited", body__in=bodies, group__state="active")
    return (
        list(offers.select_related("group", "seat__body").order_by("due_on", "pk")[:MOST_WAITING]),
        list(seats.select_related("group__body", "body").order_by("pk")[:MOST_WAITING]),
    )


def list_accepted_open_actions(bodies: frozenset[int]) -> list[GroupAction]:
    """Actions that these organisations accepted and have not finished, the first that is due first. One statement."""
    rows = GroupAction.objects.filter(
        seat__body__in=bodies, seat__state="accepted", follow_up__state="open", group__state="active"
    )
    found = rows.select_related("group", "seat__body", "follow_up").order_by("follow_up__due_on", "pk")
    return list(found[:MOST_WAITING].fetch_mode(FETCH_RAISE))


def list_waiting_escalations(bodies: frozenset[int]) -> list[Escalation]:
    """Questions to groups that these organisations convene. One statement."""
    rows = Escalation.objects.filter(state="open", to_group__body__in=bodies)
    return list(rows.select_related("to_group", "action__group").order_by("answer_by", "pk")[:MOST_WAITING])


def get_seat(reading: GroupForReader, seat_id: int) -> Seat:
    """A seat of the group that is invited or taken. Raises RecordNotVisibleError."""
    rows = reading.group.seats.filter(state__in=SEATED).select_related("body", "changed_by")
    seat = rows.filter(pk=seat_id).first()
    if seat is None:
        raise RecordNotVisibleError("seat")
    return seat
