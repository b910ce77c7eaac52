"""From a request's values to words, tags and buttons."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.directory.funds.financial_years import format_year
from handrail.directory.funds.queries import BudgetRow, FundRow
from handrail.people.money.queries.requests import FundRequestDetail, FundRequestRow
from handrail.people.money.states import FundRequestState
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
PLAIN_STEP = {
    "has_time": True, "phase": "", "started": (), "recorded": None, "struck": False, "correction": "", "href": "",
}  # fmt: skip
BUTTONS = (
    ("approve", "Approve", "approve_money"),
    ("refuse", "Refuse", "refuse_money"),
    ("buy", "Record what was bought", "buy_money"),
    ("receipt", "Hand in the receipt", "receipt_money"),
    ("reconcile", "Check and close", "reconcile_money"),
    ("review", "Review", "review_money"),
    ("cancel", "Take it back", "cancel_money"),
)


def make_request_row(line: FundRequestRow, today: datetime.date) -> dict[str, Any]:
    """One row of a list."""
    return {
        "line": line,
        "href": reverse("money_request", args=[line.id]),
        "state": "today" if "approve" in line.may else STATE_TAGS[line.state],
        "words": "For you to approve" if "approve" in line.may else line.state.label,
        "case_href": reverse("case", args=[line.reference]) if line.reference else "",
        "review": get_review_tag(line, today),
        "buttons": get_buttons(line),
    }


def get_review_tag(line: FundRequestRow, today: datetime.date) -> tuple[str, str] | None:
    """How the review of money spent first stands: a tag, or nothing."""
    if not line.spent_first:
        return None
    if line.review:
        return (
            "met" if line.review == "In order" else "today",
            msg("Reviewed: {review}", review=formatting.lower_first(line.review)),
        )
    assert line.review_due is not None, "spent first"
    late = (today - line.review_due).days
    if late > 0:
        return ("overdue", msg("Review overdue {days}", days=formatting.plural(late, "day")))
    return (
        ("today", "Review due today")
        if late == 0
        else ("soon", msg("Review by {review_due}", review_due=formatting.format_short_day(line.review_due)))
    )


def get_buttons(line: FundRequestRow) -> list[tuple[str, str, str]]:
    """What the reader may do with it: the words, where it leads, and how it looks."""
    shown = [(text, reverse(page, args=[line.id])) for act, text, page in BUTTONS if act in line.may]
    return [(text, href, "main" if number == 0 else "") for number, (text, href) in enumerate(shown)]


def make_timeline(page: FundRequestDetail) -> list[dict[str, Any]]:
    """What happened to a request, newest first."""
    line = page.line
    spent = "Spent first, to be reviewed" if line.spent_first else "Asked"
    steps: list[tuple[datetime.datetime | None, str, str, str]] = [
        (page.asked_at, spent, line.asked_by, formatting.format_money(line.pence)),
        (
            page.decided_at,
            (line.refusal and msg("Refused: {refusal}", refusal=formatting.lower_first(line.refusal)))
            or "Approved",
            line.decided_by,
            "",
        ),
        (
            page.bought_at,
            "Bought",
            page.bought_by,
            msg(
                "{bought_pence}, {how}",
                bought_pence=formatting.format_money(line.bought_pence),
                how=formatting.lower_first(page.how),
            ),
        ),
        (page.reconciled_at, "Checked and closed", page.reconciled_by, _format_returned(line)),
        (page.taken_back_at, "Taken back by the worker, to be reviewed", page.taken_back_by, ""),
        (
            page.reviewed_at,
            msg("Reviewed: {review}", review=formatting.lower_first(line.review)),
            page.reviewed_by,
            "",
        ),
    ]
    told = [
        PLAIN_STEP | {"at": at, "title": title, "by": by, "text": text} for at, title, by, text in steps if at
    ]
    return sorted(told, key=lambda step: step["at"], reverse=True)


def _format_returned(line: FundRequestRow) -> str:
    return (
        msg(
            "{given_back_pence} went back to the fund",
            given_back_pence=formatting.format_money(line.given_back_pence),
        )
        if line.given_back_pence
        else "Nothing left over"
    )


def make_fact_rows(page: FundRequestDetail) -> list[tuple[str, str]]:
    """What is known of the request. What is not open to the reader is left out, and the page says so."""
    line = page.line
    rows = [
        ("What", line.item),
        ("Sum asked", formatting.format_money(line.pence)),
        ("Why", line.why),
        ("Asked by", msg("{asked_by}, {body}", asked_by=line.asked_by, body=line.body)),
        ("On", formatting.format_day(line.asked_on)),
        ("Fund", msg("{fund}, {area}", fund=line.fund, area=line.area)),
    ]
    if line.bought_pence is not None:
        rows.append(
            (
                "Paid",
                msg(
                    "{bought_pence}, {how}",
                    bought_pence=formatting.format_money(line.bought_pence),
                    how=formatting.lower_first(page.how),
                ),
            )
        )
    if line.receipt_pence is not None:
        rows.append(
            (
                "Receipt",
                msg(
                    "{receipt_pence}, {receipt_on}, from {receipted_by}",
                    receipt_pence=formatting.format_money(line.receipt_pence),
                    receipt_on=formatting.format_day(page.receipt_on),
                    receipted_by=page.receipted_by,
                ),
            )
        )
    if page.opens:
        rows += [(name, text) for name, text in (
            ("Note", page.note), ("Voucher’s number", page.voucher), ("Receipt’s number", page.receipt)
        ) if text]  # fmt: skip
    return rows


def make_fund_row(line: FundRow, today: datetime.date) -> dict[str, Any]:
    """A fund with the budgets that are open now."""
    closed = line.closes_on is not None and line.closes_on < today
    return {
        "line": line,
        "href": reverse("fund", args=[line.id]),
        "closed": closed,
        "budgets": [make_budget_row(each) for each in line.budgets if each.closed_on is None],
    }


def make_budget_row(line: BudgetRow) -> dict[str, Any]:
    """What a year holds: how much is left, in a word and a share for the bar."""
    share = round(100 * line.set_aside_pence / line.allotted_pence) if line.allotted_pence else 100
    if line.left_pence <= 0:
        tag = ("unsafe", "Empty")
    elif share >= 80:
        tag = ("today", "Running low")
    else:
        tag = ("met", "Open")
    return {"line": line, "year": format_year(line.year), "share": share, "tag": tag}
