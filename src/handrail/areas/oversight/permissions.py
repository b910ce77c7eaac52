"""Which meetings, plans and programmes somebody may see and change, beside what their role may do at all."""

from uuid import UUID

from django.db.models import Q

from handrail.areas.oversight.exceptions import StaleOversightRecordError
from handrail.areas.oversight.models import ImprovementPlan, Meeting, Programme
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible, get_own_body_ids
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.reference.models import Body


def visible_meetings_q(bodies: frozenset[int]) -> Q:
    """The row filter for meetings: the body's own, and for a force those it was at."""
    return Q(body__in=bodies) | Q(force__in=bodies)


visible_plans_q = visible_meetings_q  # a joint plan is open to both


def visible_programmes_q(bodies: frozenset[int]) -> Q:
    """The row filter for programmes: only the body's own. What it publishes is for everybody."""
    return Q(body__in=bodies)


def lock_and_authorise_meeting(meeting: UUID, by: Actor) -> Meeting:
    """Lock a meeting that the actor's body held."""
    require_permission(by, Permission.OVERSEE)
    row = (
        Meeting.objects.select_for_update(of=("self",))
        .filter(body__in=get_own_body_ids(by), pk=meeting)
        .first()
    )
    if row is None:
        raise RecordNotVisible("meeting")
    return row


def lock_and_authorise_plan(plan: UUID, by: Actor) -> ImprovementPlan:
    """Lock a plan that the actor's body holds, alone or together."""
    require_permission(by, Permission.WORK_ON_ACTIONS)
    row = (
        ImprovementPlan.objects.select_for_update(of=("self",))
        .filter(visible_plans_q(get_own_body_ids(by)), pk=plan)
        .first()
    )
    if row is None:
        raise RecordNotVisible("plan")
    return row


def lock_and_authorise_programme(programme: UUID, by: Actor) -> Programme:
    """Lock a programme of the actor's body."""
    require_permission(by, Permission.OVERSEE)
    rows = Programme.objects.select_for_update(of=("self",))
    row = rows.filter(visible_programmes_q(get_own_body_ids(by)), pk=programme).first()
    if row is None:
        raise RecordNotVisible("programme")
    return row


def check_version(version: int, seen: int) -> None:
    """Raise StaleRecord where the page that is saved has grown old."""
    if version != seen:
        raise StaleOversightRecordError


def get_overseeing_body(by: Actor) -> Body:
    """The local policing body that the actor acts for. Nobody else oversees."""
    require_permission(by, Permission.OVERSEE)
    body = Body.objects.get(pk=by.body_id)
    if body.kind != "local_policing_body":
        raise ActionNotAllowed("Only a local policing body oversees a force.")
    return body


def get_force(body: Body, force: int | None) -> Body:
    """The force of the same area. Another body's number is no force here."""
    found = Body.objects.filter(pk=force or 0, kind="police", area=body.area_id, area__isnull=False).first()
    if found is None:
        raise ActionNotAllowed("Choose the police force of your area.")
    return found
