"""Money for one person, from their case: what was asked, asking, and who paid instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.directory.funds.queries import FundLine
from handrail.kernel.saying import joined, say
from handrail.provision.money.actions import asking
from handrail.provision.money.actions.asking import Wish
from handrail.provision.money.queries.asking import funds_to_ask
from handrail.provision.money.queries.lines import of_case, paid_instead_of_case
from handrail.provision.money.states import State
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.money import forms, present
from handrail.web.navigation import frame


@case_door(Permission.ASK_MONEY)
def case_money(request: HttpRequest, found: Found) -> HttpResponse:
    """What was asked for this person, and what others paid."""
    found.sight.needs(Kind.SUPPORT)
    today = words.today()
    shown = {
        "reference": found.reference,
        "rows": [present.request(row, today) for row in of_case(found.sight)],
        "instead": paid_instead_of_case(found.sight),
    }
    return render(request, "money/of_case.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.ASK_MONEY)
def ask_money(request: HttpRequest, found: Found) -> HttpResponse:
    """Ask a fund. What is known already is not asked: the person, the fund where there is one, the usual sum."""
    found.sight.needs(Kind.SUPPORT)
    funds = funds_to_ask(found.sight)
    if not funds.lines:
        none = frame(request, found.sight.actor, "cases") | {"reference": found.reference}
        return render(request, "money/no_fund.html", none)
    start = {"why": "first"} if funds.first_contact else {}
    form = bind(forms.AskForm, request, initial=start, funds=funds.lines)

    def save(answers: dict[str, Any]) -> str:
        made = asking.ask(
            case_id=found.case_id,
            wish=Wish(
                int(answers["fund"]), answers["item"], answers["why"], answers["pence"], answers["note"]
            ),
            by=found.sight.actor,
        )
        return _said(made.state, words.money(made.pence), words.short_day(made.review_due))

    page = Act(
        title="Ask a fund",
        save=save,
        then=reverse("case_money", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Ask",
        template="money/ask.html",
        more={
            "reference": found.reference,
            "funds": funds.lines,
            "hints": _hints(funds.lines),
            "lefts": [(line, _left(line)) for line in funds.lines],
            "child": funds.child,
        },
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.ASK_MONEY)
def paid_instead(request: HttpRequest, found: Found) -> HttpResponse:
    """Write down who paid for what the fund could not."""
    found.sight.needs(Kind.SUPPORT)
    form = bind(forms.InsteadForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        asking.say_who_paid(case_id=found.case_id, by=found.sight.actor, **answers)
        return "Recorded. It counts as evidence of what is missing."

    page = Act(
        title="Who paid instead?",
        save=save,
        then=reverse("case_money", args=[found.reference]),
        back=reverse("case_money", args=[found.reference]),
        button="Record",
    )
    return act(request, found.sight.actor, form, page)


def _said(state: str, sum_: str, review: str) -> str:
    if state == State.APPROVED:
        return say(
            "{sum} is set aside: you may spend it now. Somebody else reviews it by {review}.",
            sum=sum_,
            review=review,
        )
    return say("{sum} is asked for. You may spend it once it is approved.", sum=sum_)


def _hints(funds: tuple[FundLine, ...]) -> dict[str, str]:
    """Under each kind of thing, what the fund pays for it."""
    hints: dict[str, str] = {}
    for fund in funds:
        for item in fund.terms.items if fund.terms else ():
            parts = [
                say("Usually {usual_pence}", usual_pence=words.money(item.usual_pence))
                if item.usual_pence
                else ""
            ]
            parts.append(
                say("up to {most_pence} at a time", most_pence=words.money(item.most_pence))
                if item.most_pence
                else ""
            )
            hints.setdefault(item.code, words.capital(joined(part for part in parts if part)))
    return {code: hint for code, hint in hints.items() if hint}


def _left(fund: FundLine) -> str:
    first = fund.terms.spend_first_pence if fund.terms else 0
    return (
        say("Up to {first} you may spend first, and are reviewed after.", first=words.money(first))
        if first
        else ""
    )
