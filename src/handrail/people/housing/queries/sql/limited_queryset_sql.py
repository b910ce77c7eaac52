"""SQL around querysets that are cut short, which Django has no words for: counting them, and joining several."""

from collections.abc import Iterable
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import RawSQL


class CountRows(Subquery):
    """How many rows a queryset has that may be cut short, as a value of another statement."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def make_pk_union_sql(lists: Iterable[QuerySet[Any]]) -> RawSQL:
    """The numbers of the rows of several querysets, each of which may be cut short, for `pk__in`.

    SQLite would work out each of them twice if they were joined with OR.
    """
    parts = [rows.values("pk").query.sql_with_params() for rows in lists]
    union = " UNION ALL ".join(
        f"SELECT * FROM ({text}) AS part_{place}" for place, (text, _) in enumerate(parts)
    )
    return RawSQL(union, [value for _, values in parts for value in values])
