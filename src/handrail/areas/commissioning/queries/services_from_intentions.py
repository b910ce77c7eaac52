"""Which services came of intentions: what the room of needs assessments shows beside each intention."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from handrail.areas.commissioning.models import CommissionedService
from handrail.areas.commissioning.stages import STAGE_NAMES
from handrail.areas.needs.services_from_intentions import ServiceFromIntention
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


def list_services_from_intentions(
    actor: Actor, intention_ids: Collection[UUID]
) -> list[ServiceFromIntention]:
    """Services that the reader may open and that name one of these intentions. One statement.

    Args:
        actor: who reads.
        intention_ids: of commissioning intentions.

    Returns:
        By title.
    """
    if not actor.may(Permission.VIEW_COMMISSIONING):
        return []
    rows = CommissionedService.objects.visible_to(actor).filter(intention_id__in=intention_ids)
    return [
        ServiceFromIntention(intention_id, title, STAGE_NAMES[stage], reverse("service_line", args=[line_id]))
        for line_id, intention_id, title, stage in rows.order_by("title", "id").values_list(
            "id", "intention_id", "title", "stage"
        )
        if intention_id
    ]
