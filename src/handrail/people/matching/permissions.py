"""Who may see or change an incident, and two cases at once."""

from uuid import UUID

from handrail.people.matching.models import Incident
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, raise_if_case_restricted
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import POLICE_KINDS
from handrail.platform.reference.models import Body


def get_incident_access(incident: Incident, by: Actor) -> CaseAccess:
    """What the actor may see of the incident. Its facts open with what happened; else there is none for the actor."""
    case_access = policy.get_access_to_file(by, CaseFileIdAndOwner(incident.pk, incident.owner_id), today())
    if Kind.PATHWAY not in case_access.kinds:
        raise NotVisible
    return case_access


def lock_and_authorise_incident(
    incident_id: UUID, by: Actor, permission: Permission
) -> tuple[Incident, CaseAccess]:
    """Lock the incident for a change by somebody of the body that holds it.

    Args:
        incident_id: the incident.
        by: who acts.
        permission: what they do.

    Returns:
        The incident, and what the actor may see of it.

    Raises:
        NotVisible: it is not open to the actor.
        Denied: their role may not, or it was only shared with their organisation.
    """
    policy.require_permission(by, permission)
    rows = Incident.objects.select_for_update(of=("self",)).select_related("area", "owner")
    incident = rows.filter(pk=incident_id).first()
    if incident is None:
        raise NotVisible
    case_access = get_incident_access(incident, by)
    if not case_access.inside:
        raise Denied("Your organisation can see this incident but not change it.")
    return incident, case_access


def lock_and_authorise_both_cases(
    one_id: UUID, two_id: UUID, by: Actor
) -> tuple[dict[UUID, Case], dict[UUID, CaseAccess]]:
    """Lock two cases, always in the same order, for somebody who works on both and sees who they are.

    Args:
        one_id: one case.
        two_id: the other.
        by: who acts.

    Returns:
        The cases, and what the actor may see of each, by their numbers.

    Raises:
        NotVisible: one of them, or who it is about, is not open to the actor.
        Denied: the actor does not work on both.
        ActionNotPossibleError: one is restricted.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner").order_by("pk")
    cases = {case.pk: case for case in rows.filter(pk__in=[one_id, two_id])}
    if set(cases) != {one_id, two_id}:
        raise NotVisible
    accesses = {key: get_case_access(case, by) for key, case in cases.items()}
    for case_access in accesses.values():
        case_access.require(Permission.EDIT_PERSON)
        if not case_access.sees(Kind.IDENTITY):
            raise NotVisible
    for case in cases.values():
        raise_if_case_restricted(case)
    return cases, accesses


def require_officer_of_police_body(by: Actor) -> None:
    """Raises NotVisible for whoever is not on the police side: their role, and the body they act for."""
    if not is_officer_of_police_body(by):
        raise NotVisible


def is_officer_of_police_body(by: Actor) -> bool:
    """Whether the actor is an officer or liaison officer of a police body. One statement, none for other roles."""
    if not by.may(Permission.KEEP_OWN_NOTE):
        return False
    return Body.objects.filter(pk=by.body_id, kind__in=POLICE_KINDS).exists()
