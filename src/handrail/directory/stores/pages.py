"""Pages of stores: what each holds, what should be ordered, and what is packed since when and why."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet

from handrail.directory.case_figures import get_case_figure_functions
from handrail.directory.stores.acts import (
    AddBagKind,
    AddStore,
    ChangeBag,
    CloseBagStore,
    CountBags,
    DeliverBags,
    ReorderBags,
    RetireBag,
    WriteOffBags,
)
from handrail.directory.stores.models import BagContents, BagKind, StockMovement, Store
from handrail.directory.stores.queries import (
    list_visible_stores,
    load_lines,
    select_visible_bag_kinds,
    select_visible_stores,
)
from handrail.platform.access.roles import Permission
from handrail.platform.records.acts import list_possible
from handrail.platform.records.record_pages import AddressedPage, RecordPage
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

MAX_MOVEMENTS = 100


class BagsPage(AddressedPage):
    """Stores with what each holds; what should be ordered comes first for whoever keeps one."""

    permission, nav, address, template_name = Permission.VIEW_STORES, "money", "bags/", "stores/stores.html"

    def get_context_data(self) -> Mapping[str, Any]:
        stores = list_visible_stores(self.actor)
        own = [store for store in stores if store.body_id == self.actor.body_id]
        month = get_today().replace(day=1)
        return {
            "tabs": list_money_bags_and_gaps_tabs(self.actor, "bags"),
            "stores": stores,
            "to_order": [(store, line) for store in own for line in store.low],
            "acts": [
                *list_possible((AddStore,), Store(), self.actor),
                *list_possible((AddBagKind,), BagKind(), self.actor),
            ],
            "given": get_case_figure_functions().count_issues_by_store([store.pk for store in stores], month),
            "kinds": list(select_visible_bag_kinds(self.actor)),
        }


class BagStorePage(RecordPage):
    """One store: its stock, and its history."""

    permission, nav, template_name = Permission.VIEW_STORES, "money", "stores/store.html"
    address, acts = "bags/<int:pk>/", (CloseBagStore,)

    def select_rows(self) -> QuerySet[Store]:
        return select_visible_stores(self.actor)

    def get_context_data(self) -> Mapping[str, Any]:
        store, counts = load_lines([self.record])[0], (DeliverBags, CountBags, WriteOffBags, ReorderBags)
        moves = StockMovement.objects.filter(stock__store=store).select_related("by", "stock__kind")
        return {
            "store": store,
            "lines": [(line, list_possible(counts, line, self.actor)) for line in store.lines],
            "movements": list(moves[:MAX_MOVEMENTS]),
            "most": MAX_MOVEMENTS,
        }


class BagKindPage(RecordPage):
    """One kind of bag: its lists of contents, with what people said of each, in counts."""

    permission, nav, template_name = Permission.VIEW_STORES, "money", "stores/kind.html"
    address = "bags/kinds/<int:pk>/"

    def select_rows(self) -> QuerySet[BagKind]:
        return select_visible_bag_kinds(self.actor)

    def get_context_data(self) -> Mapping[str, Any]:
        kind = self.record
        feedback = get_case_figure_functions().count_feedback_by_kind([kind.pk])
        lists = list(kind.contents.all())
        return {
            "kind": kind,
            "contents": [
                (each, *each.compare(before), feedback.get((kind.pk, each.number)))
                for each, before in zip_longest(lists, lists[1:])
            ],
            "acts": [
                *list_possible((ChangeBag,), BagContents(kind=kind), self.actor),
                *list_possible((RetireBag,), kind, self.actor),
            ],
        }
