"""Stores and kinds of bag: what is there, what should be ordered, what came and went, what is packed and why."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, area_of
from handrail.directory.stores import actions
from handrail.directory.stores.queries import (
    KindLine,
    StockLine,
    StoreLine,
    kind_for,
    kinds_for,
    movements,
    store_for,
    stores_for,
)
from handrail.kernel.saying import say
from handrail.provision.bags.queries import given_count, said_of
from handrail.web.acting import Act, act
from handrail.web.bags import forms
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.money.present import tabs
from handrail.web.navigation import frame

MOST_MOVEMENTS = 100


@door(Permission.VIEW_STORES)
def bags(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Stores with what each holds; to whoever keeps one, what should be ordered comes first."""
    stores = stores_for(actor)
    month = words.today().replace(day=1)
    shown = {
        "tabs": tabs(actor, "bags"),
        "stores": stores,
        "to_order": [
            (store, line) for store in stores if store.body_id == actor.body_id for line in store.low
        ],
        "keeps": actor.may(Permission.KEEP_STORE),
        "given": given_count([store.id for store in stores], month),
        "kinds": [_kind(line) for line in kinds_for(actor)],
        "own": actor.body_id,
    }
    return render(request, "bags/stores.html", frame(request, actor, "money") | shown)


@door(Permission.VIEW_STORES)
def bag_store(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """One store: its stock, and its history."""
    store = _store(actor, store_id)
    shown = {
        "tabs": tabs(actor, "bags"),
        "store": store,
        "movements": movements(store_id, MOST_MOVEMENTS),
        "most": MOST_MOVEMENTS,
        "keeps": actor.may(Permission.KEEP_STORE) and store.body_id == actor.body_id,
    }
    return render(request, "bags/store.html", frame(request, actor, "money") | shown)


@door(Permission.KEEP_STORE)
def add_store(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a store."""
    form = bind(forms.StoreForm, request, areas=area_choices(), initial={"area_code": area_of(actor.body_id)})

    def save(answers: dict[str, Any]) -> str:
        actions.open_store(by=actor, **answers)
        return say("{name} is open. Count the bags in as they come.", name=answers["name"])

    return act(request, actor, form, _act("Open a store", save, reverse("bags"), "Open the store"))


@door(Permission.KEEP_STORE)
def close_bag_store(request: HttpRequest, actor: Actor, store_id: int) -> HttpResponse:
    """Hand out no more from a store."""
    store = _own(actor, store_id)

    def save(_: dict[str, Any]) -> str:
        actions.close_store(by=actor, store_id=store_id)
        return say("{name} is closed. Its bags stay counted.", name=store.name)

    page = _act(
        say("Close {name}", name=store.name), save, reverse("bag_store", args=[store_id]), "Close the store"
    )
    return act(request, actor, bind(forms.Nothing, request), page)


@door(Permission.KEEP_STORE)
def deliver_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Count bags in."""
    page = _counting(forms.DeliveryForm, "Count in", "Count them in", "Counted in", actions.deliver)
    return page(request, actor, store_id, kind_id)


@door(Permission.KEEP_STORE)
def write_off_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Write bags off."""
    page = _counting(forms.WriteOffForm, "Write off", "Write them off", "Written off", actions.write_off)
    return page(request, actor, store_id, kind_id)


@door(Permission.KEEP_STORE)
def count_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Correct the count."""
    page = _counting(
        forms.CountForm,
        "Correct the count",
        "Correct it",
        "Count corrected",
        actions.correct_count,
        lambda line: {"seen": line.count},
    )
    return page(request, actor, store_id, kind_id)


@door(Permission.KEEP_STORE)
def reorder_bags(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
    """Say when to order."""
    page = _counting(
        forms.ReorderForm,
        "When to order",
        "Save",
        "Saved",
        actions.set_reorder,
        lambda line: {"at": line.reorder_at},
    )
    return page(request, actor, store_id, kind_id)


@door(Permission.VIEW_STORES)
def bag_kind(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """One kind of bag: what is in it since when and why, and what people said, in counts."""
    line = _kind_line(actor, kind_id)
    said = said_of([kind_id])
    shown = {
        "tabs": tabs(actor, "bags"),
        "kind": line,
        "contents": [(each, said.get((kind_id, each.number))) for each in line.contents],
        "keeps": actor.may(Permission.KEEP_STORE) and line.body_id == actor.body_id,
    }
    return render(request, "bags/kind.html", frame(request, actor, "money") | shown)


@door(Permission.KEEP_STORE)
def add_bag_kind(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a kind of bag."""

    def save(answers: dict[str, Any]) -> str:
        actions.add_kind(by=actor, **_things(answers))
        return say("{name}: added. Count it in at each store.", name=answers["name"])

    return act(
        request,
        actor,
        bind(forms.KindForm, request),
        _act("Add a kind of bag", save, reverse("bags"), "Add it"),
    )


@door(Permission.KEEP_STORE)
def change_bag(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """Change what is in a bag, with the reason, beside what people said of it."""
    line = _kind_line(actor, kind_id)
    if line.body_id != actor.body_id:
        raise NotOpenToYou
    newest = line.contents[0]
    form = bind(
        forms.ContentsForm, request, initial={"seen": newest.number, "things": "\n".join(newest.things)}
    )

    def save(answers: dict[str, Any]) -> str:
        more = _things(answers)
        actions.change_contents(by=actor, kind_id=kind_id, seen_number=more.pop("seen"), **more)
        return say("{name}: packed so from today on.", name=line.name)

    here = reverse("bag_kind", args=[kind_id])
    page = _act(say("Change what is in: {name}", name=line.name), save, here, "Save", "bags/change.html")
    page.more["said"] = said_of([kind_id]).get((kind_id, newest.number))
    return act(request, actor, form, page)


@door(Permission.KEEP_STORE)
def retire_bag(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """Pack no more of a kind."""
    line = _kind_line(actor, kind_id)
    if line.body_id != actor.body_id:
        raise NotOpenToYou

    def save(_: dict[str, Any]) -> str:
        actions.retire_kind(by=actor, kind_id=kind_id)
        return say("{name} is packed no more. Those that are there can still be given.", name=line.name)

    page = _act(
        say("Pack no more: {name}", name=line.name), save, reverse("bag_kind", args=[kind_id]), "Pack no more"
    )
    return act(request, actor, bind(forms.Nothing, request), page)


def _counting(
    form: type[django_forms.Form],
    title: str,
    button: str,
    done: str,
    do: Callable[..., None],
    start: Callable[[StockLine], dict[str, Any]] = lambda line: {},
) -> Callable[..., HttpResponse]:
    """One page that counts bags of one kind in one store: what it asks, what it does, what it says."""

    def page(request: HttpRequest, actor: Actor, store_id: int, kind_id: int) -> HttpResponse:
        store = _own(actor, store_id)
        line = next((line for line in store.stock if line.kind_id == kind_id), None)
        if line is None:
            raise NotOpenToYou

        def save(answers: dict[str, Any]) -> str:
            do(by=actor, store_id=store_id, kind_id=kind_id, **_named(answers))
            return say("{done}: {kind}.", done=done, kind=line.kind)

        lead = say("{name} has {bags} of this kind.", name=store.name, bags=words.plural(line.count, "bag"))
        bound = bind(form, request, initial=start(line))
        page = _act(
            say("{title}: {kind}", title=title, kind=line.kind),
            save,
            reverse("bag_store", args=[store_id]),
            button,
        )
        page.more["lead"] = lead
        return act(request, actor, bound, page)

    return page


def _named(answers: dict[str, Any]) -> dict[str, Any]:
    return {"seen_count" if name == "seen" else name: value for name, value in answers.items()}


def _things(answers: dict[str, Any]) -> dict[str, Any]:
    return answers | {"things": answers["things"].splitlines()}


def _kind(line: KindLine) -> dict[str, Any]:
    return {"line": line, "newest": line.contents[0]}


def _kind_line(actor: Actor, kind_id: int) -> KindLine:
    line = kind_for(actor, kind_id)
    if line is None:
        raise NotOpenToYou
    return line


def _store(actor: Actor, store_id: int) -> StoreLine:
    store = store_for(actor, store_id)
    if store is None:
        raise NotOpenToYou
    return store


def _own(actor: Actor, store_id: int) -> StoreLine:
    store = _store(actor, store_id)
    if store.body_id != actor.body_id:
        raise NotOpenToYou
    return store


def _act(title: str, save: Any, back: str, button: str, template: str = "act.html") -> Act:
    return Act(title=title, save=save, then=back, back=back, button=button, template=template, place="money")
