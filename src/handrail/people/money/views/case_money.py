"""Money for one person, from their case: what was asked, asking, and who paid instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds.queries import FundRow
from handrail.people.money import forms, presenters
from handrail.people.money.actions import requests
from handrail.people.money.actions.requests import FundRequestInput
from handrail.people.money.queries.fund_choices import get_fund_choices
from handrail.people.money.queries.requests import list_case_requests, list_paid_instead
from handrail.people.money.states import FundRequestState
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.ASK_MONEY)
def case_money(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What was asked for this person, and what others paid."""
    found.case_access.needs(Kind.SUPPORT)
    today = formatting.get_today()
    shown = {
        "reference": found.reference,
        "rows": [presenters.make_request_row(row, today) for row in list_case_requests(found.case_access)],
        "instead": list_paid_instead(found.case_access),
    }
    return render(
        request,
        "money/case_money.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.ASK_MONEY)
def ask_money(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Ask a fund. What is known already is not asked: the person, the fund where there is one, the usual sum."""
    found.case_access.needs(Kind.SUPPORT)
    funds = get_fund_choices(found.case_access)
    if not funds.lines:
        none = get_layout_context(request, found.case_access.actor, "cases") | {"reference": found.reference}
        return render(request, "money/no_fund.html", none)
    start = {"why": "first"} if funds.first_contact else {}
    form = bind_form(forms.FundRequestForm, request, initial=start, funds=funds.lines)

    def save(answers: dict[str, Any]) -> str:
        made = requests.create_fund_request(
            case_id=found.case_id,
            wish=FundRequestInput(
                int(answers["fund"]), answers["item"], answers["why"], answers["pence"], answers["note"]
            ),
            by=found.case_access.actor,
        )
        return _describe_result(
            made.state, formatting.format_money(made.pence), formatting.format_short_day(made.review_due)
        )

    page = FormAction(
        title="Ask a fund",
        save=save,
        then=reverse("case_money", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Ask",
        template="money/ask.html",
        more={
            "reference": found.reference,
            "funds": funds.lines,
            "hints": _make_item_hints(funds.lines),
            "lefts": [(line, _format_left(line)) for line in funds.lines],
            "child": funds.child,
        },
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.ASK_MONEY)
def paid_instead(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write down who paid for what the fund could not."""
    found.case_access.needs(Kind.SUPPORT)
    form = bind_form(forms.PaidInsteadForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        requests.record_paid_instead(case_id=found.case_id, by=found.case_access.actor, **answers)
        return "Recorded. It counts as evidence of what is missing."

    page = FormAction(
        title="Who paid instead?",
        save=save,
        then=reverse("case_money", args=[found.reference]),
        back=reverse("case_money", args=[found.reference]),
        button="Record",
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _describe_result(state: str, sum_: str, review: str) -> str:
    if state == FundRequestState.APPROVED:
        return msg(
            "{sum} is set aside: you may spend it now. Somebody else reviews it by {review}.",
            sum=sum_,
            review=review,
        )
    return msg("{sum} is asked for. You may spend it once it is approved.", sum=sum_)


def _make_item_hints(funds: tuple[FundRow, ...]) -> dict[str, str]:
    """Under each kind of thing, what the fund pays for it."""
    hints: dict[str, str] = {}
    for fund in funds:
        for item in fund.terms.items if fund.terms else ():
            parts = [
                msg("Usually {usual_pence}", usual_pence=formatting.format_money(item.usual_pence))
                if item.usual_pence
                else ""
            ]
            parts.append(
                msg("up to {most_pence} at a time", most_pence=formatting.format_money(item.most_pence))
                if item.most_pence
                else ""
            )
            hints.setdefault(
                item.code, formatting.capitalise_first(join_texts(part for part in parts if part))
            )
    return {code: hint for code, hint in hints.items() if hint}


def _format_left(fund: FundRow) -> str:
    first = fund.terms.spend_first_pence if fund.terms else 0
    return (
        msg(
            "Up to {first} you may spend first, and are reviewed after.", first=formatting.format_money(first)
        )
        if first
        else ""
    )
