"""Organisations that may join a conference or a visit: those near first, those that exist today alone."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from handrail.platform.access.today import today
from handrail.platform.reference.models import Body


def select_organisations(kinds: Iterable[str], *, area_code: str | None) -> QuerySet[Body]:
    """Organisations of some kinds that exist today, by name.

    Args:
        kinds: of organisations.
        area_code: a police area, for those that work there; None for those of every area.
    """
    day = today()
    rows = Body.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    )
    rows = rows.filter(kind__in=list(kinds))
    if area_code is not None:
        rows = rows.filter(Q(area=area_code) | Q(further_areas=area_code)).distinct()
    return rows.order_by(Lower("name"), "pk")
