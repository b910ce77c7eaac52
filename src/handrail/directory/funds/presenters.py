"""From funds and their budgets to words and tags."""

import datetime
from typing import NamedTuple

from handrail.directory.funds.financial_years import format_financial_year
from handrail.directory.funds.models import Budget, Fund, FundTerms

LOW_SHARE = 80  # per cent set aside


class BudgetRow(NamedTuple):
    """What a year holds: how much of it is set aside, in per cent, and that in a tag (colour, words)."""

    budget: Budget
    year: str
    share: int
    tag: tuple[str, str]


class FundRow(NamedTuple):
    """A fund with its terms of today and the budgets that are open now."""

    fund: Fund
    terms: FundTerms | None
    is_closed: bool
    budgets: list[BudgetRow]


def make_fund_row(fund: Fund, today: datetime.date) -> FundRow:
    """A fund as a row of the list."""
    is_closed = fund.closes_on is not None and fund.closes_on < today
    open_budgets = [make_budget_row(budget) for budget in fund.budgets.all() if budget.closed_on is None]
    return FundRow(fund, fund.get_terms_on(today), is_closed, open_budgets)


def make_budget_row(budget: Budget) -> BudgetRow:
    """A year of a fund as a row of its page."""
    share = round(100 * budget.set_aside_pence / budget.allotted_pence) if budget.allotted_pence else 100
    if budget.left_pence <= 0:
        tag = ("unsafe", "Empty")
    elif share >= LOW_SHARE:
        tag = ("today", "Running low")
    else:
        tag = ("met", "Open")
    return BudgetRow(budget, format_financial_year(budget.year), share, tag)
