"""Checks of stores: what is on the shelf, and what was counted in and out."""

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from handrail.directory.stores.models import Stock, StockMovement
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_stock_that_does_not_add_up() -> list[Contradiction]:
    """The number of bags is not the sum of what was counted in and out."""
    moved = StockMovement.objects.filter(stock=OuterRef("pk")).order_by().values("stock")
    total = moved.annotate(total=Sum("change")).values("total")
    rows = Stock.objects.alias(total=Coalesce(Subquery(total, output_field=IntegerField()), 0))
    found = rows.exclude(count=F("total")).order_by()
    return [
        Contradiction(f"{store}, {kind}", body)
        for store, kind, body in found.values_list("store__name", "kind__name", "store__body_id")
    ]


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "stock-does-not-add-up",
        "The number of bags in a store is not what was counted in and out",
        "Count the bags, and enter the number with the reason “counted again”.",
        find_stock_that_does_not_add_up,
    ),
)
