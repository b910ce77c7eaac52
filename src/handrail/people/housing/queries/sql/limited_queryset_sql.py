"""SQL that Django has no words for: each unit judged once, then the first of each group and their sizes."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

JUDGED: Final = ("pk", "is_good", "is_hotel", "asks", "price", "place__state", "place__name", "name")
"""What the queryset gives of each unit, in this order; below under other names."""
BEST_FIRST: Final = "asks, price, place, name, id"
BY_STATE: Final = "state, place, name, id"
FITS: Final = "is_good AND NOT is_hotel"
HOTELS: Final = "is_good AND is_hotel"
OTHERS: Final = "NOT is_good"


class RankedUnits(NamedTuple):
    """Numbers of the units that are shown, in their order, and how many there are of each group in all."""

    fits: list[UUID]
    hotels: list[UUID]
    others: list[UUID]
    fit_count: int
    other_count: int


def fetch_ranked_units(rows: QuerySet[Any], *, fits: int, hotels: int, others: int) -> RankedUnits:
    """One statement that reads and judges each unit once, however many groups it is then shown in.

    Args:
        rows: the units of an area, each with what JUDGED names.
        fits: how many that fit are shown.
        hotels: how many hotels.
        others: how many that are not to be had.
    """
    text, values = rows.order_by().values(*JUDGED).query.sql_with_params()
    found: dict[str, list[Any]] = {"fits": [], "hotels": [], "others": [], "counts": []}
    with connections[rows.db].cursor() as cursor:
        cursor.execute(_make_ranked_units_sql(text, fits, hotels, others), values)
        for sort, key, number in cursor.fetchall():
            found[sort].append(number if key is None else UUID(str(key)))
    fit_count, other_count = found["counts"]
    return RankedUnits(found["fits"], found["hotels"], found["others"], fit_count or 0, other_count or 0)


def _make_ranked_units_sql(text: str, fits: int, hotels: int, others: int) -> str:
    return f"""WITH judged (id, is_good, is_hotel, asks, price, state, place, name) AS MATERIALIZED ({text})
        SELECT sort, id, number FROM (
            SELECT 1 AS part, 'fits' AS sort, id, number
            FROM ({_make_ranked_list_sql(FITS, BEST_FIRST, fits)}) AS fitting
            UNION ALL
            SELECT 2, 'hotels', id, number FROM ({_make_ranked_list_sql(HOTELS, BEST_FIRST, hotels)}) AS hotel
            UNION ALL
            SELECT 3, 'others', id, number FROM ({_make_ranked_list_sql(OTHERS, BY_STATE, others)}) AS other
            UNION ALL SELECT 4, 'counts', NULL, COUNT(*) FROM judged WHERE {FITS}
            UNION ALL SELECT 5, 'counts', NULL, COUNT(*) FROM judged WHERE {OTHERS}
        ) AS parts ORDER BY part, number"""


def _make_ranked_list_sql(where: str, order: str, most: int) -> str:
    ranked = f"SELECT id, ROW_NUMBER() OVER (ORDER BY {order}) AS number FROM judged WHERE {where}"
    return f"{ranked} ORDER BY {order} LIMIT {int(most)}"
