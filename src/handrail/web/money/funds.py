"""Funds: what each buys, what is left of each year, and how the office that owns one sets its rules."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, area_of
from handrail.directory.funds import actions
from handrail.directory.funds.actions import Bought, Rules
from handrail.directory.funds.kinds import ITEMS
from handrail.directory.funds.queries import FundLine, TermsLine, body_choices, fund_for, funds_for
from handrail.directory.funds.years import spoken, year_of
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.money import forms, present
from handrail.web.navigation import frame


@door(Permission.VIEW_MONEY)
def funds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Funds of the reader's body, and those that its workers may ask."""
    today = words.today()
    shown = {
        "tabs": present.tabs(actor, "funds"),
        "funds": [present.fund(line, today) for line in funds_for(actor, today)],
        "may_set": actor.may(Permission.SET_FUND),
    }
    return render(request, "money/funds.html", frame(request, actor, "money") | shown)


@door(Permission.VIEW_MONEY)
def fund(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """One fund: its rules of today, each year's money with every change, and its earlier rules."""
    line, today = _fund(actor, fund_id), words.today()
    shown = {
        "tabs": present.tabs(actor, "funds"),
        "fund": line,
        "budgets": [present.budget(each) for each in line.budgets],
        "others": [terms for terms in line.every_terms if line.terms is None or terms.id != line.terms.id],
        "may_set": actor.may(Permission.SET_FUND) and line.owner_id == actor.body_id,
        "now": today,
    }
    return render(request, "money/fund.html", frame(request, actor, "money") | shown)


@door(Permission.SET_FUND)
def add_fund(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set up a fund with its first rules."""
    form = bind(
        forms.NewFundForm,
        request,
        bodies=body_choices(),
        initial={"opens_on": words.today(), "spend_first_pence": 0},
    )

    def save(answers: dict[str, Any]) -> str:
        actions.set_up_fund(
            by=actor,
            name=answers["name"],
            opens_on=answers["opens_on"],
            closes_on=answers["closes_on"],
            rules=_rules(answers | {"since": answers["opens_on"]}),
        )
        return say("{name} is set up. Now say what this year holds.", name=answers["name"])

    return act(
        request,
        actor,
        form,
        _act("Set up a fund", save, reverse("funds"), "Set up the fund", "money/terms.html"),
    )


@door(Permission.SET_FUND)
def change_terms(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Set new rules from a day on; the old ones stay."""
    line = _own(actor, fund_id)
    start = _start(line.terms or line.every_terms[0]) | {"since": words.today()}
    form = bind(forms.TermsForm, request, bodies=body_choices(), initial=start)

    def save(answers: dict[str, Any]) -> str:
        actions.change_terms(by=actor, fund_id=fund_id, seen_number=line.newest, rules=_rules(answers))
        return say(
            "The rules of {name} change on {since}.", name=line.name, since=words.day(answers["since"])
        )

    page = _act(
        say("Change the rules of {name}", name=line.name),
        save,
        reverse("fund", args=[fund_id]),
        "Save the rules",
        "money/terms.html",
    )
    return act(request, actor, form, page)


@door(Permission.SET_FUND)
def set_budget(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Say what a year holds for an area."""
    line, now = _own(actor, fund_id), year_of(words.today())
    years = [(str(year), spoken(year)) for year in (now, now + 1)]
    form = bind(
        forms.BudgetForm,
        request,
        areas=area_choices(),
        years=years,
        initial={"area": area_of(actor.body_id), "year": str(now)},
    )

    def save(answers: dict[str, Any]) -> str:
        budget = actions.set_budget(
            by=actor,
            fund_id=fund_id,
            area_code=answers["area"],
            year=int(answers["year"]),
            allotted_pence=answers["pence"],
            because=answers["because"],
        )
        return say(
            "{year} holds {allotted_pence}.",
            year=spoken(budget.year),
            allotted_pence=words.money(budget.allotted_pence),
        )

    page = _act(
        say("Set a year’s money: {name}", name=line.name), save, reverse("fund", args=[fund_id]), "Save"
    )
    return act(request, actor, form, page)


@door(Permission.SET_FUND)
def close_budget(request: HttpRequest, actor: Actor, fund_id: int, budget_id: int) -> HttpResponse:
    """Close a year: nothing more is set aside from it."""
    line = _own(actor, fund_id)
    budget = next((each for each in line.budgets if each.id == budget_id), None)
    if budget is None:
        raise NotOpenToYou

    def save(answers: dict[str, Any]) -> str:
        actions.close_budget(by=actor, budget_id=budget_id, because=answers["because"])
        return say("{year} is closed. What was approved can still be bought.", year=spoken(budget.year))

    title = say("Close {year} for {area}", year=spoken(budget.year), area=budget.area)
    page = _act(title, save, reverse("fund", args=[fund_id]), "Close the year")
    return act(request, actor, bind(forms.BecauseForm, request), page)


@door(Permission.SET_FUND)
def close_fund(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Say which day is the fund's last."""
    line = _own(actor, fund_id)

    def save(answers: dict[str, Any]) -> str:
        actions.close_fund(by=actor, fund_id=fund_id, on=answers["on"])
        return say("{name} may be asked until {on}.", name=line.name, on=words.day(answers["on"]))

    form = bind(forms.CloseFundForm, request, initial={"on": words.today()})
    return act(
        request,
        actor,
        form,
        _act(say("Close {name}", name=line.name), save, reverse("fund", args=[fund_id]), "Close the fund"),
    )


def _fund(actor: Actor, fund_id: int) -> FundLine:
    line = fund_for(actor, fund_id, words.today())
    if line is None:
        raise NotOpenToYou
    return line


def _own(actor: Actor, fund_id: int) -> FundLine:
    line = _fund(actor, fund_id)
    if line.owner_id != actor.body_id:
        raise NotOpenToYou
    return line


def _act(title: str, save: Any, back: str, button: str, template: str = "act.html") -> Act:
    more = {"kinds": ITEMS}
    return Act(
        title=title,
        save=save,
        then=back,
        back=back,
        button=button,
        template=template,
        more=more,
        place="money",
    )


def _rules(answers: dict[str, Any]) -> Rules:
    return Rules(
        since=answers["since"],
        items={code: Bought(answers[f"most_{code}"], answers[f"usual_{code}"]) for code in answers["items"]},
        bodies=answers["bodies"],
        because=answers["because"],
        spend_first_pence=answers["spend_first_pence"],
        request_pence=answers["request_pence"],
        person_pence=answers["person_pence"],
        lead_pence=answers["lead_pence"],
    )


def _start(terms: TermsLine) -> dict[str, Any]:
    sums = ("spend_first_pence", "request_pence", "person_pence", "lead_pence")
    start: dict[str, Any] = {name: getattr(terms, name) for name in sums}
    start |= {"items": [item.code for item in terms.items], "bodies": list(terms.body_codes)}
    for item in terms.items:
        start |= {f"most_{item.code}": item.most_pence, f"usual_{item.code}": item.usual_pence}
    return start
