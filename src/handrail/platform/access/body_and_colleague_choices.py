"""Colleagues and organisations that a form offers to choose from: keys and names, never rows."""

from typing import Any

from django.db.models import Q, QuerySet

from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.choices import Choices
from handrail.platform.reference.models import Body


def list_users_who_may(permission: Permission) -> QuerySet[User]:
    """Active users whose role holds the permission."""
    return User.objects.filter(is_active=True, role__in=_list_role_codes_with_permission(permission))


def list_sharing_body_choices(*, besides: int, and_these: QuerySet[Any, Any] | None = None) -> Choices:
    """Bodies with people who work on cases, and others that are told by letter or link.

    Args:
        besides: the body that holds the case.
        and_these: numbers of bodies that may have nobody on Handrail; None for none.

    Returns:
        Codes and names.
    """
    with_people = list_users_who_may(Permission.VIEW_CASE).order_by().values("body_id")
    wanted = Q(pk__in=with_people) | (Q(pk__in=and_these) if and_these is not None else Q())
    found = Body.objects.filter(wanted).exclude(pk=besides)
    return list(found.order_by("name").values_list("code", "name"))


def list_colleague_choices(owner_id: int) -> Choices:
    """People of the body that holds a case who may be named on it."""
    return [(str(user.pk), user.name_and_role) for user in select_colleagues(owner_id)]


def select_colleagues(owner_id: int) -> QuerySet[User]:
    """The same as rows, by name."""
    found = User.objects.filter(
        body=owner_id, is_active=True, role__in=_list_role_codes_with_permission(Permission.VIEW_CASE)
    )
    return found.order_by("name")


def list_point_of_contact_choices(body_id: int) -> Choices:
    """People of a body who may be the point of contact of its cases, by name; those who have left too."""
    return [(str(pk), name) for pk, name in _select_points_of_contact(body_id)]


def _select_points_of_contact(body: int) -> QuerySet[Any, Any]:
    found = User.objects.filter(body=body, role__in=_list_role_codes_with_permission(Permission.RECORD))
    return found.order_by("name").values_list("pk", "name")


def _list_role_codes_with_permission(permission: Permission) -> list[str]:
    return [role.value for role, card in ROLES.items() if permission in card.permissions]
