"""A store that hands out two kinds of bag."""

from dataclasses import dataclass

from handrail.directory.stores.acts import AddBagKind, AddStore, DeliverBags, ReorderBags
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
    women = AddBagKind(BagKind(name="Women, medium", size="medium", **about), by=by).run(
        things=["Coat", "Soap"]
    )
    baby = AddBagKind(BagKind(name="Mother and baby", size="any", with_baby=True, **about), by=by).run(
        things=["Nappies", "Blanket"]
    )
    desk = Store(name="Front desk", where="Behind the counter", for_others=True)
    store = AddStore(desk, by=by).run(area_code=LINCOLNSHIRE)
    DeliverBags.find(by, store_id=store.pk, kind_id=women.pk).run(number=number)
    ReorderBags.find(by, store_id=store.pk, kind_id=women.pk).run(level=2)
    return Shelf(store, women, baby)
