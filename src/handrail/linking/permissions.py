"""Asking the door about an incident, and about two cases at once."""

from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.linking.models import Incident
from handrail.linking.states import POLICE_KINDS
from handrail.reference.models import Body


def sight_of_incident(incident: Incident, by: Actor) -> Sight:
    """What the actor may see of the incident. Its facts open with what happened; else there is none for the actor."""
    sight = policy.sight(by, FileFacts(incident.pk, incident.owner_id), today())
    if Kind.PATHWAY not in sight.kinds:
        raise NotOpenToYou
    return sight


def enter_incident(incident_id: UUID, by: Actor, permission: Permission) -> tuple[Incident, Sight]:
    """Lock the incident for a change by somebody of the body that holds it. Raises Denied."""
    policy.require(by, permission)
    rows = Incident.objects.select_for_update(of=("self",)).select_related("area", "owner")
    incident = rows.filter(pk=incident_id).first()
    if incident is None:
        raise NotOpenToYou
    sight = sight_of_incident(incident, by)
    if not sight.inside:
        raise Denied("This incident was shared with your organisation to see, not to change.")
    return incident, sight


def enter_both(one_id: UUID, two_id: UUID, by: Actor) -> tuple[dict[UUID, Case], dict[UUID, Sight]]:
    """Lock two cases, always in the same order, for somebody who works on both and sees who they are. Raises Denied."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner").order_by("pk")
    cases = {case.pk: case for case in rows.filter(pk__in=[one_id, two_id])}
    if set(cases) != {one_id, two_id}:
        raise NotOpenToYou
    sights = {key: sight_of(case, by) for key, case in cases.items()}
    for sight in sights.values():
        sight.require(Permission.EDIT_PERSON)
        if not sight.sees(Kind.IDENTITY):
            raise NotOpenToYou
    return cases, sights


def require_police(by: Actor) -> None:
    """Raises NotOpenToYou for whoever is not on the police side: their role, and the body they act for."""
    if not is_police(by):
        raise NotOpenToYou


def is_police(by: Actor) -> bool:
    """Whether the actor is an officer or liaison officer of a police body. One statement, none for other roles."""
    if not by.may(Permission.KEEP_OWN_NOTE):
        return False
    return Body.objects.filter(pk=by.body_id, kind__in=POLICE_KINDS).exists()
