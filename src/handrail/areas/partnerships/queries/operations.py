"""Intensifications of a group, one with all that its page shows, and what everybody may read of it."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Count, Sum

from handrail.areas.partnerships.models import (
    Group,
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    OperationResult,
)
from handrail.areas.partnerships.permissions import select_visible_groups
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError

MOST_ROWS = 100


class IntensificationDetail(NamedTuple):
    """An intensification with activities, results and looks back."""

    operation: Intensification
    activities: list[OperationActivity]
    results: list[OperationResult]
    follow_ups: list[OperationFollowUp]
    editions: list[OperationEdition]


def list_intensifications(group: Group) -> list[Intensification]:
    """The newest first, with how many activities and visits there were. One statement."""
    rows = group.operations.select_related("lead").annotate(
        activity_count=Count("activities"), visit_count=Sum("activities__number")
    )
    return list(rows.order_by("-starts_on", "pk")[:MOST_ROWS].fetch_mode(FETCH_RAISE))


def get_intensification_detail(actor: Actor, operation_id: UUID) -> IntensificationDetail:
    """One intensification of a group that is open to the reader. Five statements. Raises RecordNotVisibleError."""
    require_permission(actor, Permission.VIEW_GROUP_FIGURES)
    rows = Intensification.objects.filter(group__in=select_visible_groups(actor).values("pk"))
    found = rows.select_related("group", "lead", "changed_by").filter(pk=operation_id).first()
    if found is None:
        raise RecordNotVisibleError("intensification")
    return IntensificationDetail(
        found,
        list(found.activities.all()[:MOST_ROWS].fetch_mode(FETCH_RAISE)),
        list(found.results.all().fetch_mode(FETCH_RAISE)),
        list(found.follow_ups.select_related("changed_by").fetch_mode(FETCH_RAISE)),
        list(found.editions.all().fetch_mode(FETCH_RAISE)),
    )


def find_published_intensification(operation_id: UUID) -> OperationEdition | None:
    """The newest edition, for everybody. One statement."""
    rows = OperationEdition.objects.filter(operation=operation_id)
    return rows.select_related("operation__group", "operation__lead").order_by("-number").first()
