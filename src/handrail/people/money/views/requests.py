"""Requests for money: lists by what is to do, one request, and each step of it."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds.queries import list_funds
from handrail.people.money import presenters
from handrail.people.money.actions import approvals_and_reviews, purchases
from handrail.people.money.actions.requests import cancel_fund_request
from handrail.people.money.forms import (
    ConfirmWithoutFieldsForm,
    FundPurchaseForm,
    FundReceiptForm,
    FundRefusalForm,
    MoneySpentBeforeApprovalReviewForm,
)
from handrail.people.money.models import FundRequest
from handrail.people.money.presenters import format_fund_request_and_sum
from handrail.people.money.queries.request_lists import (
    FundRequestFilter,
    FundRequestTab,
    get_fund_request_list,
    get_waiting_fund_request_counts,
    list_fund_request_tabs_of_role,
)
from handrail.people.money.queries.requests import VisibleFundRequest, get_fund_request
from handrail.people.money.text_choices import (
    FundRefusalReason,
    FundRequestState,
    MoneySpentBeforeApprovalReviewOutcome,
    list_review_outcomes,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

TAB_NAMES = {
    FundRequestTab.APPROVE: "To approve",
    FundRequestTab.REVIEW: "To review",
    FundRequestTab.CHECK: "Receipts to check",
    FundRequestTab.MINE: "Requested by me",
    FundRequestTab.ALL: "All",
}


@requires_permission(Permission.VIEW_MONEY)
def fund_request_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Requests of the reader's body that they may see, or of their office's funds; filters are in the address."""
    wanted, today = _parse_fund_request_filter(request, actor), formatting.get_today()
    found = get_fund_request_list(actor, wanted)
    funds = {str(fund.pk): fund.name for fund in list_funds(actor, today)}
    shown_cases = sum(1 for row in found.rows if row.reference)
    if shown_cases:
        write_audit_record_of_read(
            who=actor.who,
            verb="viewed money",
            about=None,
            shown=[Kind.OFFERS.value],
            why=f"{shown_cases} requests",
        )
    shown = {
        "tabs": list_money_bags_and_gaps_tabs(actor, "money"),
        "list": found,
        "rows": [presenters.make_fund_request_row(row, today) for row in found.rows],
        "wanted": wanted,
        "lists": _make_fund_request_tabs(request, actor, wanted),
        "office": actor.may(Permission.SET_FUND),
        "states": FundRequestState.choices,
        "funds": funds,
        "chosen": _list_chosen_fund_request_filters(request, wanted, funds),
    }
    return render(request, "money/list.html", get_layout_context(request, actor, "money") | shown)


@requires_permission(Permission.VIEW_MONEY)
def show_fund_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """Show one request, as far as it is open to the reader.

    Args:
        request: the request.
        actor: the reader.
        request_id: the request of money.
    """
    found = get_fund_request(actor, request_id)
    if found.is_open:
        about = found.request.case_id
        write_audit_record_of_read(
            who=actor.who, verb="viewed a money request", about=about, shown=[Kind.OFFERS.value]
        )
    shown = {
        "found": found,
        "row": presenters.make_fund_request_row(found, formatting.get_today()),
        "facts": presenters.list_fund_request_facts(found),
        "steps": presenters.list_fund_request_timeline(found.request),
        "office": actor.may(Permission.SET_FUND),
    }
    return render(request, "money/request.html", get_layout_context(request, actor, "money") | shown)


class FundRequestContext(TypedDict):
    """The request, and what is known of it as pairs of label and value."""

    facts: list[tuple[str, str]]
    fund_request: FundRequest


class FundRequestActionPage(ActionPage, abstract=True):
    """One step of a request."""

    nav, template_name = "money", "money/decide.html"
    found: VisibleFundRequest
    fund_request: FundRequest

    @property
    def back_url(self) -> str:
        return reverse("money_request", args=[self.fund_request.pk])

    def load(self, request_id: UUID) -> None:
        self.found = get_fund_request(self.actor, request_id)
        self.fund_request = self.found.request

    def get_context_data(self) -> FundRequestContext:
        return {"facts": presenters.list_fund_request_facts(self.found), "fund_request": self.fund_request}


class ApproveFundRequestPage(FundRequestActionPage):
    """Approve what was asked; nothing is asked but the decision."""

    permission, form_class, button = Permission.APPROVE_MONEY, ConfirmWithoutFieldsForm, "Approve"

    @property
    def title(self) -> str:
        return msg("Approve: {what}", what=format_fund_request_and_sum(self.fund_request))

    def perform(self, form: ConfirmWithoutFieldsForm) -> str:
        approvals_and_reviews.approve_fund_request(request_id=self.fund_request.pk, by=self.actor)
        return msg(
            "Approved: {what}. The money is set aside.", what=format_fund_request_and_sum(self.fund_request)
        )


class RefuseFundRequestPage(FundRequestActionPage):
    """Refuse what was asked, with a reason."""

    permission, form_class, button = Permission.APPROVE_MONEY, FundRefusalForm, "Refuse"

    @property
    def title(self) -> str:
        return msg("Refuse: {what}", what=format_fund_request_and_sum(self.fund_request))

    def perform(self, form: FundRefusalForm) -> str:
        refusal = form.cleaned_data["refusal"]
        approvals_and_reviews.refuse_fund_request(
            request_id=self.fund_request.pk, refusal=refusal, by=self.actor
        )
        return msg("Refused: {refusal}.", refusal=formatting.lower_first(FundRefusalReason(refusal).label))


class ReviewMoneySpentBeforeApprovalPage(FundRequestActionPage):
    """Review what was spent first."""

    permission, form_class, button = (
        Permission.APPROVE_MONEY,
        MoneySpentBeforeApprovalReviewForm,
        "Record review",
    )

    @property
    def title(self) -> str:
        return msg("Review: {what}", what=format_fund_request_and_sum(self.fund_request))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"outcomes": list_review_outcomes(FundRequestState(self.fund_request.state))}

    def perform(self, form: MoneySpentBeforeApprovalReviewForm) -> str:
        said = form.cleaned_data["said"]
        approvals_and_reviews.review_money_spent_before_approval(
            request_id=self.fund_request.pk, said=said, by=self.actor
        )
        return msg(
            "Reviewed: {said}.",
            said=formatting.lower_first(MoneySpentBeforeApprovalReviewOutcome(said).label),
        )


class CancelFundRequestPage(FundRequestActionPage):
    """Take a request back before anything is bought."""

    permission, form_class, button = Permission.ASK_MONEY, ConfirmWithoutFieldsForm, "Undo"

    @property
    def title(self) -> str:
        return msg("Withdraw: {what}", what=format_fund_request_and_sum(self.fund_request))

    def perform(self, form: ConfirmWithoutFieldsForm) -> str:
        cancel_fund_request(request_id=self.fund_request.pk, by=self.actor)
        if self.fund_request.spent_first:
            return "Withdrawn. The money stays set aside until someone else has reviewed it."
        return "Withdrawn. The money set aside is back in the fund."


class RecordFundPurchasePage(FundRequestActionPage):
    """Record that it was bought."""

    permission, form_class, button = Permission.ASK_MONEY, FundPurchaseForm, "Record"
    template_name = "money/buy.html"

    @property
    def title(self) -> str:
        return msg("Bought: {item}", item=formatting.lower_first(self.fund_request.item_name))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"pence": self.fund_request.pence}}

    def perform(self, form: FundPurchaseForm) -> str:
        purchases.record_fund_purchase(request_id=self.fund_request.pk, by=self.actor, **form.cleaned_data)
        paid = formatting.format_money(form.cleaned_data["pence"])
        return msg(
            "Bought: {paid}. It is now an offer on the case. Hand in the receipt when you can.", paid=paid
        )


class RecordFundReceiptPage(FundRequestActionPage):
    """Record what the receipt says."""

    permission, form_class, button = Permission.ASK_MONEY, FundReceiptForm, "Hand in"

    @property
    def title(self) -> str:
        return msg("Receipt for: {item}", item=formatting.lower_first(self.fund_request.item_name))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"pence": self.fund_request.bought_pence, "on": formatting.get_today()}}

    def perform(self, form: FundReceiptForm) -> str:
        purchases.record_fund_receipt(request_id=self.fund_request.pk, by=self.actor, **form.cleaned_data)
        pence = formatting.format_money(form.cleaned_data["pence"])
        return msg("Receipt of {pence} handed in. Someone else will check it.", pence=pence)


class ReconcileFundRequestPage(FundRequestActionPage):
    """Compare the receipt with what was approved."""

    permission, form_class = Permission.RECONCILE_MONEY, ConfirmWithoutFieldsForm
    title = button = "Check and close"

    def perform(self, form: ConfirmWithoutFieldsForm) -> str:
        purchases.reconcile_fund_request(request_id=self.fund_request.pk, by=self.actor)
        back = self.fund_request.pence - (self.fund_request.receipt_pence or 0)
        if not back:
            return "Checked and closed."
        given_back = formatting.format_money(back)
        return msg("Checked and closed. {back} returned to the fund.", back=given_back)


def _parse_fund_request_filter(request: HttpRequest, actor: Actor) -> FundRequestFilter:
    given = request.GET
    offered = list_fund_request_tabs_of_role(actor)
    tab = next((tab for tab in offered if tab.value == given.get("tab")), offered[0])
    page, fund, state = given.get("page", "1"), given.get("fund", ""), given.get("state", "")
    return FundRequestFilter(
        tab=tab,
        state=state if tab in (FundRequestTab.ALL, FundRequestTab.MINE) and state in FundRequestState else "",
        fund_id=int(fund) if fund.isascii() and fund.isdecimal() and len(fund) < 10 else None,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1,
    )


def _make_fund_request_tabs(
    request: HttpRequest, actor: Actor, wanted: FundRequestFilter
) -> list[tuple[str, str, bool]]:
    """The tabs, each with how many wait for the reader, and how many of them are late."""
    waiting = get_waiting_fund_request_counts(actor, formatting.get_today())
    late = msg(", {review_late} overdue", review_late=waiting.review_late) if waiting.review_late else ""
    more = {
        FundRequestTab.APPROVE: msg(" ({count})", count=waiting.approve),
        FundRequestTab.REVIEW: msg(" ({count}{late})", count=waiting.review, late=late),
        FundRequestTab.CHECK: msg(" ({count})", count=waiting.check),
    }
    return [
        (
            TAB_NAMES[tab] + more.get(tab, ""),
            build_address_with_query(request, tab=tab.value, state=None),
            tab is wanted.tab,
        )
        for tab in list_fund_request_tabs_of_role(actor)
    ]


def _list_chosen_fund_request_filters(
    request: HttpRequest, wanted: FundRequestFilter, funds: dict[str, str]
) -> list[tuple[str, str]]:
    chosen = [(FundRequestState(wanted.state).label, "state")] if wanted.state else []
    if str(wanted.fund_id) in funds:
        chosen.append((funds[str(wanted.fund_id)], "fund"))
    return [(text, build_address_with_query(request, **{name: None})) for text, name in chosen]
