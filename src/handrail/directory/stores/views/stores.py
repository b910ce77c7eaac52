"""Stores: what each holds, what should be ordered, and the pages that count bags."""

from collections.abc import Mapping
from typing import Any, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.case_figures import get_case_figure_functions
from handrail.directory.stores import actions
from handrail.directory.stores.forms import (
    BagCountCorrectionForm,
    BagDeliveryForm,
    BagReorderLevelForm,
    BagStoreForm,
    BagWriteOffForm,
)
from handrail.directory.stores.queries import (
    BagKindRow,
    BagStockMovementRow,
    BagStockRow,
    BagStoreRow,
    get_own_store,
    get_visible_store,
    list_stock_movements,
    list_visible_bag_kinds,
    list_visible_stores,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

NAV = "money"
MAX_MOVEMENTS = 100


class StoreListPageContext(TypedDict):
    """What stores/stores.html shows."""

    tabs: list[tuple[str, str, bool]]
    stores: tuple[BagStoreRow, ...]
    to_order: list[tuple[BagStoreRow, BagStockRow]]
    keeps: bool
    given: Mapping[int, int]
    kinds: tuple[BagKindRow, ...]


@requires_permission(Permission.VIEW_STORES)
def bag_stores(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Stores with what each holds; what should be ordered comes first for whoever keeps one."""
    stores = list_visible_stores(actor)
    month = formatting.get_today().replace(day=1)
    shown: StoreListPageContext = {
        "tabs": list_money_bags_and_gaps_tabs(actor, "bags"),
        "stores": stores,
        "to_order": [
            (store, line) for store in stores if store.body_id == actor.body_id for line in store.low
        ],
        "keeps": actor.may(Permission.KEEP_STORE),
        "given": get_case_figure_functions().count_issues_by_store([store.id for store in stores], month),
        "kinds": list_visible_bag_kinds(actor),
    }
    return render(request, "stores/stores.html", {**get_layout_context(request, actor, NAV), **shown})


class StorePageContext(TypedDict):
    """What stores/store.html shows."""

    store: BagStoreRow
    movements: tuple[BagStockMovementRow, ...]
    most: int
    keeps: bool


@requires_permission(Permission.VIEW_STORES)
def bag_store(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """One store: its stock, and its history."""
    store = get_visible_store(actor, store_id)
    shown: StorePageContext = {
        "store": store,
        "movements": list_stock_movements(store_id, MAX_MOVEMENTS),
        "most": MAX_MOVEMENTS,
        "keeps": actor.may(Permission.KEEP_STORE) and store.body_id == actor.body_id,
    }
    return render(request, "stores/store.html", {**get_layout_context(request, actor, NAV), **shown})


class OpenStorePage(ActionPage):
    """Open a store."""

    permission, nav = Permission.KEEP_STORE, NAV
    title, button, form_class = "Open a store", "Open the store", BagStoreForm

    @property
    def back_url(self) -> str:
        return reverse("bags")

    def perform(self, form: BagStoreForm) -> str:
        store = actions.add_bag_store(form.instance, by=self.actor)
        return msg("{name} added. Record bags as they arrive.", name=store.name)


class CloseStorePage(ActionPage):
    """Close a store."""

    permission, nav = Permission.KEEP_STORE, NAV
    button, form_class = "Close the store", ConfirmForm

    @property
    def title(self) -> str:
        return msg("Close {name}", name=self.store.name)

    @property
    def back_url(self) -> str:
        return reverse("bag_store", args=[self.store.id])

    def load(self, store_id: int) -> None:
        self.store = get_own_store(self.actor, store_id)

    def perform(self, form: ConfirmForm) -> str:
        actions.close_store(by=self.actor, store_id=self.store.id)
        return msg("{name} closed. Its bags still count.", name=self.store.name)


class StockActionArguments(TypedDict):
    """Which stock is counted, and by whom, as actions take it."""

    by: Actor
    store_id: int
    kind_id: int


class StockActionPage(ActionPage, abstract=True):
    """What counts bags of one kind in one store."""

    permission, nav = Permission.KEEP_STORE, NAV
    heading: str
    done: str
    store: BagStoreRow
    stock: BagStockRow

    @property
    def title(self) -> str:
        return msg("{title}: {kind}", title=self.heading, kind=self.stock.kind)

    @property
    def lead(self) -> str:
        bags = formatting.plural(self.stock.count, "bag")
        return msg("{name} has {bags} of this kind.", name=self.store.name, bags=bags)

    @property
    def back_url(self) -> str:
        return reverse("bag_store", args=[self.store.id])

    def load(self, store_id: int, kind_id: int) -> None:
        self.store = get_own_store(self.actor, store_id)
        found = [line for line in self.store.stock if line.kind_id == kind_id]
        if not found:
            raise NotVisible
        self.stock = found[0]
        self.target: StockActionArguments = {"by": self.actor, "store_id": store_id, "kind_id": kind_id}

    def perform(self, form: forms.Form) -> str:
        self.count(form.cleaned_data)
        return msg("{done}: {kind}.", done=self.done, kind=self.stock.kind)

    def count(self, answers: dict[str, Any]) -> None:
        """Call the action."""
        raise NotImplementedError


class RecordBagDeliveryPage(StockActionPage):
    """Count bags in."""

    heading, button, done, form_class = "Add bags", "Add bags", "Bags added", BagDeliveryForm

    def count(self, answers: dict[str, Any]) -> None:
        actions.record_bag_delivery(**self.target, **answers)


class WriteOffBagsPage(StockActionPage):
    """Write bags off."""

    heading, button, done, form_class = "Write off", "Write off", "Written off", BagWriteOffForm

    def count(self, answers: dict[str, Any]) -> None:
        actions.record_bag_write_off(**self.target, **answers)


class CorrectBagCountPage(StockActionPage):
    """Correct the count."""

    heading, button, done = "Correct the count", "Correct it", "Count corrected"
    form_class = BagCountCorrectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.stock.count}}

    def count(self, answers: dict[str, Any]) -> None:
        actions.correct_bag_count(**self.target, seen_count=answers.pop("seen"), **answers)


class SetBagReorderLevelPage(StockActionPage):
    """Set when to order."""

    heading, done, form_class = "Reorder level", "Saved", BagReorderLevelForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"at": self.stock.reorder_at}}

    def count(self, answers: dict[str, Any]) -> None:
        actions.set_bag_reorder_level(**self.target, **answers)
