"""What was missing, as counts: who refused whom is never told, nor on which day.

For a body's own page. An area's view must hide small numbers before it shows any of this.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from handrail.people.housing.models import HousingRefusal, NothingFits
from handrail.people.housing.text_choices import HousingRefusalReason, MissingHousingProvision

UNLISTED = "An organisation not on the list"  # whatever was typed of it stays on the case


@dataclass(frozen=True, slots=True)
class HousingRefusalCount:
    """How often a body said no, for one reason, in one phase. No identity, no day."""

    refused_by: str
    area: str
    area_name: str
    why: str
    why_words: str
    phase: str
    count: int


@dataclass(frozen=True, slots=True)
class MissingProvisionCount:
    """How often something was missing when nothing would do."""

    missing: str
    words: str
    area: str
    area_name: str
    phase: str
    count: int


def list_housing_refusal_counts(
    *,
    body_id: int | None = None,
    area: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[HousingRefusalCount, ...]:
    """Refusals recorded on the cases that a body holds, or of an area: one statement, no identity.

    Args:
        body_id: the body that holds the cases; any where it is left out.
        area: the code of the area; any where it is left out.
        since: the first day.
        until: the last day.

    Returns:
        The most frequent first.
    """
    rows = HousingRefusal.objects.filter(
        _body_and_area_q(body_id, area), *_list_period_conditions("refused_at__date", since, until)
    )
    by_token = rows.order_by().values_list("body__name", "area", "area__name", "why", "phase")
    counted: Counter[tuple[str, str, str, str, str]] = Counter()
    for *key, count in by_token.annotate(count=Count("id")):  # reason and phase have several tokens each
        name, area_code, area_name, why, phase = key
        counted[name or UNLISTED, area_code or "", area_name or "", why, phase] += count
    return tuple(
        HousingRefusalCount(
            refused_by=name,
            area=area_code,
            area_name=area_name,
            why=why,
            why_words=HousingRefusalReason(why).label,
            phase=phase,
            count=count,
        )
        for (name, area_code, area_name, why, phase), count in sorted(
            counted.items(), key=lambda item: (-item[1], item[0])
        )
    )


def list_missing_provision_counts(
    *,
    body_id: int | None = None,
    area: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[MissingProvisionCount, ...]:
    """What was missing on nights when nothing would do: one statement, no identity.

    Args:
        body_id: the body that holds the cases; any where it is left out.
        area: the code of the area; any where it is left out.
        since: the first night.
        until: the last night.

    Returns:
        The most frequent first.
    """
    rows = NothingFits.objects.filter(
        _body_and_area_q(body_id, area), *_list_period_conditions("night", since, until)
    )
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for missing, code, name, phase in rows.values_list("missing", "area", "area__name", "phase"):
        for each in missing:
            counted[each, code or "", name or "", phase] += 1
    return tuple(
        MissingProvisionCount(missing, MissingHousingProvision(missing).label, code, name, phase, count)
        for (missing, code, name, phase), count in counted.most_common()
    )


def _body_and_area_q(body_id: int | None, area: str | None) -> Q:
    wanted = Q()
    if body_id is not None:
        wanted &= Q(case__owner=body_id)
    return wanted & Q(area=area) if area is not None else wanted


def _list_period_conditions(
    field: str, since: datetime.date | None, until: datetime.date | None
) -> tuple[Q, ...]:
    first = (Q(**{f"{field}__gte": since}),) if since else ()
    return (*first, Q(**{f"{field}__lte": until})) if until else first
