"""A bag for one person, from their case: the first tap opens the page, the second gives the bag."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.directory.stores.queries import StoreLine, stock_of
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.bags import actions
from handrail.provision.bags.queries import GivenLine, given_to, stores_to_give_from
from handrail.web.acting import Act, act
from handrail.web.bags import forms
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame


@case_door(Permission.ISSUE_BAG)
def give_bag(request: HttpRequest, found: Found) -> HttpResponse:
    """The bags of the store that is likeliest, each with one button; another store is one tap away."""
    found.sight.needs(Kind.SUPPORT)
    if request.method == "POST":
        return _give(request, found)
    stores = stores_to_give_from(found.sight.actor, found.case_id)
    store = _chosen(request, stores)
    shown = {
        "reference": found.reference,
        "store": store,
        "stock": sorted(store.stock, key=lambda line: (line.count == 0, line.kind)) if store else (),
        "stores": [(line, line is store) for line in stores],
        "given": given_to(found.sight),
    }
    return render(request, "bags/give.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.ISSUE_BAG)
def take_bag_back(request: HttpRequest, found: Found, issue_id: UUID) -> HttpResponse:
    """Undo a bag that was recorded by mistake today."""
    found.sight.needs(Kind.SUPPORT)
    bag = _given(found, issue_id)

    def save(_: dict[str, Any]) -> str:
        actions.take_back(case_id=found.case_id, issue_id=issue_id, by=found.sight.actor)
        return say("Taken back: {kind}. It is in {store} again.", kind=bag.kind, store=bag.store)

    return act(
        request,
        found.sight.actor,
        bind(forms.Nothing, request),
        _act(found, say("Take back: {kind}", kind=bag.kind), save, "Take it back"),
    )


@case_door(Permission.ISSUE_BAG)
def say_of_bag(request: HttpRequest, found: Found, issue_id: UUID) -> HttpResponse:
    """Write down what the person said of the bag."""
    found.sight.needs(Kind.SUPPORT)
    bag = _given(found, issue_id)

    def save(answers: dict[str, Any]) -> str:
        actions.say_of_bag(case_id=found.case_id, issue_id=issue_id, by=found.sight.actor, **answers)
        return "Recorded. It counts towards what is packed next."

    title = say("What did they say of: {kind}", kind=bag.kind)
    return act(request, found.sight.actor, bind(forms.SaidForm, request), _act(found, title, save, "Record"))


def _give(request: HttpRequest, found: Found) -> HttpResponse:
    stock = request.POST.get("stock", "")
    if not (stock.isascii() and stock.isdecimal() and len(stock) < 16):
        raise NotNow(actions.NO_STOCK)
    try:
        actions.give_bag(case_id=found.case_id, stock_id=int(stock), by=found.sight.actor)
    except NotNow as no:
        messages.error(request, str(no))
        return redirect("give_bag", found.reference)
    of = stock_of(int(stock))
    assert of is not None, "it was given"
    messages.success(
        request,
        say(
            "Given: {of}, from {of2}. By mistake? Take it back today under “Give a bag”.", of=of[2], of2=of[1]
        ),
    )
    return redirect(reverse("case", args=[found.reference]))


def _chosen(request: HttpRequest, stores: tuple[StoreLine, ...]) -> StoreLine | None:
    wanted = request.GET.get("store", "")
    named = next((store for store in stores if str(store.id) == wanted), None)
    return named or next(iter(stores), None)


def _given(found: Found, issue_id: UUID) -> GivenLine:
    line = next((line for line in given_to(found.sight) if line.id == issue_id), None)
    if line is None:
        raise NotOpenToYou
    return line


def _act(found: Found, title: str, save: Any, button: str) -> Act:
    here = reverse("give_bag", args=[found.reference])
    lead = say("Case {reference}", reference=found.reference)
    return Act(title=title, save=save, then=here, back=here, button=button, more={"lead": lead})
