"""From a request's values to words, tags and buttons."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.directory.funds.queries import BudgetLine, FundLine
from handrail.directory.funds.years import spoken
from handrail.kernel.saying import say
from handrail.provision.money.queries.lines import RequestLine, RequestPage
from handrail.provision.money.states import State
from handrail.web.design import words

TAGS = {
    State.ASKED: "waiting",
    State.APPROVED: "today",
    State.TAKEN_BACK: "waiting",
    State.BOUGHT: "soon",
    State.RECEIPTED: "soon",
    State.RECONCILED: "met",
    State.REFUSED: "declined",
    State.CANCELLED: "declined",
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


def tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The pages of money and bags that the reader may open."""
    pages = (
        ("Requests", "money", Permission.VIEW_MONEY),
        ("Funds", "funds", Permission.VIEW_MONEY),
        ("Bags", "bags", Permission.VIEW_STORES),
        ("What was missing", "gaps", Permission.VIEW_GAPS),
        ("What changes minds", "what_changed_figures", Permission.VIEW_GAPS),
    )
    return [
        (name, reverse(page), page == current) for name, page, permission in pages if actor.may(permission)
    ]


def request(line: RequestLine, today: datetime.date) -> dict[str, Any]:
    """One row of a list."""
    return {
        "line": line,
        "href": reverse("money_request", args=[line.id]),
        "state": "today" if "approve" in line.may else TAGS[line.state],
        "words": "For you to approve" if "approve" in line.may else line.state.label,
        "case_href": reverse("case", args=[line.reference]) if line.reference else "",
        "review": review(line, today),
        "buttons": buttons(line),
    }


def review(line: RequestLine, today: datetime.date) -> tuple[str, str] | None:
    """How the review of money spent first stands: a tag, or nothing."""
    if not line.spent_first:
        return None
    if line.review:
        return (
            "met" if line.review == "In order" else "today",
            say("Reviewed: {review}", review=words.small(line.review)),
        )
    assert line.review_due is not None, "spent first"
    late = (today - line.review_due).days
    if late > 0:
        return ("overdue", say("Review overdue {days}", days=words.plural(late, "day")))
    return (
        ("today", "Review due today")
        if late == 0
        else ("soon", say("Review by {review_due}", review_due=words.short_day(line.review_due)))
    )


def buttons(line: RequestLine) -> list[tuple[str, str, str]]:
    """What the reader may do with it: the words, where it leads, and how it looks."""
    shown = [(text, reverse(page, args=[line.id])) for act, text, page in BUTTONS if act in line.may]
    return [(text, href, "main" if number == 0 else "") for number, (text, href) in enumerate(shown)]


def road(page: RequestPage) -> list[dict[str, Any]]:
    """What happened to a request, newest first."""
    line = page.line
    spent = "Spent first, to be reviewed" if line.spent_first else "Asked"
    steps: list[tuple[datetime.datetime | None, str, str, str]] = [
        (page.asked_at, spent, line.asked_by, words.money(line.pence)),
        (
            page.decided_at,
            (line.refusal and say("Refused: {refusal}", refusal=words.small(line.refusal))) or "Approved",
            line.decided_by,
            "",
        ),
        (
            page.bought_at,
            "Bought",
            page.bought_by,
            say(
                "{bought_pence}, {how}",
                bought_pence=words.money(line.bought_pence),
                how=words.small(page.how),
            ),
        ),
        (page.reconciled_at, "Checked and closed", page.reconciled_by, _back(line)),
        (page.taken_back_at, "Taken back by the worker, to be reviewed", page.taken_back_by, ""),
        (page.reviewed_at, say("Reviewed: {review}", review=words.small(line.review)), page.reviewed_by, ""),
    ]
    told = [
        PLAIN_STEP | {"at": at, "title": title, "by": by, "text": text} for at, title, by, text in steps if at
    ]
    return sorted(told, key=lambda step: step["at"], reverse=True)


def _back(line: RequestLine) -> str:
    return (
        say("{given_back_pence} went back to the fund", given_back_pence=words.money(line.given_back_pence))
        if line.given_back_pence
        else "Nothing left over"
    )


def facts(page: RequestPage) -> list[tuple[str, str]]:
    """What is known of the request. What is not open to the reader is left out, and the page says so."""
    line = page.line
    rows = [
        ("What", line.item),
        ("Sum asked", words.money(line.pence)),
        ("Why", line.why),
        ("Asked by", say("{asked_by}, {body}", asked_by=line.asked_by, body=line.body)),
        ("On", words.day(line.asked_on)),
        ("Fund", say("{fund}, {area}", fund=line.fund, area=line.area)),
    ]
    if line.bought_pence is not None:
        rows.append(
            (
                "Paid",
                say(
                    "{bought_pence}, {how}",
                    bought_pence=words.money(line.bought_pence),
                    how=words.small(page.how),
                ),
            )
        )
    if line.receipt_pence is not None:
        rows.append(
            (
                "Receipt",
                say(
                    "{receipt_pence}, {receipt_on}, from {receipted_by}",
                    receipt_pence=words.money(line.receipt_pence),
                    receipt_on=words.day(page.receipt_on),
                    receipted_by=page.receipted_by,
                ),
            )
        )
    if page.opens:
        rows += [(name, text) for name, text in (
            ("Note", page.note), ("Voucher’s number", page.voucher), ("Receipt’s number", page.receipt)
        ) if text]  # fmt: skip
    return rows


def fund(line: FundLine, today: datetime.date) -> dict[str, Any]:
    """A fund with the budgets that are open now."""
    closed = line.closes_on is not None and line.closes_on < today
    return {
        "line": line,
        "href": reverse("fund", args=[line.id]),
        "closed": closed,
        "budgets": [budget(each) for each in line.budgets if each.closed_on is None],
    }


def budget(line: BudgetLine) -> dict[str, Any]:
    """What a year holds: how much is left, in a word and a share for the bar."""
    share = round(100 * line.set_aside_pence / line.allotted_pence) if line.allotted_pence else 100
    if line.left_pence <= 0:
        tag = ("unsafe", "Empty")
    elif share >= 80:
        tag = ("today", "Running low")
    else:
        tag = ("met", "Open")
    return {"line": line, "year": spoken(line.year), "share": share, "tag": tag}
