"""Who may ask whom across the wall, who may answer, and who may read what was asked and given."""

from collections.abc import Sequence
from typing import Final

from handrail.people.information_requests.models import InformationRequest
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT, POLICE_KINDS
from handrail.platform.reference.models import Body

NOBODY_TO_ASK = (
    "No organisation on the other side works on this case here. Ask about the person by name "
    "instead, under Requests for information."
)
INVESTIGATING_ROLES: Final = frozenset({Role.OFFICER, Role.LIAISON_OFFICER, Role.DUTY_LEAD})
"""Of a police body, those who may make a victim information request. Ours: which ranks the Code names was not found."""


def require_may_ask_other_side_about_case(access: CaseAccess) -> None:
    """Raise Denied unless the actor may ask across the wall about this case."""
    access.require(Permission.ASK_INFORMATION)
    require_actor_may_ask_for_information(access.actor)


def require_actor_may_ask_for_information(actor: Actor) -> None:
    """Raise Denied where whoever acts belongs to those who ask for nothing here, whatever it is about."""
    if actor.body_kind == IMMIGRATION_ENFORCEMENT:
        raise Denied("Immigration enforcement cannot make requests here.")
    if actor.is_police and actor.role not in INVESTIGATING_ROLES:
        raise Denied(
            "Only an officer in the case, a liaison officer or a duty lead can ask for a victim’s records."
        )


def list_bodies_that_can_be_asked(access: CaseAccess) -> Sequence[Body]:
    """Organisations of the other side that work on the case, by name.

    Whoever the case is shared with asks the organisation that holds it: with whom else it is shared is not theirs to
    know.
    """
    rows = Body.objects.filter(pk=access.owner_id)
    if access.inside:
        shared = Grant.objects.live(today()).filter(file=access.file_id, to_body__isnull=False)
        rows = Body.objects.filter(pk__in=shared.values("to_body"))
    rows = rows.exclude(pk=access.actor.body_id).exclude(kind=IMMIGRATION_ENFORCEMENT).order_by("name")
    if access.actor.is_police:
        return list(rows.exclude(kind__in=POLICE_KINDS))
    return list(rows.filter(kind__in=POLICE_KINDS))


def require_may_answer_information_request(request: InformationRequest, by: Actor) -> None:
    """Raise NotVisible or Denied unless the actor answers for the organisation that was asked."""
    if request.to_body_id != by.body_id or not request.is_sent:
        raise NotVisible
    get_case_access(request.case, by).require(Permission.ANSWER_INFORMATION)


def require_may_withdraw_information_request(request: InformationRequest, by: Actor) -> None:
    """Raise NotVisible unless it is the actor's own, or of their organisation, which they lead."""
    if not is_asker(request, by):
        raise NotVisible


def is_asker(request: InformationRequest, actor: Actor) -> bool:
    """Whether it is the actor's own, or of their organisation, which they lead."""
    named = (
        request.named_request_id is not None
    )  # whoever named the person reads that request, and no row of a case
    ours = request.from_body_id == actor.body_id and actor.may(Permission.ASK_INFORMATION) and not named
    return ours and (request.asked_by_id == actor.user_id or actor.role is Role.DUTY_LEAD)


def find_case_access_to_read_request(request: InformationRequest, actor: Actor) -> CaseAccess | None:
    """The actor's access to the case where they read the request by it: who works on it, or answers it; else None."""
    if not request.is_sent and request.from_body_id != actor.body_id:
        return None
    try:
        access = get_case_access(request.case, actor)
    except NotVisible:
        return None
    answers = request.to_body_id == actor.body_id and access.may(Permission.ANSWER_INFORMATION)
    works_on_it = access.inside and access.may(Permission.ASK_INFORMATION) and Kind.LOOKS in access.kinds
    return access if answers or works_on_it else None
