"""Requests for money: lists by what is to do, one request, and each act on it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.directory.funds.queries import funds_for
from handrail.kernel.saying import say
from handrail.provision.money.actions import asking, deciding, spending
from handrail.provision.money.queries.lines import RequestPage, request_page
from handrail.provision.money.queries.lists import Tab, Wanted, counts, requests, tabs
from handrail.provision.money.states import Refusal, Review, State, sayings
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.money import forms, present
from handrail.web.navigation import frame

TABS = {
    Tab.APPROVE: "To approve",
    Tab.REVIEW: "To review",
    Tab.CHECK: "Receipts to check",
    Tab.MINE: "Asked by me",
    Tab.ALL: "All",
}


@door(Permission.VIEW_MONEY)
def money(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Requests of the reader's body that they may see, or of their office's funds: filters stand in the address."""
    wanted, today = _wanted(request, actor), words.today()
    found = requests(actor, wanted)
    funds = {str(fund.id): fund.name for fund in funds_for(actor, today)}
    shown_cases = sum(1 for row in found.rows if row.reference)
    if shown_cases:
        record_read(
            who=actor.who,
            verb="looked at: money",
            about=None,
            shown=["support"],
            why=f"{shown_cases} requests",
        )
    shown = {
        "tabs": present.tabs(actor, "money"),
        "list": found,
        "rows": [present.request(row, today) for row in found.rows],
        "wanted": wanted,
        "lists": _lists(request, actor, wanted),
        "office": actor.may(Permission.SET_FUND),
        "states": State.choices,
        "funds": funds,
        "chosen": _chosen(request, wanted, funds),
    }
    return render(request, "money/list.html", frame(request, actor, "money") | shown)


@door(Permission.VIEW_MONEY)
def money_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """One request, as far as it is open to the reader."""
    page = _page(actor, request_id)
    if page.opens:
        record_read(who=actor.who, verb="looked at: money request", about=page.about, shown=["support"])
    shown = {
        "tabs": present.tabs(actor, "money"),
        "page": page,
        "row": present.request(page.line, words.today()),
        "facts": present.facts(page),
        "road": present.road(page),
        "office": actor.may(Permission.SET_FUND),
    }
    return render(request, "money/request.html", frame(request, actor, "money") | shown)


@door(Permission.APPROVE_MONEY)
def approve_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Approve what was asked; nothing is asked but the decision."""
    page = _page(actor, request_id)

    def save(_: dict[str, Any]) -> str:
        deciding.approve(request_id=request_id, by=actor)
        return say("Approved: {what}. It is set aside for them.", what=_what(page))

    return act(
        request,
        actor,
        bind(forms.Nothing, request),
        _act(page, say("Approve: {what}", what=_what(page)), save, "Approve"),
    )


@door(Permission.APPROVE_MONEY)
def refuse_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Refuse what was asked, with a reason."""
    page = _page(actor, request_id)

    def save(answers: dict[str, Any]) -> str:
        deciding.refuse(request_id=request_id, by=actor, **answers)
        return say("Refused: {refusal}.", refusal=words.small(Refusal(answers["refusal"]).label))

    return act(
        request,
        actor,
        bind(forms.RefusalForm, request),
        _act(page, say("Refuse: {what}", what=_what(page)), save, "Refuse"),
    )


@door(Permission.APPROVE_MONEY)
def review_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Review what was spent first."""
    page = _page(actor, request_id)
    form = bind(forms.ReviewForm, request, sayings=sayings(page.line.state))

    def save(answers: dict[str, Any]) -> str:
        deciding.review(request_id=request_id, by=actor, **answers)
        return say("Reviewed: {said}.", said=words.small(Review(answers["said"]).label))

    return act(
        request,
        actor,
        form,
        _act(page, say("Review: {what}", what=_what(page)), save, "Record review"),
    )


@door(Permission.ASK_MONEY)
def cancel_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Take a request back before anything is bought."""
    page = _page(actor, request_id)

    def save(_: dict[str, Any]) -> str:
        asking.cancel(request_id=request_id, by=actor)
        if page.line.spent_first:
            return "Taken back. The money stays set aside until somebody else has reviewed it."
        return "Taken back. What was set aside is in the fund again."

    return act(
        request,
        actor,
        bind(forms.Nothing, request),
        _act(page, say("Take back: {what}", what=_what(page)), save, "Take it back"),
    )


@door(Permission.ASK_MONEY)
def buy_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Say that it was bought."""
    page = _page(actor, request_id)
    form = bind(forms.BuyForm, request, initial={"pence": page.line.pence})

    def save(answers: dict[str, Any]) -> str:
        spending.buy(request_id=request_id, by=actor, **answers)
        paid = words.money(answers["pence"])
        return say(
            "Bought: {paid}. It is an offer on the case now. Hand in the receipt when you can.", paid=paid
        )

    return act(
        request,
        actor,
        form,
        _act(page, say("Bought: {item}", item=words.small(page.line.item)), save, "Record", "money/buy.html"),
    )


@door(Permission.ASK_MONEY)
def receipt_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Say what the receipt says."""
    page = _page(actor, request_id)
    form = bind(forms.ReceiptForm, request, initial={"pence": page.line.bought_pence, "on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        spending.give_receipt(request_id=request_id, by=actor, **answers)
        return say(
            "Receipt of {pence} handed in. Somebody else checks it.", pence=words.money(answers["pence"])
        )

    return act(
        request,
        actor,
        form,
        _act(page, say("Receipt for: {item}", item=words.small(page.line.item)), save, "Hand in"),
    )


@door(Permission.RECONCILE_MONEY)
def reconcile_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Set the receipt against what was approved."""
    page = _page(actor, request_id)
    back = page.line.pence - (page.line.receipt_pence or 0)

    def save(_: dict[str, Any]) -> str:
        spending.reconcile(request_id=request_id, by=actor)
        return (
            say("Checked and closed. {back} went back to the fund.", back=words.money(back))
            if back
            else "Checked and closed."
        )

    return act(
        request, actor, bind(forms.Nothing, request), _act(page, "Check and close", save, "Check and close")
    )


def _wanted(request: HttpRequest, actor: Actor) -> Wanted:
    given = request.GET
    offered = tabs(actor)
    tab = next((tab for tab in offered if tab.value == given.get("tab")), offered[0])
    page, fund, state = given.get("page", "1"), given.get("fund", ""), given.get("state", "")
    return Wanted(
        tab=tab,
        state=state if tab in (Tab.ALL, Tab.MINE) and state in State else "",
        fund_id=int(fund) if fund.isascii() and fund.isdecimal() and len(fund) < 10 else None,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1,
    )


def _lists(request: HttpRequest, actor: Actor, wanted: Wanted) -> list[tuple[str, str, bool]]:
    """The tabs, each with how many wait for the reader, and how many of them are late."""
    waiting = counts(actor, words.today())
    late = say(", {review_late} overdue", review_late=waiting.review_late) if waiting.review_late else ""
    more = {
        Tab.APPROVE: say(" ({count})", count=waiting.approve),
        Tab.REVIEW: say(" ({count}{late})", count=waiting.review, late=late),
        Tab.CHECK: say(" ({count})", count=waiting.check),
    }
    return [
        (TABS[tab] + more.get(tab, ""), with_query(request, tab=tab.value, state=None), tab is wanted.tab)
        for tab in tabs(actor)
    ]


def _chosen(request: HttpRequest, wanted: Wanted, funds: dict[str, str]) -> list[tuple[str, str]]:
    chosen = [(State(wanted.state).label, "state")] if wanted.state else []
    if str(wanted.fund_id) in funds:
        chosen.append((funds[str(wanted.fund_id)], "fund"))
    return [(text, with_query(request, **{name: None})) for text, name in chosen]


def _page(actor: Actor, request_id: UUID) -> RequestPage:
    page = request_page(actor, request_id)
    if page is None:
        raise NotOpenToYou
    return page


def _what(page: RequestPage) -> str:
    return say("{item}, {pence}", item=words.small(page.line.item), pence=words.money(page.line.pence))


def _act(page: RequestPage, title: str, save: Any, button: str, template: str = "money/decide.html") -> Act:
    here = reverse("money_request", args=[page.line.id])
    more = {"facts": present.facts(page), "request_page": page}
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template=template,
        more=more,
        place="money",
    )
