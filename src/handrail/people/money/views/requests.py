"""Requests for money: lists by what is to do, one request, and each act on it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds.queries import list_funds
from handrail.people.money import forms, presenters
from handrail.people.money.actions import decisions, purchases
from handrail.people.money.actions import requests as asking
from handrail.people.money.queries.request_lists import (
    FundRequestFilter,
    FundRequestTab,
    count_fund_requests,
    get_tabs,
    list_fund_requests,
)
from handrail.people.money.queries.requests import FundRequestDetail, get_fund_request
from handrail.people.money.states import (
    FundRefusalReason,
    FundRequestState,
    SpendReviewOutcome,
    get_review_outcomes,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query
from handrail.platform.ui.section_tabs import get_section_tabs

TAB_NAMES = {
    FundRequestTab.APPROVE: "To approve",
    FundRequestTab.REVIEW: "To review",
    FundRequestTab.CHECK: "Receipts to check",
    FundRequestTab.MINE: "Asked by me",
    FundRequestTab.ALL: "All",
}


@requires(Permission.VIEW_MONEY)
def money(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Requests of the reader's body that they may see, or of their office's funds: filters stand in the address."""
    wanted, today = _make_filter(request, actor), formatting.get_today()
    found = list_fund_requests(actor, wanted)
    funds = {str(fund.id): fund.name for fund in list_funds(actor, today)}
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
        "tabs": get_section_tabs(actor, "money"),
        "list": found,
        "rows": [presenters.make_request_row(row, today) for row in found.rows],
        "wanted": wanted,
        "lists": _make_tabs(request, actor, wanted),
        "office": actor.may(Permission.SET_FUND),
        "states": FundRequestState.choices,
        "funds": funds,
        "chosen": _describe_filters(request, wanted, funds),
    }
    return render(request, "money/list.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.VIEW_MONEY)
def money_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """One request, as far as it is open to the reader."""
    page = _get_request(actor, request_id)
    if page.opens:
        record_read(who=actor.who, verb="looked at: money request", about=page.about, shown=["support"])
    shown = {
        "tabs": get_section_tabs(actor, "money"),
        "page": page,
        "row": presenters.make_request_row(page.line, formatting.get_today()),
        "facts": presenters.make_fact_rows(page),
        "road": presenters.make_timeline(page),
        "office": actor.may(Permission.SET_FUND),
    }
    return render(request, "money/request.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.APPROVE_MONEY)
def approve_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Approve what was asked; nothing is asked but the decision."""
    page = _get_request(actor, request_id)

    def save(_: dict[str, Any]) -> str:
        decisions.approve_fund_request(request_id=request_id, by=actor)
        return msg("Approved: {what}. It is set aside for them.", what=_describe_request(page))

    return process_form_action(
        request,
        actor,
        bind_form(forms.FundConfirmForm, request),
        _act(page, msg("Approve: {what}", what=_describe_request(page)), save, "Approve"),
    )


@requires(Permission.APPROVE_MONEY)
def refuse_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Refuse what was asked, with a reason."""
    page = _get_request(actor, request_id)

    def save(answers: dict[str, Any]) -> str:
        decisions.refuse_fund_request(request_id=request_id, by=actor, **answers)
        return msg(
            "Refused: {refusal}.", refusal=formatting.lower_first(FundRefusalReason(answers["refusal"]).label)
        )

    return process_form_action(
        request,
        actor,
        bind_form(forms.FundRefusalForm, request),
        _act(page, msg("Refuse: {what}", what=_describe_request(page)), save, "Refuse"),
    )


@requires(Permission.APPROVE_MONEY)
def review_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Review what was spent first."""
    page = _get_request(actor, request_id)
    form = bind_form(forms.SpendReviewForm, request, sayings=get_review_outcomes(page.line.state))

    def save(answers: dict[str, Any]) -> str:
        decisions.review_spend(request_id=request_id, by=actor, **answers)
        return msg(
            "Reviewed: {said}.", said=formatting.lower_first(SpendReviewOutcome(answers["said"]).label)
        )

    return process_form_action(
        request,
        actor,
        form,
        _act(page, msg("Review: {what}", what=_describe_request(page)), save, "Record review"),
    )


@requires(Permission.ASK_MONEY)
def cancel_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Take a request back before anything is bought."""
    page = _get_request(actor, request_id)

    def save(_: dict[str, Any]) -> str:
        asking.cancel_fund_request(request_id=request_id, by=actor)
        if page.line.spent_first:
            return "Taken back. The money stays set aside until somebody else has reviewed it."
        return "Taken back. What was set aside is in the fund again."

    return process_form_action(
        request,
        actor,
        bind_form(forms.FundConfirmForm, request),
        _act(page, msg("Take back: {what}", what=_describe_request(page)), save, "Take it back"),
    )


@requires(Permission.ASK_MONEY)
def buy_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Say that it was bought."""
    page = _get_request(actor, request_id)
    form = bind_form(forms.PurchaseForm, request, initial={"pence": page.line.pence})

    def save(answers: dict[str, Any]) -> str:
        purchases.record_purchase(request_id=request_id, by=actor, **answers)
        paid = formatting.format_money(answers["pence"])
        return msg(
            "Bought: {paid}. It is an offer on the case now. Hand in the receipt when you can.", paid=paid
        )

    return process_form_action(
        request,
        actor,
        form,
        _act(
            page,
            msg("Bought: {item}", item=formatting.lower_first(page.line.item)),
            save,
            "Record",
            "money/buy.html",
        ),
    )


@requires(Permission.ASK_MONEY)
def receipt_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Say what the receipt says."""
    page = _get_request(actor, request_id)
    form = bind_form(
        forms.ReceiptForm, request, initial={"pence": page.line.bought_pence, "on": formatting.get_today()}
    )

    def save(answers: dict[str, Any]) -> str:
        purchases.record_receipt(request_id=request_id, by=actor, **answers)
        return msg(
            "Receipt of {pence} handed in. Somebody else checks it.",
            pence=formatting.format_money(answers["pence"]),
        )

    return process_form_action(
        request,
        actor,
        form,
        _act(page, msg("Receipt for: {item}", item=formatting.lower_first(page.line.item)), save, "Hand in"),
    )


@requires(Permission.RECONCILE_MONEY)
def reconcile_money(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Set the receipt against what was approved."""
    page = _get_request(actor, request_id)
    back = page.line.pence - (page.line.receipt_pence or 0)

    def save(_: dict[str, Any]) -> str:
        purchases.reconcile_fund_request(request_id=request_id, by=actor)
        return (
            msg("Checked and closed. {back} went back to the fund.", back=formatting.format_money(back))
            if back
            else "Checked and closed."
        )

    return process_form_action(
        request,
        actor,
        bind_form(forms.FundConfirmForm, request),
        _act(page, "Check and close", save, "Check and close"),
    )


def _make_filter(request: HttpRequest, actor: Actor) -> FundRequestFilter:
    given = request.GET
    offered = get_tabs(actor)
    tab = next((tab for tab in offered if tab.value == given.get("tab")), offered[0])
    page, fund, state = given.get("page", "1"), given.get("fund", ""), given.get("state", "")
    return FundRequestFilter(
        tab=tab,
        state=state if tab in (FundRequestTab.ALL, FundRequestTab.MINE) and state in FundRequestState else "",
        fund_id=int(fund) if fund.isascii() and fund.isdecimal() and len(fund) < 10 else None,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1,
    )


def _make_tabs(request: HttpRequest, actor: Actor, wanted: FundRequestFilter) -> list[tuple[str, str, bool]]:
    """The tabs, each with how many wait for the reader, and how many of them are late."""
    waiting = count_fund_requests(actor, formatting.get_today())
    late = msg(", {review_late} overdue", review_late=waiting.review_late) if waiting.review_late else ""
    more = {
        FundRequestTab.APPROVE: msg(" ({count})", count=waiting.approve),
        FundRequestTab.REVIEW: msg(" ({count}{late})", count=waiting.review, late=late),
        FundRequestTab.CHECK: msg(" ({count})", count=waiting.check),
    }
    return [
        (
            TAB_NAMES[tab] + more.get(tab, ""),
            with_query(request, tab=tab.value, state=None),
            tab is wanted.tab,
        )
        for tab in get_tabs(actor)
    ]


def _describe_filters(
    request: HttpRequest, wanted: FundRequestFilter, funds: dict[str, str]
) -> list[tuple[str, str]]:
    chosen = [(FundRequestState(wanted.state).label, "state")] if wanted.state else []
    if str(wanted.fund_id) in funds:
        chosen.append((funds[str(wanted.fund_id)], "fund"))
    return [(text, with_query(request, **{name: None})) for text, name in chosen]


def _get_request(actor: Actor, request_id: UUID) -> FundRequestDetail:
    page = get_fund_request(actor, request_id)
    if page is None:
        raise NotVisible
    return page


def _describe_request(page: FundRequestDetail) -> str:
    return msg(
        "{item}, {pence}",
        item=formatting.lower_first(page.line.item),
        pence=formatting.format_money(page.line.pence),
    )


def _act(
    page: FundRequestDetail, title: str, save: Any, button: str, template: str = "money/decide.html"
) -> FormAction:
    here = reverse("money_request", args=[page.line.id])
    more = {"facts": presenters.make_fact_rows(page), "request_page": page}
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template=template,
        more=more,
        place="money",
    )
