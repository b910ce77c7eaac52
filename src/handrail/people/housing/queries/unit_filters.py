"""Narrowing units in the database: who may use them, which fit, which are taken, however many there are.

`unfit` is the row filter of the housing rules: the units to which they say no. A test tries the two against each other.
"""

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Case as SqlCase
from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from handrail.directory.housing.models import Unit
from handrail.directory.housing.place_kinds import KIND_CODES, KINDS_AFTER_CHECK
from handrail.directory.housing.queries.agreements import AgreementTerms
from handrail.directory.housing.unit_fit import Household

NOTHING = Q(pk__in=[])
SHOWN_STATES = ("open", "planned", "funded", "paused")


def select_units_in_area(area: str) -> QuerySet[Unit]:
    """Every unit of an area that exists or will, with its place."""
    return _select_units_for_search().filter(place__area=area, place__state__in=SHOWN_STATES)


def get_units_by_id(ids: Iterable[UUID]) -> dict[UUID, Unit]:
    """Units with their places.

    Returns:
        By number of the unit.
    """
    return _select_units_for_search().in_bulk(list(ids))


def _select_units_for_search() -> QuerySet[Unit]:
    related = Unit.objects.select_related("place__zone", "place__provider")
    return related.alias(lacks_text=Cast("lacks", TextField()))


def usable_units_q(body_id: int, agreements: Iterable[AgreementTerms], *, inside: bool) -> Q:
    """Units that the body may use: its own; under an agreement; those that take whoever rings.

    Args:
        body_id: the body.
        agreements: those under which it may use rooms on the night.
        inside: whether the case is its own; one that was shared opens its own units alone.
    """
    own = Q(place__provider=body_id)
    if not inside:
        return own
    rows = own | Q(place__use="ask")
    for agreement in agreements:
        covered = Q(place__provider=agreement.provider_id)
        if agreement.place_ids:
            covered &= Q(place__in=agreement.place_ids)
        rows |= covered & Q(place__kind__in=[kind for kind in KIND_CODES if agreement.opens(kind)])
    return rows


def available_units_q(night: datetime.date) -> Q:
    """Units that exist on the night and nobody warned of."""
    there = Q(withdrawn_from__isnull=True) | Q(withdrawn_from__gt=night)
    return there & Q(place__state="open", place__flagged_on__isnull=True, open_from__lte=night)


def units_unfit_for_household_q(household: Household, near: Sequence[int]) -> Q:
    """The units to which the rules say no."""
    rows = Q(place__zone__in=near) if near else NOTHING
    other = {"female": "men", "male": "women"}.get(household.gender or "")
    if other:
        rows |= Q(place__mix=other)
    if household.children:
        rows |= Q(place__dependants="no")
    rows |= Q(beds__lt=household.beds)
    for code in household.access:
        rows |= Q(lacks_text__contains=f'"{code}"')
    if household.pets:
        rows |= Q(place__pets="no")
    if household.public_funds is False:
        rows |= Q(place__public_funds="needed")
    if household.phase:
        rows |= Q(**{f"place__{household.phase}": False})
    return rows


def order_units_by_fit(rows: QuerySet[Unit], household: Household) -> QuerySet[Unit]:
    """Those with fewest questions first, then free of charge, then by name."""
    open_questions = _one_if_true_expression(place__mix="unknown") + _one_if_true_expression(
        place__zone__isnull=True
    )
    if household.children:
        open_questions += _one_if_true_expression(place__dependants="unknown")
    if household.public_funds is not True:
        open_questions += _one_if_true_expression(place__public_funds="unknown")
    return rows.annotate(asks=open_questions, price=Coalesce(F("place__night_pence"), 0)).order_by(
        "asks", "price", "place__name", "name", "id"
    )


HOTELS = Q(place__kind__in=KINDS_AFTER_CHECK)


def _one_if_true_expression(**condition: object) -> SqlCase:
    return SqlCase(When(**condition, then=Value(1)), default=Value(0), output_field=IntegerField())
