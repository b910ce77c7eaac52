"""Organisations that somebody may name where places are concerned: those of an area, and their own."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Body


def get_area_code_of_body(body_id: int) -> str:
    """The code of the body's own area, empty where it has none."""
    return Body.objects.filter(pk=body_id).values_list("area_id", flat=True).first() or ""


def select_bodies_of_area_and_own(actor: Actor, area: str = "") -> QuerySet[Body]:
    """Bodies of an area, by name, with the actor's own.

    Args:
        area: the code of an area; without it, that of the actor's own body.
    """
    area = area or get_area_code_of_body(actor.body_id)
    found = Q(pk=actor.body_id) | (Q(area=area) if area else Q(pk__in=[]))
    return Body.objects.filter(found).order_by(Lower("name"))
