"""From a request to words, tags and buttons."""

import datetime
from typing import NamedTuple

from django.urls import reverse

from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.queries.requests import VisibleFundRequest
from handrail.people.money.text_choices import FundRequestState, MoneySpentBeforeApprovalReviewOutcome
from handrail.platform.access.models import User
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

STATE_TAGS = {
    FundRequestState.ASKED: "waiting",
    FundRequestState.APPROVED: "today",
    FundRequestState.TAKEN_BACK: "waiting",
    FundRequestState.BOUGHT: "soon",
    FundRequestState.RECEIPTED: "soon",
    FundRequestState.RECONCILED: "met",
    FundRequestState.REFUSED: "declined",
    FundRequestState.CANCELLED: "declined",
}
BUTTONS = (
    ("approve", "Approve", "approve_money"),
    ("refuse", "Refuse", "refuse_money"),
    ("buy", "Record what was bought", "buy_money"),
    ("receipt", "Hand in the receipt", "receipt_money"),
    ("reconcile", "Check and close", "reconcile_money"),
    ("review", "Review", "review_money"),
    ("cancel", "Undo", "cancel_money"),
)


class FundRequestButton(NamedTuple):
    """An action that the reader may take; `look` is "main" for the first."""

    text: str
    href: str
    look: str


class FundRequestRow(NamedTuple):
    """A request in a list. `reference` is empty where the case is not open to the reader; tags are (colour, words)."""

    request: FundRequest
    reference: str
    tag: tuple[str, str]
    review_tag: tuple[str, str] | None
    buttons: list[FundRequestButton]


class PaymentByOtherThanFundRow(NamedTuple):
    """What somebody else paid for, with its note opened: a template fetches no key."""

    paid: PaidInstead
    note: str


class FundRequestTimelineItem(NamedTuple):
    """Something that happened to a request, with all that the macro `timeline` reads."""

    at: datetime.datetime
    title: str
    by: str
    text: str
    has_time: bool = True
    phase: str = ""
    started: tuple[str, ...] = ()
    recorded: datetime.datetime | None = None
    struck: bool = False
    correction: str = ""
    href: str = ""


def make_fund_request_row(visible: VisibleFundRequest, today: datetime.date) -> FundRequestRow:
    """One row of a list."""
    request = visible.request
    tag = (STATE_TAGS[FundRequestState(request.state)], request.get_state_display())
    if "approve" in visible.allowed:
        tag = ("today", "For you to approve")
    return FundRequestRow(
        request,
        visible.reference,
        tag,
        make_spent_before_approval_review_tag(request, today),
        list_fund_request_buttons(visible),
    )


def make_payment_by_other_than_fund_row(paid: PaidInstead) -> PaymentByOtherThanFundRow:
    """One row of what others paid."""
    return PaymentByOtherThanFundRow(paid, paid.note.open())


def make_spent_before_approval_review_tag(
    request: FundRequest, today: datetime.date
) -> tuple[str, str] | None:
    """The review of money that was spent first.

    Returns:
        The colour and the words of a tag; None where there is none.
    """
    if not request.spent_first:
        return None
    if request.review:
        colour = "met" if request.review == MoneySpentBeforeApprovalReviewOutcome.IN_ORDER else "today"
        return colour, msg("Reviewed: {review}", review=formatting.lower_first(request.get_review_display()))
    assert request.review_due is not None, "spent first"
    days_late = (today - request.review_due).days
    if days_late > 0:
        return "overdue", msg("Review overdue {days}", days=formatting.plural(days_late, "day"))
    if days_late == 0:
        return "today", "Review due today"
    return "soon", msg(
        "Review by {review_due}", review_due=formatting.format_short_weekday_and_day(request.review_due)
    )


def list_fund_request_buttons(visible: VisibleFundRequest) -> list[FundRequestButton]:
    """What the reader may do with a request, the first as the main button."""
    shown = [
        (text, reverse(page, args=[visible.request.pk]))
        for action, text, page in BUTTONS
        if action in visible.allowed
    ]
    return [
        FundRequestButton(text, href, "" if number else "main") for number, (text, href) in enumerate(shown)
    ]


def list_fund_request_timeline(request: FundRequest) -> list[FundRequestTimelineItem]:
    """What happened to a request, newest first."""
    refusal = formatting.lower_first(request.get_refusal_display())
    review = formatting.lower_first(request.get_review_display())
    steps: list[tuple[datetime.datetime | None, str, User | None, str]] = [
        (
            request.asked_at,
            "Spent first, to be reviewed" if request.spent_first else "Asked",
            request.asked_by,
            formatting.format_money(request.pence),
        ),
        (
            request.decided_at,
            msg("Refused: {refusal}", refusal=refusal) if refusal else "Approved",
            request.decided_by,
            "",
        ),
        (request.bought_at, "Bought", request.bought_by, _format_purchase_sum_and_method(request)),
        (
            request.reconciled_at,
            "Checked and closed",
            request.reconciled_by,
            _format_sum_returned_to_budget(request),
        ),
        (
            request.taken_back_at,
            "Withdrawn by the worker, to be reviewed",
            request.taken_back_by,
            "",
        ),
        (request.reviewed_at, msg("Reviewed: {review}", review=review), request.reviewed_by, ""),
    ]
    found = [
        FundRequestTimelineItem(at, title, by.name if by else "", text) for at, title, by, text in steps if at
    ]
    return sorted(found, key=lambda step: step.at, reverse=True)


def _format_purchase_sum_and_method(request: FundRequest) -> str:
    return msg(
        "{bought_pence}, {how}",
        bought_pence=formatting.format_money(request.bought_pence),
        how=formatting.lower_first(request.get_how_display()),
    )


def _format_sum_returned_to_budget(request: FundRequest) -> str:
    if not request.given_back_pence:
        return "Nothing left over"
    given_back = formatting.format_money(request.given_back_pence)
    return msg("{given_back_pence} returned to the fund", given_back_pence=given_back)


def list_fund_request_facts(visible: VisibleFundRequest) -> list[tuple[str, str]]:
    """What is known of a request, as pairs of label and value. What the reader may not read is left out."""
    request = visible.request
    rows = [
        ("What", request.item_name),
        ("Amount requested", formatting.format_money(request.pence)),
        ("Why", request.get_why_display()),
        ("Asked by", msg("{asked_by}, {body}", asked_by=request.asked_by.name, body=request.body.name)),
        ("On", formatting.format_day(request.asked_on)),
        ("Fund", msg("{fund}, {area}", fund=request.fund.name, area=request.budget.area.name)),
    ]
    if request.bought_pence is not None:
        rows.append(("Paid", _format_purchase_sum_and_method(request)))
    if request.receipt_pence is not None:
        receipt = msg(
            "{receipt_pence}, {receipt_on}, from {receipted_by}",
            receipt_pence=formatting.format_money(request.receipt_pence),
            receipt_on=formatting.format_day(request.receipt_on),
            receipted_by=request.receipted_by.name if request.receipted_by else "",
        )
        rows.append(("Receipt", receipt))
    if visible.is_open:
        texts = (
            ("Note", request.note.open()),
            ("Voucher’s number", request.voucher.open()),
            ("Receipt’s number", request.receipt.open()),
        )
        rows += [(name, text) for name, text in texts if text]
    return rows


def format_fund_request_and_sum(request: FundRequest) -> str:
    """What is asked for, and its sum."""
    item, pence = formatting.lower_first(request.item_name), formatting.format_money(request.pence)
    return msg("{item}, {pence}", item=item, pence=pence)
