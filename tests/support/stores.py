"""A store that hands out two kinds of bag."""

from dataclasses import dataclass

from handrail.directory.stores.actions import (
    add_bag_kind,
    add_bag_store,
    record_bag_delivery,
    set_bag_reorder_level,
)
from handrail.directory.stores.models import BagKind, Stock, Store
from support.cast import LINCOLNSHIRE


@dataclass
class Shelf:
    """A store of Lantern that others may hand out from, with two kinds of bag."""

    store: Store
    women: BagKind
    baby: BagKind

    def count(self, kind=None) -> int:
        return self.stock(kind).count

    def stock(self, kind=None) -> Stock:
        return Stock.objects.get(store=self.store, kind=kind or self.women)


def a_shelf(cast, number=5) -> Shelf:
    by = cast.lead.actor
    about = {"worn_by": "women", "season": "all"}
    women = add_bag_kind(
        BagKind(name="Women, medium", size="medium", **about), things=["Coat", "Soap"], by=by
    )
    baby = add_bag_kind(
        BagKind(name="Mother and baby", size="any", with_baby=True, **about),
        things=["Nappies", "Blanket"],
        by=by,
    )
    store = add_bag_store(
        Store(name="Front desk", where="Behind the counter", area_id=LINCOLNSHIRE, for_others=True), by=by
    )
    record_bag_delivery(by=by, store_id=store.pk, kind_id=women.pk, number=number)
    set_bag_reorder_level(by=by, store_id=store.pk, kind_id=women.pk, at=2)
    return Shelf(store, women, baby)
