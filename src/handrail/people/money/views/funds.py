"""Funds: what each buys, what is left of each year, and how the office that owns one sets its rules."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds import actions
from handrail.directory.funds.actions import FundItemInput, FundTermsInput
from handrail.directory.funds.financial_years import format_year, get_financial_year
from handrail.directory.funds.kinds import ITEMS
from handrail.directory.funds.queries import FundRow, FundTermsRow, get_body_choices, get_fund, list_funds
from handrail.people.money import forms, presenters
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_area_choices, get_area_code_of_body
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.section_tabs import get_section_tabs


@requires(Permission.VIEW_MONEY)
def funds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Funds of the reader's body, and those that its workers may ask."""
    today = formatting.get_today()
    shown = {
        "tabs": get_section_tabs(actor, "funds"),
        "funds": [presenters.make_fund_row(line, today) for line in list_funds(actor, today)],
        "may_set": actor.may(Permission.SET_FUND),
    }
    return render(request, "money/funds.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.VIEW_MONEY)
def fund(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """One fund: its rules of today, each year's money with every change, and its earlier rules."""
    line, today = _get_fund(actor, fund_id), formatting.get_today()
    shown = {
        "tabs": get_section_tabs(actor, "funds"),
        "fund": line,
        "budgets": [presenters.make_budget_row(each) for each in line.budgets],
        "others": [terms for terms in line.every_terms if line.terms is None or terms.id != line.terms.id],
        "may_set": actor.may(Permission.SET_FUND) and line.owner_id == actor.body_id,
        "now": today,
    }
    return render(request, "money/fund.html", get_layout_context(request, actor, "money") | shown)


@requires(Permission.SET_FUND)
def add_fund(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set up a fund with its first rules."""
    form = bind_form(
        forms.NewFundForm,
        request,
        bodies=get_body_choices(),
        initial={"opens_on": formatting.get_today(), "spend_first_pence": 0},
    )

    def save(answers: dict[str, Any]) -> str:
        actions.set_up_fund(
            by=actor,
            name=answers["name"],
            opens_on=answers["opens_on"],
            closes_on=answers["closes_on"],
            rules=_make_terms_input(answers | {"since": answers["opens_on"]}),
        )
        return msg("{name} is set up. Now say what this year holds.", name=answers["name"])

    return process_form_action(
        request,
        actor,
        form,
        _act("Set up a fund", save, reverse("funds"), "Set up the fund", "money/terms.html"),
    )


@requires(Permission.SET_FUND)
def change_terms(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Set new rules from a day on; the old ones stay."""
    line = _get_own_fund(actor, fund_id)
    start = _get_initial(line.terms or line.every_terms[0]) | {"since": formatting.get_today()}
    form = bind_form(forms.FundTermsForm, request, bodies=get_body_choices(), initial=start)

    def save(answers: dict[str, Any]) -> str:
        actions.change_terms(
            by=actor, fund_id=fund_id, seen_number=line.newest, rules=_make_terms_input(answers)
        )
        return msg(
            "The rules of {name} change on {since}.",
            name=line.name,
            since=formatting.format_day(answers["since"]),
        )

    page = _act(
        msg("Change the rules of {name}", name=line.name),
        save,
        reverse("fund", args=[fund_id]),
        "Save the rules",
        "money/terms.html",
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.SET_FUND)
def set_budget(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Say what a year holds for an area."""
    line, now = _get_own_fund(actor, fund_id), get_financial_year(formatting.get_today())
    years = [(str(year), format_year(year)) for year in (now, now + 1)]
    form = bind_form(
        forms.BudgetForm,
        request,
        areas=get_area_choices(),
        years=years,
        initial={"area": get_area_code_of_body(actor.body_id), "year": str(now)},
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
        return msg(
            "{year} holds {allotted_pence}.",
            year=format_year(budget.year),
            allotted_pence=formatting.format_money(budget.allotted_pence),
        )

    page = _act(
        msg("Set a year’s money: {name}", name=line.name), save, reverse("fund", args=[fund_id]), "Save"
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.SET_FUND)
def close_budget(request: HttpRequest, actor: Actor, fund_id: int, budget_id: int) -> HttpResponse:
    """Close a year: nothing more is set aside from it."""
    line = _get_own_fund(actor, fund_id)
    budget = next((each for each in line.budgets if each.id == budget_id), None)
    if budget is None:
        raise NotVisible

    def save(answers: dict[str, Any]) -> str:
        actions.close_budget(by=actor, budget_id=budget_id, because=answers["because"])
        return msg("{year} is closed. What was approved can still be bought.", year=format_year(budget.year))

    title = msg("Close {year} for {area}", year=format_year(budget.year), area=budget.area)
    page = _act(title, save, reverse("fund", args=[fund_id]), "Close the year")
    return process_form_action(request, actor, bind_form(forms.BudgetCloseForm, request), page)


@requires(Permission.SET_FUND)
def close_fund(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """Say which day is the fund's last."""
    line = _get_own_fund(actor, fund_id)

    def save(answers: dict[str, Any]) -> str:
        actions.close_fund(by=actor, fund_id=fund_id, on=answers["on"])
        return msg("{name} may be asked until {on}.", name=line.name, on=formatting.format_day(answers["on"]))

    form = bind_form(forms.FundCloseForm, request, initial={"on": formatting.get_today()})
    return process_form_action(
        request,
        actor,
        form,
        _act(msg("Close {name}", name=line.name), save, reverse("fund", args=[fund_id]), "Close the fund"),
    )


def _get_fund(actor: Actor, fund_id: int) -> FundRow:
    line = get_fund(actor, fund_id, formatting.get_today())
    if line is None:
        raise NotVisible
    return line


def _get_own_fund(actor: Actor, fund_id: int) -> FundRow:
    line = _get_fund(actor, fund_id)
    if line.owner_id != actor.body_id:
        raise NotVisible
    return line


def _act(title: str, save: Any, back: str, button: str, template: str = "act.html") -> FormAction:
    more = {"kinds": ITEMS}
    return FormAction(
        title=title,
        save=save,
        then=back,
        back=back,
        button=button,
        template=template,
        more=more,
        place="money",
    )


def _make_terms_input(answers: dict[str, Any]) -> FundTermsInput:
    return FundTermsInput(
        since=answers["since"],
        items={
            code: FundItemInput(answers[f"most_{code}"], answers[f"usual_{code}"])
            for code in answers["items"]
        },
        bodies=answers["bodies"],
        because=answers["because"],
        spend_first_pence=answers["spend_first_pence"],
        request_pence=answers["request_pence"],
        person_pence=answers["person_pence"],
        lead_pence=answers["lead_pence"],
    )


def _get_initial(terms: FundTermsRow) -> dict[str, Any]:
    sums = ("spend_first_pence", "request_pence", "person_pence", "lead_pence")
    start: dict[str, Any] = {name: getattr(terms, name) for name in sums}
    start |= {"items": [item.code for item in terms.items], "bodies": list(terms.body_codes)}
    for item in terms.items:
        start |= {f"most_{item.code}": item.most_pence, f"usual_{item.code}": item.usual_pence}
    return start
