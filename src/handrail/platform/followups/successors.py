"""Who answers today for a body of earlier days: who governs the area now inherits what it was asked and promised."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from handrail.platform.reference.models import Governance


def get_predecessor_and_own_body_ids(body_id: int, on: datetime.date) -> frozenset[int]:
    """The body itself, and those whose area it has taken over by that day."""
    now = Governance.objects.filter(_governance_in_force_q(on), body=body_id)
    earlier = Governance.objects.filter(area__in=now.values("area"), valid_to__lt=on, body__isnull=False)
    return frozenset({body_id, *earlier.values_list("body_id", flat=True)})


def get_successor_names_by_body_id(bodies: Iterable[int], on: datetime.date) -> dict[int, str]:
    """For each body that governs no more, the one that does on that day.

    Returns:
        Names by the number of the earlier body; others are left out.
    """
    wanted = set(bodies)
    gone = Governance.objects.filter(body__in=wanted, valid_to__lt=on).values_list("body_id", "area_id")
    areas = {area: body for body, area in gone}
    today = Governance.objects.filter(_governance_in_force_q(on), area__in=areas).select_related("body")
    found = {areas[row.area_id]: row for row in today}
    return {body: row.body_name for body, row in found.items() if row.body_id != body}


def _governance_in_force_q(on: datetime.date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
