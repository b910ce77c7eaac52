"""A store that hands out two kinds of bag."""

from dataclasses import dataclass

from handrail.directory.stores.actions import add_kind, open_store, record_delivery, set_reorder_level
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
    about = {"worn_by": "women", "season": "all", "by": by}
    women = add_kind(name="Women, medium", size="medium", with_baby=False, things=["Coat", "Soap"], **about)
    baby = add_kind(
        name="Mother and baby", size="any", with_baby=True, things=["Nappies", "Blanket"], **about
    )
    store = open_store(
        by=by, name="Front desk", where="Behind the counter", area_code=LINCOLNSHIRE, for_others=True
    )
    record_delivery(by=by, store_id=store.pk, kind_id=women.pk, number=number)
    set_reorder_level(by=by, store_id=store.pk, kind_id=women.pk, at=2)
    return Shelf(store, women, baby)
