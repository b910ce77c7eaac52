"""Stores and kinds of bag: what is there, what should be ordered, what came and went, what is packed and why."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.stores import actions
from handrail.directory.stores.queries import (
    BagKindRow,
    BagStockRow,
    StoreRow,
    get_bag_kind,
    get_store,
    list_bag_kinds,
    list_stock_movements,
    list_stores,
)
from handrail.people.bags import forms
from handrail.people.bags.queries import count_feedback_by_kind, count_issues_by_store
from handrail.people.money.presenters import get_tabs
from handrail.people.records.queries.choices import get_area_choices, get_area_code_of_body
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

MAX_MOVEMENTS = 100


@requires(Permission.VIEW_STORES)
def bags(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Stores with what each holds; to whoever keeps one, what should be ordered comes first."""
    stores = list_stores(actor)
    month = formatting.get_today().replace(day=1)
    shown = {
        "tabs": get_tabs(actor, "bags"),
        "stores": stores,
        "to_order": [
            (store, line) for store in stores if store.body_id == actor.body_id for line in store.low
        ],
        "keeps": actor.may(Permission.KEEP_STORE),
        "given": count_issues_by_store([store.id for store in stores], month),
        "kinds": [_make_kind_row(line) for line in list_bag_kinds(actor)],
        "own": actor.body_id,
    }
    return render(request, "bags/stores.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.VIEW_STORES)
def bag_store(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """One store: its stock, and its history."""
    store = _get_store(actor, store_id)
    shown = {
        "tabs": get_tabs(actor, "bags"),
        "store": store,
        "movements": list_stock_movements(store_id, MAX_MOVEMENTS),
        "most": MAX_MOVEMENTS,
        "keeps": actor.may(Permission.KEEP_STORE) and store.body_id == actor.body_id,
    }
    return render(request, "bags/store.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.KEEP_STORE)
def add_store(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a store."""
    form = bind_form(
        forms.StoreForm,
        request,
        areas=get_area_choices(),
        initial={"area_code": get_area_code_of_body(actor.body_id)},
    )

    def save(answers: dict[str, Any]) -> str:
        actions.open_store(by=actor, **answers)
        return msg("{name} is open. Count the bags in as they come.", name=answers["name"])

    return process_form_action(
        request, actor, form, _act("Open a store", save, reverse("bags"), "Open the store")
    )


@requires(Permission.KEEP_STORE)
def close_bag_store(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """Hand out no more from a store."""
    store = _get_own_store(actor, store_id)

    def save(_: dict[str, Any]) -> str:
        actions.close_store(by=actor, store_id=store_id)
        return msg("{name} is closed. Its bags stay counted.", name=store.name)

    page = _act(
        msg("Close {name}", name=store.name), save, reverse("bag_store", args=[store_id]), "Close the store"
    )
    return process_form_action(request, actor, bind_form(forms.BagConfirmForm, request), page)


@requires(Permission.KEEP_STORE)
def deliver_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Count bags in."""
    page = _make_count_view(
        forms.BagDeliveryForm, "Count in", "Count them in", "Counted in", actions.record_delivery
    )
    return page(request, actor, store_id, kind_id)


@requires(Permission.KEEP_STORE)
def write_off_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Write bags off."""
    page = _make_count_view(
        forms.BagWriteOffForm, "Write off", "Write them off", "Written off", actions.record_write_off
    )
    return page(request, actor, store_id, kind_id)


@requires(Permission.KEEP_STORE)
def count_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Correct the count."""
    page = _make_count_view(
        forms.BagCountForm,
        "Correct the count",
        "Correct it",
        "Count corrected",
        actions.correct_count,
        lambda line: {"seen": line.count},
    )
    return page(request, actor, store_id, kind_id)


@requires(Permission.KEEP_STORE)
def reorder_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Say when to order."""
    page = _make_count_view(
        forms.BagReorderForm,
        "When to order",
        "Save",
        "Saved",
        actions.set_reorder_level,
        lambda line: {"at": line.reorder_at},
    )
    return page(request, actor, store_id, kind_id)


@requires(Permission.VIEW_STORES)
def bag_kind(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """One kind of bag: what is in it since when and why, and what people said, in counts."""
    line = _get_kind(actor, kind_id)
    said = count_feedback_by_kind([kind_id])
    shown = {
        "tabs": get_tabs(actor, "bags"),
        "kind": line,
        "contents": [(each, said.get((kind_id, each.number))) for each in line.contents],
        "keeps": actor.may(Permission.KEEP_STORE) and line.body_id == actor.body_id,
    }
    return render(request, "bags/kind.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.KEEP_STORE)
def add_bag_kind(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a kind of bag."""

    def save(answers: dict[str, Any]) -> str:
        actions.add_kind(by=actor, **_get_contents_fields(answers))
        return msg("{name}: added. Count it in at each store.", name=answers["name"])

    return process_form_action(
        request,
        actor,
        bind_form(forms.BagKindForm, request),
        _act("Add a kind of bag", save, reverse("bags"), "Add it"),
    )


@requires(Permission.KEEP_STORE)
def change_bag(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """Change what is in a bag, with the reason, beside what people said of it."""
    line = _get_kind(actor, kind_id)
    if line.body_id != actor.body_id:
        raise NotVisible
    newest = line.contents[0]
    form = bind_form(
        forms.BagContentsForm, request, initial={"seen": newest.number, "things": "\n".join(newest.things)}
    )

    def save(answers: dict[str, Any]) -> str:
        more = _get_contents_fields(answers)
        actions.change_contents(by=actor, kind_id=kind_id, seen_number=more.pop("seen"), **more)
        return msg("{name}: packed so from today on.", name=line.name)

    here = reverse("bag_kind", args=[kind_id])
    page = _act(msg("Change what is in: {name}", name=line.name), save, here, "Save", "bags/change.html")
    page.more["said"] = count_feedback_by_kind([kind_id]).get((kind_id, newest.number))
    return process_form_action(request, actor, form, page)


@requires(Permission.KEEP_STORE)
def retire_bag(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """Pack no more of a kind."""
    line = _get_kind(actor, kind_id)
    if line.body_id != actor.body_id:
        raise NotVisible

    def save(_: dict[str, Any]) -> str:
        actions.retire_kind(by=actor, kind_id=kind_id)
        return msg("{name} is packed no more. Those that are there can still be given.", name=line.name)

    page = _act(
        msg("Pack no more: {name}", name=line.name), save, reverse("bag_kind", args=[kind_id]), "Pack no more"
    )
    return process_form_action(request, actor, bind_form(forms.BagConfirmForm, request), page)


def _make_count_view(
    form: type[django_forms.Form],
    title: str,
    button: str,
    done: str,
    do: Callable[..., None],
    start: Callable[[BagStockRow], dict[str, Any]] = lambda line: {},
) -> Callable[..., HttpResponse]:
    """One page that counts bags of one kind in one store: what it asks, what it does, what it says."""

    def page(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
        store = _get_own_store(actor, store_id)
        line = next((line for line in store.stock if line.kind_id == kind_id), None)
        if line is None:
            raise NotVisible

        def save(answers: dict[str, Any]) -> str:
            do(by=actor, store_id=store_id, kind_id=kind_id, **_get_kind_fields(answers))
            return msg("{done}: {kind}.", done=done, kind=line.kind)

        lead = msg(
            "{name} has {bags} of this kind.", name=store.name, bags=formatting.plural(line.count, "bag")
        )
        bound = bind_form(form, request, initial=start(line))
        page = _act(
            msg("{title}: {kind}", title=title, kind=line.kind),
            save,
            reverse("bag_store", args=[store_id]),
            button,
        )
        page.more["lead"] = lead
        return process_form_action(request, actor, bound, page)

    return page


def _get_kind_fields(answers: dict[str, Any]) -> dict[str, Any]:
    return {"seen_count" if name == "seen" else name: value for name, value in answers.items()}


def _get_contents_fields(answers: dict[str, Any]) -> dict[str, Any]:
    return answers | {"things": answers["things"].splitlines()}


def _make_kind_row(line: BagKindRow) -> dict[str, Any]:
    return {"line": line, "newest": line.contents[0]}


def _get_kind(actor: Actor, kind_id: int) -> BagKindRow:
    line = get_bag_kind(actor, kind_id)
    if line is None:
        raise NotVisible
    return line


def _get_store(actor: Actor, store_id: int) -> StoreRow:
    store = get_store(actor, store_id)
    if store is None:
        raise NotVisible
    return store


def _get_own_store(actor: Actor, store_id: int) -> StoreRow:
    store = _get_store(actor, store_id)
    if store.body_id != actor.body_id:
        raise NotVisible
    return store


def _act(title: str, save: Any, back: str, button: str, template: str = "act.html") -> FormAction:
    return FormAction(
        title=title, save=save, then=back, back=back, button=button, template=template, place="money"
    )
