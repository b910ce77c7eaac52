"""Which meetings, plans and programmes somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.oversight.models import Meeting, Plan, Programme
from handrail.assurance.oversight.refusals import StaleRecord
from handrail.followups.permissions import NotOfYours, mine
from handrail.kernel.refusals import NotNow
from handrail.reference.models import Body


def open_meetings(bodies: frozenset[int]) -> Q:
    """The row filter for meetings: the body's own, and for a force those it was at."""
    return Q(body__in=bodies) | Q(force__in=bodies)


open_plans = open_meetings  # a joint plan is open to both


def open_programmes(bodies: frozenset[int]) -> Q:
    """The row filter for programmes: only the body's own. What it publishes is for everybody."""
    return Q(body__in=bodies)


def enter_meeting(meeting: UUID, by: Actor) -> Meeting:
    """Lock a meeting that the actor's body held."""
    require(by, Permission.OVERSEE)
    row = Meeting.objects.select_for_update(of=("self",)).filter(body__in=mine(by), pk=meeting).first()
    if row is None:
        raise NotOfYours("meeting")
    return row


def enter_plan(plan: UUID, by: Actor) -> Plan:
    """Lock a plan that the actor's body holds, alone or together."""
    require(by, Permission.WORK_ON_ACTIONS)
    row = Plan.objects.select_for_update(of=("self",)).filter(open_plans(mine(by)), pk=plan).first()
    if row is None:
        raise NotOfYours("plan")
    return row


def enter_programme(programme: UUID, by: Actor) -> Programme:
    """Lock a programme of the actor's body."""
    require(by, Permission.OVERSEE)
    rows = Programme.objects.select_for_update(of=("self",))
    row = rows.filter(open_programmes(mine(by)), pk=programme).first()
    if row is None:
        raise NotOfYours("programme")
    return row


def fresh(version: int, seen: int) -> None:
    """Raise StaleRecord where the page that is saved has grown old."""
    if version != seen:
        raise StaleRecord


def overseer(by: Actor) -> Body:
    """The local policing body that the actor acts for. Nobody else oversees."""
    require(by, Permission.OVERSEE)
    body = Body.objects.get(pk=by.body_id)
    if body.kind != "local_policing_body":
        raise NotNow("Only a local policing body oversees a force.")
    return body


def force_of(body: Body, force: int | None) -> Body:
    """The force of the same area. Another body's number is no force here."""
    found = Body.objects.filter(pk=force or 0, kind="police", area=body.area_id, area__isnull=False).first()
    if found is None:
        raise NotNow("Choose the police force of your area.")
    return found
