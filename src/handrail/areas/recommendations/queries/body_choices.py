"""Whom a form offers: bodies to name when a recommendation is entered, and bodies to ask for updates."""

from django.db.models import Q

from handrail.areas.recommendations.models import Addressee, UpdateRequest
from handrail.areas.recommendations.permissions import get_represented_body_ids
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body

ADDRESSABLE_KINDS = (
    "police",
    "local_policing_body",
    "government",
    "council",
    "health",
    "national",
    "police_unit",
)


def list_addressable_body_choices(actor: Actor) -> list[tuple[str, str]]:
    """Codes and names: for the national collator everybody, for a body its own area's."""
    own = Body.objects.get(pk=actor.body_id)
    rows = Body.objects.filter(kind__in=ADDRESSABLE_KINDS)
    if own.kind != "national":
        rows = rows.filter(Q(pk=own.pk) | Q(area=own.area_id, area__isnull=False, kind="police"))
    return list(rows.order_by("name").values_list("code", "name"))


def list_choices_of_bodies_to_ask_for_updates(actor: Actor, code: str) -> list[tuple[int, str]]:
    """Numbers and names of those who may be asked for updates and are not yet."""
    own = Body.objects.get(pk=actor.body_id)
    asked = UpdateRequest.objects.filter(
        recommendation__code=code, asker__in=get_represented_body_ids(actor)
    ).values("owner")
    if own.kind == "national":
        rows = Body.objects.filter(pk__in=Addressee.objects.filter(recommendation__code=code).values("body"))
    else:
        now = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        rows = Body.objects.filter(now).filter(
            Q(pk=own.pk) | Q(area=own.area_id, area__isnull=False, kind="police")
        )
    return list(rows.exclude(pk__in=asked).order_by("kind", "name").values_list("pk", "name"))
