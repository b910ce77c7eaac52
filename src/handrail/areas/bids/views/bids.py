"""Calls and bids: found, written, sent, decided."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids import presenters
from handrail.areas.bids.actions import bids as acts
from handrail.areas.bids.actions import calls as call_acts
from handrail.areas.bids.choices_and_limits import BID_STATES, list_codes_of_choice_pairs
from handrail.areas.bids.forms import (
    BidConditionForm,
    BidDecisionForm,
    BidForm,
    BidSentDayForm,
    ExpressionOfInterestForm,
    FundingCallForm,
)
from handrail.areas.bids.models import Bid, BidCondition, BidDecision, ExpressionOfInterest, FundingCall
from handrail.areas.bids.queries import bids as queries
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "bids"


class BidsAndFundingCallsPageContext(TypedDict):
    """What bids/bids.html shows."""

    page: "Page[Bid]"
    bids: list[tuple[Bid, StateTag, str]]
    calls: "Page[FundingCall]"
    call_lines: list[tuple[FundingCall, StateTag]]
    states: tuple[tuple[str, str], ...]
    state: str
    may_write: bool
    tabs: list[tuple[str, str, bool]]


class FundingCallPageContext(TypedDict):
    """What bids/call.html shows."""

    call: FundingCall
    tag: StateTag
    interest: ExpressionOfInterest | None
    bids: list[tuple[Bid, StateTag, str]]
    is_closed: bool
    may_write: bool


class BidPageContext(TypedDict):
    """What bids/bid.html shows."""

    bid: Bid
    tag: StateTag
    decision: BidDecision | None
    conditions: list[presenters.AwardConditionWithState]
    targets: list[presenters.TargetProgress]
    posts: list[tuple[UUID, str]]
    may_write: bool
    may_decide: bool


def make_bid_tabs(current: str) -> list[tuple[str, str, bool]]:
    """Bids, and the posts that they pay."""
    found = (("Bids", "bids"), ("Funded posts", "shared_posts"))
    return [(name, reverse(place), place == current) for name, place in found]


@requires_permission(Permission.VIEW_BIDS)
def bids(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bids of the reader's area, of every state, and the calls that they answer."""
    state = request.GET.get("state", "")
    state = state if state in list_codes_of_choice_pairs(BID_STATES) else ""
    page = queries.get_bids_page(actor, state, request.GET.get("page", "1"))
    calls = queries.get_funding_calls_page(actor, request.GET.get("calls", "1"))
    shown: BidsAndFundingCallsPageContext = {
        "page": page,
        "bids": [_present_bid_row(bid) for bid in page.object_list],
        "calls": calls,
        "call_lines": [(call, presenters.make_funding_call_state_tag(call)) for call in calls.object_list],
        "states": BID_STATES,
        "state": state,
        "may_write": actor.may(Permission.EDIT_BIDS),
        "tabs": make_bid_tabs("bids"),
    }
    return render(request, "bids/bids.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def funding_call(request: HttpRequest, actor: Actor, call_id: UUID) -> HttpResponse:
    """One call: what it offers, the expression of interest, and every bid to it."""
    call = queries.get_funding_call_with_bids(actor, call_id)
    shown: FundingCallPageContext = {
        "call": call,
        "tag": presenters.make_funding_call_state_tag(call),
        "interest": getattr(call, "interest", None),
        "bids": [_present_bid_row(bid) for bid in call.bids.all()],
        "is_closed": call.closes_on < today(),
        "may_write": actor.may(Permission.EDIT_BIDS),
    }
    return render(request, "bids/call.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def bid(request: HttpRequest, actor: Actor, bid_id: UUID) -> HttpResponse:
    """One bid: what is asked for, what was decided, and what was reached of what it promised."""
    found = queries.get_bid(actor, bid_id)
    shown: BidPageContext = {
        "bid": found,
        "tag": presenters.BID_STATE_TAGS[found.state],
        "decision": found.decision_if_made,
        "conditions": [presenters.present_condition(row) for row in found.conditions.all()],
        "targets": [presenters.make_bid_target_progress(row) for row in queries.list_targets(found)],
        "posts": queries.list_staff_posts_paid_by_bid(found),
        "may_write": actor.may(Permission.EDIT_BIDS),
        "may_decide": actor.may(Permission.DECIDE_BIDS) and found.is_open,
    }
    return render(request, "bids/bid.html", {**get_layout_context(request, actor, NAV), **shown})


def _present_bid_row(bid: Bid) -> tuple[Bid, StateTag, str]:
    return bid, presenters.BID_STATE_TAGS[bid.state], presenters.format_awarded_or_asked_sum(bid)


class AddFundingCallPage(ActionPage):
    """Record a call that a funder opened."""

    permission, nav = Permission.EDIT_BIDS, NAV
    title, button, form_class, runs_once = "Add a funding call", "Add", FundingCallForm, True

    @property
    def back_url(self) -> str:
        return reverse("bids")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": FundingCall()}

    def perform(self, form: FundingCallForm) -> str:
        made = call_acts.add_call(form.instance, by=self.actor)
        self.success_url = reverse("funding_call", args=[made.pk])
        return "Call added."


class FundingCallActionPage(ActionPage, abstract=True):
    """What is done about one call."""

    permission, nav = Permission.EDIT_BIDS, NAV
    call: FundingCall

    @property
    def back_url(self) -> str:
        return reverse("funding_call", args=[self.call.pk])

    @property
    def lead(self) -> str:
        return str(self.call.title)

    def load(self, call_id: UUID) -> None:
        self.call = queries.get_funding_call_with_bids(self.actor, call_id)


class ChangeFundingCallPage(FundingCallActionPage):
    """Change what is said of a call."""

    title, form_class, lead = "Change the call", FundingCallForm, ""

    def load(self, call_id: UUID) -> None:
        self.call = self.record = queries.get_funding_call_with_bids(self.actor, call_id)

    def perform(self, form: FundingCallForm) -> str:
        call_acts.change_call(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class RecordExpressionOfInterestPage(FundingCallActionPage):
    """Record an expression of interest, or the answer to it."""

    title, form_class = "Expression of interest", ExpressionOfInterestForm

    def load(self, call_id: UUID) -> None:
        self.call = queries.get_funding_call_with_bids(self.actor, call_id)
        self.record = getattr(self.call, "interest", None)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = {} if self.record else {"instance": ExpressionOfInterest(call=self.call)}
        return super().get_form_kwargs() | new

    def perform(self, form: ExpressionOfInterestForm) -> str:
        if self.record:
            call_acts.change_expression_of_interest_or_its_answer(
                form.instance, seen=form.cleaned_data["seen"], by=self.actor
            )
        else:
            call_acts.record_expression_of_interest_sent(form.instance, by=self.actor)
        return "Expression of interest saved."


class AddBidPage(FundingCallActionPage):
    """Begin a bid to a call."""

    title, button, form_class, runs_once = "Add a bid", "Add", BidForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Bid(call=self.call)}

    def perform(self, form: BidForm) -> str:
        made = acts.add_bid(form.instance, by=self.actor)
        self.success_url = reverse("bid", args=[made.pk])
        return "Bid added. Add what it promises to reach."


class BidActionPage(ActionPage, abstract=True):
    """What is done about one bid."""

    permission, nav = Permission.EDIT_BIDS, NAV
    bid: Bid

    @property
    def back_url(self) -> str:
        return reverse("bid", args=[self.bid.pk])

    @property
    def lead(self) -> str:
        return str(self.bid.title)

    def load(self, bid_id: UUID, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)


class ChangeBidPage(BidActionPage):
    """Change a bid that is not sent."""

    title, form_class, lead = "Change the bid", BidForm, ""

    def load(self, bid_id: UUID, **more: Any) -> None:
        self.bid = self.record = queries.get_bid(self.actor, bid_id)

    def perform(self, form: BidForm) -> str:
        acts.change_bid(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class RecordBidSentPage(BidActionPage):
    """Record that a bid was sent."""

    title, button, form_class = "Record that the bid was sent", "Record", BidSentDayForm

    def load(self, bid_id: UUID, **more: Any) -> None:
        self.bid = self.record = queries.get_bid(self.actor, bid_id)

    def perform(self, form: BidSentDayForm) -> str:
        acts.record_bid_sent_to_funder(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Sent. The bid stays as it is. A signatory records the decision."


class RecordBidDecisionPage(BidActionPage):
    """Record what was decided about a bid."""

    permission = Permission.DECIDE_BIDS
    title, button, form_class, runs_once = "Record the decision", "Record the decision", BidDecisionForm, True
    lead = "The decision cannot be changed. Declined and withdrawn bids are kept."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BidDecision(bid=self.bid)}

    def perform(self, form: BidDecisionForm) -> str:
        acts.record_bid_decision(form.instance, by=self.actor)
        return msg("Decision recorded: {outcome}.", outcome=form.instance.get_outcome_display())


class AddConditionPage(BidActionPage):
    """Add a condition of an award."""

    title, button, form_class, runs_once = "Add a condition", "Add", BidConditionForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BidCondition(bid=self.bid)}

    def perform(self, form: BidConditionForm) -> str:
        made = acts.add_condition(form.instance, by=self.actor)
        return msg("Condition {number} added.", number=made.number)


class ChangeConditionPage(BidActionPage):
    """Change a condition, or record that it was met."""

    form_class = BidConditionForm

    @property
    def title(self) -> str:
        return msg("Condition {number}", number=self.record.number)

    def load(self, bid_id: UUID, number: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)
        self.record = queries.get_condition(self.bid, number)

    def perform(self, form: BidConditionForm) -> str:
        acts.change_condition(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Condition {number}: changed.", number=self.record.number)
