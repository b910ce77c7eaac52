"""Colleagues and organisations that a form offers to choose from: keys and names, never rows."""

from typing import Any

from django.db.models import Q, QuerySet

from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import (
    Membership,
    annotate_role_at_body,
    bodies_with_users_in_roles_q,
    users_working_for_q,
)
from handrail.platform.access.roles import ROLES, AccessPath, Permission
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT
from handrail.platform.reference.choices import Choices
from handrail.platform.reference.models import Body
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation


def has_body_user_with_permission(body_id: int, permission: Permission) -> bool:
    """Whether somebody with an open account works for the body in a role that holds the permission."""
    return select_users_of_body(body_id, permission).exists()


def select_users_of_body(body_id: int, permission: Permission) -> QuerySet[User]:
    """Everybody with an open account who works for the body in a role that holds the permission, by name.

    Their `name_and_role` names the role that they have there.
    """
    roles = list_role_codes_with_permission(permission)
    rows = User.objects.filter(users_working_for_q([body_id], roles), is_active=True)
    return annotate_role_at_body(rows, body_id).order_by("name", "pk")


def list_sharing_body_choices(*, besides: int, and_these: QuerySet[Any, Any] | None = None) -> Choices:
    """Bodies with people who may see what is shared, and others told by letter or link; no other side of the holder.

    Args:
        besides: the body that holds the case.
        and_these: numbers of bodies that may have nobody on Handrail; None for none.

    Returns:
        Codes and names.
    """
    wanted = bodies_with_users_in_roles_q(_list_role_codes_that_see_shared_cases())
    if and_these is not None:
        wanted |= Q(pk__in=and_these)
    found = (
        Body.objects.filter(wanted)
        .exclude(pk=besides)
        .exclude(pk__in=select_other_sides_of_bodys_organisation(besides))
    )
    return list(found.order_by("name").values_list("code", "name"))


def _list_role_codes_that_see_shared_cases() -> list[str]:
    return [
        role.value
        for role, card in ROLES.items()
        if Permission.VIEW_CASE in card.permissions and AccessPath.SHARED in card.ways and card.kinds
    ]


def list_codes_of_immigration_enforcement() -> list[str]:
    """Codes of the bodies that enforce immigration law."""
    return list(Body.objects.filter(kind=IMMIGRATION_ENFORCEMENT).values_list("code", flat=True))


def get_information_kinds_seen_by_roles_of_body(body_code: str) -> frozenset[Kind]:
    """What somebody at the body may see of a case that is shared with it: no sharing opens more than a role does.

    Nothing where nobody there has an account, or none in a role that opens cases: they are told by letter or link.
    """
    first = User.objects.filter(body__code=body_code, is_active=True).select_related("body")
    further = (
        Membership.objects.live().filter(body__code=body_code, user__is_active=True).select_related("user")
    )
    actors = [row.actor for rows in (first, further) for row in rows]
    return frozenset().union(
        *(one.role.card.kinds & one.shared_kinds for one in actors if AccessPath.SHARED in one.role.card.ways)
    )


def list_colleague_choices(owner_id: int) -> Choices:
    """People of the body that holds a case who may be named on it."""
    return [(str(user.pk), user.name_and_role) for user in select_colleagues_who_may_view_cases(owner_id)]


def select_colleagues_who_may_view_cases(owner_id: int) -> QuerySet[User]:
    """The same as rows, by name."""
    return select_users_of_body(owner_id, Permission.VIEW_CASE)


def list_point_of_contact_choices(body_id: int) -> Choices:
    """People of a body who may be the point of contact of its cases, by name; those who have left too."""
    return [(str(pk), name) for pk, name in _select_possible_points_of_contact_of_body(body_id)]


def _select_possible_points_of_contact_of_body(body: int) -> QuerySet[Any, Any]:
    found = User.objects.filter(
        users_working_for_q([body], list_role_codes_with_permission(Permission.RECORD))
    )
    return found.order_by("name").values_list("pk", "name")


def list_role_codes_with_permission(permission: Permission) -> list[str]:
    """Codes of the roles that hold the permission."""
    return [role.value for role, card in ROLES.items() if permission in card.permissions]
