"""Professional advice: lists, one question, and how often it was asked by topic and by role."""

from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, Sum

from handrail.people.deployment.models import AdviceRequest
from handrail.people.deployment.text_choices import AdviceUse
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models.membership import bodies_with_users_in_roles_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.reference.models import Body
from handrail.platform.ui.paging import fetch_page


class AdviceCount(NamedTuple):
    """How often, how many minutes, and how often used, of one topic or asker."""

    code: str
    asked: int
    answered: int
    minutes: int
    used: int


def select_bodies_with_advisers() -> QuerySet[Body]:
    """Organisations in which a co-ordinator answers, by name."""
    roles = list_role_codes_with_permission(Permission.ANSWER_ADVICE)
    return Body.objects.filter(bodies_with_users_in_roles_q(roles)).order_by("name")


def get_advice_page(actor: Actor, number: str) -> "Page[AdviceRequest]":
    """One page of what the actor asked or may answer; what waits first.

    Args:
        actor: who reads.
        number: of the page, as it was typed.

    Returns:
        Django's page.
    """
    require_permission(actor, Permission.ASK_ADVICE)
    return fetch_page(AdviceRequest.objects.visible_to(actor).for_list(), number)


def get_advice(actor: Actor, advice_id: UUID) -> AdviceRequest:
    """One question. Raises NotVisible."""
    rows = AdviceRequest.objects.visible_to(actor)
    found = rows.select_related("from_body", "to_body", "asked_by", "answered_by", "changed_by").filter(
        pk=advice_id
    )
    first = found.first()
    if first is None:
        raise NotVisible
    return first


def count_advice_requests_by_topic_or_asker(actor: Actor, by_field: str) -> list[AdviceCount]:
    """What the co-ordinators of the actor's organisation were asked, most first.

    Args:
        actor: a co-ordinator.
        by_field: "topic", or "asked_as" for the role of whoever asked.

    Returns:
        One for each code.
    """
    require_permission(actor, Permission.ANSWER_ADVICE)
    rows = AdviceRequest.objects.filter(to_body=actor.body_id).order_by().values(by_field)
    counted = rows.annotate(
        asked=Count("pk"),
        answered=Count("answered_at"),
        spent=Sum("minutes"),
        helped=Count("pk", filter=Q(used__in=(AdviceUse.YES, AdviceUse.PARTLY))),
    ).order_by("-asked", by_field)
    return [
        AdviceCount(row[by_field], row["asked"], row["answered"], row["spent"] or 0, row["helped"])
        for row in counted
    ]
