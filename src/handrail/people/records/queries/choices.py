"""What a form offers to choose from: codes and words, never rows."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import list_area_names, list_languages

Choices = list[tuple[str, str]]


def get_area_choices() -> Choices:
    """Police force areas, by name."""
    return list(list_area_names())


def get_area_code_of_body(body_id: int) -> str:
    """The code of the body's own area, empty where it has none."""
    return Body.objects.filter(pk=body_id).values_list("area_id", flat=True).first() or ""


def get_language_choices() -> Choices:
    """Languages, by name."""
    return [(line.tag, line.name) for line in list_languages()]


def get_body_choices(*, besides: int) -> Choices:
    """Bodies with people who work on cases, which a case could be shared with."""
    roles = [role.value for role, card in ROLES.items() if Permission.VIEW_CASE in card.permissions]
    with_people = User.objects.filter(is_active=True, role__in=roles).order_by().values("body_id")
    found = Body.objects.filter(pk__in=with_people).exclude(pk=besides).order_by("name")
    return list(found.values_list("code", "name"))


def get_colleague_choices(owner_id: int) -> Choices:
    """People of the body that holds a case who may be named on it."""
    roles = [role.value for role, card in ROLES.items() if Permission.VIEW_CASE in card.permissions]
    found = User.objects.filter(body=owner_id, is_active=True, role__in=roles).order_by("name")
    return [(str(user.pk), user.name_and_role) for user in found]


def get_point_of_contact_choices(body_id: int) -> Choices:
    """People of a body who may be the point of contact of its cases, by name; those who left too, while they are."""
    return [(str(pk), name) for pk, name in _select_points_of_contact(body_id)]


def _select_points_of_contact(body: int) -> QuerySet[Any, Any]:
    roles = [role.value for role, card in ROLES.items() if Permission.RECORD in card.permissions]
    return User.objects.filter(body=body, role__in=roles).order_by("name").values_list("pk", "name")


def is_child_case(case_id: UUID) -> bool:
    """Whether the case takes the child's path: under 18, or not sure."""
    return Case.objects.filter(pk=case_id).exclude(age="adult").exists()
