"""Whom a form offers: bodies to name when a recommendation is entered, and bodies to ask for updates."""

from django.db.models import Q

from handrail.access.actor import Actor
from handrail.access.today import today
from handrail.assurance.recommendations.models import Addressee, Asking
from handrail.assurance.recommendations.permissions import mine
from handrail.reference.models import Body

ADDRESSED = ("police", "local_policing_body", "government", "council", "health", "national", "police_unit")


def bodies_to_name(actor: Actor) -> list[tuple[str, str]]:
    """Codes and names: for the national collator everybody, for a body its own area's."""
    own = Body.objects.get(pk=actor.body_id)
    rows = Body.objects.filter(kind__in=ADDRESSED)
    if own.kind != "national":
        rows = rows.filter(Q(pk=own.pk) | Q(area=own.area_id, area__isnull=False, kind="police"))
    return list(rows.order_by("name").values_list("code", "name"))


def can_be_asked(actor: Actor, code: str) -> list[tuple[int, str]]:
    """Numbers and names of those who may be asked for updates and are not yet."""
    own = Body.objects.get(pk=actor.body_id)
    asked = Asking.objects.filter(recommendation__code=code, asker__in=mine(actor)).values("owner")
    if own.kind == "national":
        rows = Body.objects.filter(pk__in=Addressee.objects.filter(recommendation__code=code).values("body"))
    else:
        now = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        rows = Body.objects.filter(now).filter(
            Q(pk=own.pk) | Q(area=own.area_id, area__isnull=False, kind="police")
        )
    return list(rows.exclude(pk__in=asked).order_by("kind", "name").values_list("pk", "name"))
