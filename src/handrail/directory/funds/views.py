"""Funds: what each buys, what is left of each year, and how the office that owns one sets its rules."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds import actions
from handrail.directory.funds.financial_years import format_financial_year, get_financial_year
from handrail.directory.funds.forms import (
    CloseBudgetOfYearForm,
    FundBudgetForm,
    FundCloseForm,
    FundTermsChangeForm,
    NewFundForm,
)
from handrail.directory.funds.fund_item_kinds import ITEMS, FundItemKind
from handrail.directory.funds.models import Fund, FundTerms
from handrail.directory.funds.presenters import (
    BudgetBurnDownChart,
    FundBudgetRow,
    FundRow,
    make_budget_burn_down_chart,
    make_fund_budget_row,
    make_fund_row,
)
from handrail.directory.funds.queries import get_fund, list_funds
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_area_code_of_body, list_area_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

NAV = "money"


class FundsPageContext(TypedDict):
    """What funds/funds.html shows."""

    tabs: list[tuple[str, str, bool]]
    funds: list[FundRow]
    may_set: bool


@requires_permission(Permission.VIEW_MONEY)
def funds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Funds of the reader's body, and those that its workers may ask."""
    today = formatting.get_today()
    shown: FundsPageContext = {
        "tabs": list_money_bags_and_gaps_tabs(actor, "funds"),
        "funds": [make_fund_row(fund, today) for fund in list_funds(actor, today)],
        "may_set": actor.may(Permission.SET_FUND),
    }
    return render(request, "funds/funds.html", {**get_layout_context(request, actor, NAV), **shown})


class FundPageContext(TypedDict):
    """What funds/fund.html shows."""

    fund: Fund
    terms: FundTerms | None
    budgets: list[FundBudgetRow]
    burn_downs: list[BudgetBurnDownChart]
    others: list[FundTerms]
    may_set: bool


@requires_permission(Permission.VIEW_MONEY)
def fund(request: HttpRequest, actor: Actor, fund_id: int) -> HttpResponse:
    """One fund: its rules of today, each year's money with every change, and its other rules."""
    today = formatting.get_today()
    found = get_fund(actor, fund_id, today)
    terms = found.get_terms_on(today)
    shown: FundPageContext = {
        "fund": found,
        "terms": terms,
        "budgets": [make_fund_budget_row(budget) for budget in found.budgets.all()],
        "burn_downs": [made for made in map(make_budget_burn_down_chart, found.budgets.all()) if made.chart],
        "others": [other for other in found.terms.all() if other != terms],
        "may_set": actor.may(Permission.SET_FUND) and found.owner_id == actor.body_id,
    }
    return render(request, "funds/fund.html", {**get_layout_context(request, actor, NAV), **shown})


class FundTermsFormContext(TypedDict):
    """What its template shows beside the form."""

    kinds: tuple[FundItemKind, ...]


class AddFundPage(ActionPage):
    """Set up a fund with its first rules."""

    permission, nav = Permission.SET_FUND, NAV
    title, button, form_class, runs_once = "Set up a fund", "Set up the fund", NewFundForm, True
    template_name = "funds/terms.html"

    @property
    def back_url(self) -> str:
        return reverse("funds")

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {"opens_on": formatting.get_today(), "lead_pence": None}
        return {"actor": self.actor, "instance": FundTerms(), "initial": start}

    def get_context_data(self) -> FundTermsFormContext:
        return {"kinds": ITEMS}

    def perform(self, form: NewFundForm) -> str:
        terms, new_fund = form.instance, form.get_fund()
        terms.since = new_fund.opens_on
        bodies = form.cleaned_data["bodies"]
        actions.set_up_fund(new_fund, terms, items=form.get_items(), body_codes=bodies, by=self.actor)
        return msg("{name} set up. Now enter this year’s budget.", name=new_fund.name)


class OwnFundActionPage(ActionPage, abstract=True):
    """What the office that owns a fund changes of it."""

    permission, nav = Permission.SET_FUND, NAV
    fund: Fund

    @property
    def back_url(self) -> str:
        return reverse("fund", args=[self.fund.pk])

    def load(self, fund_id: int, **more: Any) -> None:
        self.fund = get_fund(self.actor, fund_id, formatting.get_today())
        if self.fund.owner_id != self.actor.body_id:
            raise NotVisible


class ChangeFundTermsPage(OwnFundActionPage):
    """Set new rules from a day on; the earlier ones stay."""

    form_class, button, template_name = FundTermsChangeForm, "Save the rules", "funds/terms.html"

    @property
    def title(self) -> str:
        return msg("Change the rules of {name}", name=self.fund.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        today = formatting.get_today()
        previous = self.fund.get_terms_on(today) or self.fund.terms.all()[0]
        sums = ("spend_first_pence", "lead_pence", "request_pence", "person_pence")
        start = {name: getattr(previous, name) for name in sums}
        terms = FundTerms(fund_id=self.fund.pk, since=today, **start)
        return {
            "actor": self.actor,
            "instance": terms,
            "previous": previous,
            "seen": self.fund.latest_number,
        }

    def get_context_data(self) -> FundTermsFormContext:
        return {"kinds": ITEMS}

    def perform(self, form: FundTermsChangeForm) -> str:
        terms, answers = form.instance, form.cleaned_data
        actions.set_fund_terms(
            terms, items=form.get_items(), body_codes=answers["bodies"], seen=answers["seen"], by=self.actor
        )
        since = formatting.format_day(terms.since)
        return msg("The rules of {name} change on {since}.", name=self.fund.name, since=since)


class SetFundBudgetPage(OwnFundActionPage):
    """Set what a year holds for an area."""

    form_class = FundBudgetForm

    @property
    def title(self) -> str:
        return msg("Set a budget: {name}", name=self.fund.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        now = get_financial_year(formatting.get_today())
        return {
            "areas": list_area_choices(),
            "years": [(str(year), format_financial_year(year)) for year in (now, now + 1)],
            "initial": {"area": get_area_code_of_body(self.actor.body_id), "year": str(now)},
        }

    def perform(self, form: FundBudgetForm) -> str:
        answers = form.cleaned_data
        budget = actions.set_area_budget_of_year(
            by=self.actor,
            fund_id=self.fund.pk,
            area_code=answers["area"],
            year=int(answers["year"]),
            allotted_pence=answers["pence"],
            because=answers["because"],
        )
        allotted = formatting.format_money(budget.allotted_pence)
        return msg(
            "{year} budget: {allotted_pence}.",
            year=format_financial_year(budget.year),
            allotted_pence=allotted,
        )


class CloseFundBudgetPage(OwnFundActionPage):
    """Close a year: nothing more is set aside from it."""

    form_class, button = CloseBudgetOfYearForm, "Close the year"

    @property
    def title(self) -> str:
        return msg(
            "Close {year} for {area}",
            year=format_financial_year(self.budget.year),
            area=self.budget.area.name,
        )

    def load(self, fund_id: int, **more: Any) -> None:
        super().load(fund_id)
        found = next((row for row in self.fund.budgets.all() if row.pk == more["budget_id"]), None)
        if found is None:
            raise NotVisible
        self.budget = found

    def perform(self, form: CloseBudgetOfYearForm) -> str:
        actions.close_budget_of_year(
            by=self.actor, budget_id=self.budget.pk, because=form.cleaned_data["because"]
        )
        year = format_financial_year(self.budget.year)
        return msg("{year} closed. Approved requests can still be bought.", year=year)


class CloseFundPage(OwnFundActionPage):
    """Set the fund's last day."""

    form_class, button = FundCloseForm, "Close the fund"

    @property
    def title(self) -> str:
        return msg("Close {name}", name=self.fund.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": formatting.get_today()}}

    def perform(self, form: FundCloseForm) -> str:
        on = form.cleaned_data["on"]
        actions.set_last_day_of_fund(by=self.actor, fund_id=self.fund.pk, on=on)
        return msg("{name} can be asked until {on}.", name=self.fund.name, on=formatting.format_day(on))
