"""Who may ask an organisation about a person whom they name, who answers there, and who reads it."""

from django.db.models import Q, QuerySet

from handrail.people.information_requests.models import NamedPersonRequest
from handrail.people.information_requests.models.asked_fields import sent_requests_q
from handrail.people.information_requests.permissions import require_actor_may_ask_for_information
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import bodies_with_users_in_roles_q, users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT, POLICE_KINDS
from handrail.platform.reference.models import Body


def require_may_ask_about_named_person(actor: Actor) -> None:
    """Raise Denied unless the actor may ask another organisation about a person whom they name."""
    require_permission(actor, Permission.ASK_INFORMATION)
    require_actor_may_ask_for_information(actor)


def select_bodies_to_ask_about_named_person(actor: Actor) -> "QuerySet[Body]":
    """Organisations of the other side with somebody who answers. The same for whomever it is about.

    A separate side of an organisation is not asked: that there is one says something.
    """
    roles = list_role_codes_with_permission(Permission.ANSWER_INFORMATION)
    rows = Body.objects.filter(bodies_with_users_in_roles_q(roles), parent=None).exclude(pk=actor.body_id)
    rows = rows.exclude(kind=IMMIGRATION_ENFORCEMENT).order_by("name")
    return rows.exclude(kind__in=POLICE_KINDS) if actor.is_police else rows.filter(kind__in=POLICE_KINDS)


def does_actor_answer_requests_of_organisation(actor: Actor) -> bool:
    """Whether the actor answers for their organisation: its duty lead, or where it has none, all who may answer."""
    if not actor.may(Permission.ANSWER_INFORMATION):
        return False
    return actor.role is Role.DUTY_LEAD or not _select_duty_leads(actor.body_id).exists()


def list_ids_of_users_who_answer_requests(body_id: int) -> list[int]:
    """Accounts of those who answer for the organisation."""
    leads = list(_select_duty_leads(body_id).values_list("pk", flat=True))
    if leads:
        return leads
    roles = list_role_codes_with_permission(Permission.ANSWER_INFORMATION)
    rows = User.objects.filter(users_working_for_q([body_id], roles), is_active=True)
    return list(rows.values_list("pk", flat=True))


def is_asker_of_named_request(request: NamedPersonRequest, actor: Actor) -> bool:
    """Whether it is the actor's own, or of their organisation, which they lead."""
    ours = request.from_body_id == actor.body_id and actor.may(Permission.ASK_INFORMATION)
    return ours and (request.asked_by_id == actor.user_id or actor.role is Role.DUTY_LEAD)


def readable_named_requests_q(actor: Actor) -> Q:
    """Those that the actor asked, or leads for, and those that wait for their answer or had it."""
    mine = Q(from_body=actor.body_id)
    if actor.role is not Role.DUTY_LEAD:
        mine &= Q(asked_by=actor.user_id)
    theirs = Q(to_body=actor.body_id) & sent_requests_q()
    return mine | theirs if does_actor_answer_requests_of_organisation(actor) else mine


def _select_duty_leads(body_id: int) -> "QuerySet[User]":
    return User.objects.filter(users_working_for_q([body_id], [Role.DUTY_LEAD.value]), is_active=True)
