"""The agenda of a regular meeting: several cases of one council area, for whoever chairs there. References alone."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from handrail.people.conferences.models import (
    Conference,
    ConferenceArea,
    ConferenceMeeting,
    ConferenceMember,
)
from handrail.people.conferences.permissions import own_conference_seats_q
from handrail.people.conferences.text_choices import (
    ENDED_STATES,
    ConferenceState,
    MeetingResult,
    MemberAgency,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years, to_london

MOST = 50
MAY_BE_CALLED = (ConferenceState.ACCEPTED, ConferenceState.NOT_QUORATE, ConferenceState.HELD)


class ConferenceAgendaRow(NamedTuple):
    """One case on the list. `may_call`: it waits for a meeting; `is_late`: the meeting, or now, is past 48 hours."""

    conference: Conference
    unfinished: int
    overdue: int
    is_a_year_old: bool
    meets_at: datetime.datetime | None
    held_at: datetime.datetime | None
    may_call: bool
    is_late: bool


def list_areas_chaired(actor: Actor) -> list[ConferenceArea]:
    """Areas in which the actor chairs or is the deputy, for the organisation in which they act."""
    rows = ConferenceArea.objects.in_use().filter(Q(chair=actor.user_id) | Q(deputy=actor.user_id))
    return list(rows.filter(kept_by=actor.body_id).order_by("area__name", "name"))


def get_area_chaired(actor: Actor, area_id: UUID) -> ConferenceArea:
    """One of them. Raises NotVisible, Denied by role."""
    require_permission(actor, Permission.JOIN_CONFERENCE)
    found = next((area for area in list_areas_chaired(actor) if area.pk == area_id), None)
    if found is None:
        raise NotVisible
    return found


@acting_as_system(SystemActor.CONFERENCES)
def list_conference_agenda(actor: Actor, area: ConferenceArea) -> list[ConferenceAgendaRow]:
    """Cases whose conference the actor chairs and has signed for. One statement.

    Args:
        actor: who chairs.
        area: where.

    Returns:
        Those with unfinished actions first, then those without, last those that are twelve months past their request.
    """
    signed = Q(user=actor.user_id, signed_at__isnull=False) | Q(
        deputy=actor.user_id, deputy_signed_at__isnull=False
    )
    seats = ConferenceMember.objects.filter(
        own_conference_seats_q(actor), signed, part=MemberAgency.CHAIR, conference=OuterRef("pk")
    )
    meetings = ConferenceMeeting.objects.filter(conference=OuterRef("pk")).values("starts_at")
    held = meetings.filter(result=MeetingResult.HELD).order_by("-number")
    waits = Q(actions__isnull=False, actions__end__isnull=True)
    rows: Any = Conference.objects.filter(Exists(seats), area=area.pk).exclude(state__in=ENDED_STATES)
    rows = rows.filter(case__closed_at__isnull=True, case__restricted_on__isnull=True).select_related("case")
    rows = rows.annotate(
        meets_at=Subquery(meetings.filter(result="")[:1]),
        held_at=Subquery(held[:1]),
        unfinished=Count("actions", filter=waits),
        overdue=Count("actions", filter=waits & Q(actions__due_on__lt=today())),
    )
    found = [_make_conference_agenda_row(row) for row in rows.order_by("due_at", "pk")[:MOST]]
    return sorted(found, key=lambda one: (one.is_a_year_old, not one.unfinished))


def _make_conference_agenda_row(row: Any) -> ConferenceAgendaRow:
    old = add_years(to_london(row.asked_at).date(), 1) <= today()
    may_call = row.meets_at is None and row.state in MAY_BE_CALLED
    is_late = row.held_at is None and (row.meets_at or timezone.now()) > row.due_at
    return ConferenceAgendaRow(
        row, row.unfinished, row.overdue, old, row.meets_at, row.held_at, may_call, is_late
    )
