"""Joint visits as those read them who go: what is next on My day, and what was agreed and noted together."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from handrail.people.conferences.models import JointVisit
from handrail.people.conferences.permissions import ConferenceTextKeyAccess
from handrail.people.records.permissions import raise_if_case_restricted
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.dates import to_london

MOST_JOINED = 25


class OwnJointVisit(NamedTuple):
    """A visit that is to be made or recorded by the reader. `reference` is "" for whoever goes for the other side."""

    visit_id: UUID
    reference: str
    case_reference: str
    day: datetime.date


def joined_visits_q(actor: Actor) -> Q:
    """Visits on which the actor goes for the organisation that joins, while the case is open."""
    theirs = Q(companion=actor.user_id, with_body=actor.body_id)
    return theirs & Q(case__closed_at__isnull=True, case__restricted_on__isnull=True)


@acting_as_system(SystemActor.CONFERENCES)
def list_own_joint_visits_to_make(actor: Actor, *, until: datetime.date, most: int) -> list[OwnJointVisit]:
    """Visits that have no note yet: of those who go, and of whoever arranged them. Two statements.

    Args:
        actor: who reads.
        until: the last day.
        most: how many at most.

    Returns:
        The first one first. A visit to come is for both; its note is for whoever arranged it.
    """
    arranged = Q(
        build_visible_case_condition(actor),
        agreed_by=actor.user_id,
        asked_by_body=actor.body_id,
        case__closed_at__isnull=True,
        case__restricted_on__isnull=True,
    )
    rows = JointVisit.objects.filter(joined_visits_q(actor) | arranged, recorded_at__isnull=True)
    rows = rows.filter(planned_at__date__lte=until).select_related("case").order_by("planned_at", "pk")
    return [
        OwnJointVisit(
            row.pk,
            row.case.reference if row.asked_by_body_id == actor.body_id else "",
            row.case.reference,
            to_london(row.planned_at).date(),
        )
        for row in rows[:most]
    ]


@acting_as_system(SystemActor.CONFERENCES)
def list_joined_visits(actor: Actor) -> list[JointVisit]:
    """Visits that the actor goes on for the organisation that joins, the newest first. One statement."""
    rows = JointVisit.objects.filter(joined_visits_q(actor)).select_related("case", "asked_by_body")
    return list(rows.order_by("-planned_at", "-pk")[:MOST_JOINED])


@acting_as_system(SystemActor.CONFERENCES)
def get_joined_visit(visit_id: UUID, actor: Actor) -> tuple[JointVisit, ConferenceTextKeyAccess]:
    """One visit for whoever goes for the organisation that joins.

    Args:
        visit_id: the visit.
        actor: who reads.

    Returns:
        The visit with its offers, and what opens its words and notes their kinds for the trail.

    Raises:
        NotVisible, Denied: they do not go on it, or the case is closed or restricted.
    """
    require_permission(actor, Permission.JOIN_CONFERENCE)
    people = ("case", "with_body", "asked_by_body", "language")
    rows: Any = JointVisit.objects.filter(joined_visits_q(actor), pk=visit_id).select_related(*people)
    found = rows.prefetch_related("offers").first()
    if found is None:
        raise NotVisible
    raise_if_case_restricted(found.case)
    key = ConferenceTextKeyAccess(found.case_id)
    for row in (found, *found.offers.all()):
        row.bind(key)
    return found, key
