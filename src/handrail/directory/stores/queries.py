"""What stores hold and where, what is in a bag, and what should be ordered."""

from django.db.models import F, Prefetch, Q, QuerySet

from handrail.directory.stores.models import BagContents, BagKind, Stock, Store
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


def select_visible_stores(actor: Actor) -> QuerySet[Store]:
    """Stores of the actor's body, and of its area where others may hand out from them.

    The commissioner's office sees all stores of its area: it buys the bags.
    """
    here = Q(area__bodies=actor.body_id)
    if actor.may(Permission.ISSUE_BAG):
        here &= Q(for_others=True)
    rows = Store.objects.filter(Q(body=actor.body_id) | here).select_related("body", "area").distinct()
    return rows.prefetch_related(Prefetch("stock", Stock.objects.select_related("kind")))


def load_lines(stores: list[Store]) -> list[Store]:
    """Give each store its `lines`: every kind that its body packs, from none on; no longer used ones while any is left.

    Args:
        stores: with their stock fetched.

    Returns:
        The same stores.
    """
    kinds = list(BagKind.objects.filter(body__in={store.body_id for store in stores}))
    for store in stores:
        held = {stock.kind_id: stock for stock in store.stock.all()}
        lines = [
            held.get(kind.pk) or Stock(store=store, kind=kind)
            for kind in kinds
            if kind.body_id == store.body_id
        ]
        store.lines = [line for line in lines if line.count or not line.kind.retired_on]
    return stores


def list_visible_stores(actor: Actor) -> list[Store]:
    """Those that the actor sees, with their lines; closed ones last."""
    return load_lines(
        list(select_visible_stores(actor).order_by(F("closed_on").asc(nulls_first=True), "name"))
    )


def list_visible_open_stores(actor: Actor) -> list[Store]:
    """Stores from which the actor may hand out, with their lines, those of their own body first."""
    stores = load_lines(list(select_visible_stores(actor).filter(closed_on__isnull=True)))
    return sorted(stores, key=lambda store: (store.body_id != actor.body_id, store.name))


def list_stock_to_reorder(actor: Actor) -> QuerySet[Stock]:
    """What should be ordered for the stores of the actor's own body. One statement."""
    rows = Stock.objects.filter(
        store__body=actor.body_id, store__closed_on__isnull=True, kind__retired_on__isnull=True
    )
    low = rows.filter(count__lte=F("reorder_at")).select_related("store", "kind")
    return low.order_by("store__name", "kind__name")


def select_visible_bag_kinds(actor: Actor) -> QuerySet[BagKind]:
    """Kinds of bag that the stores which the actor sees may hold, with their lists of contents, newest first."""
    bodies = select_visible_stores(actor).values("body_id")
    rows = BagKind.objects.filter(Q(body=actor.body_id) | Q(body__in=bodies)).select_related("body")
    return rows.prefetch_related(Prefetch("contents", BagContents.objects.select_related("set_by")))
