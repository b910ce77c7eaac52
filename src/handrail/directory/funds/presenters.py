"""From funds and their budgets to words and tags."""

import datetime
from typing import NamedTuple

from handrail.directory.funds.financial_years import format_financial_year
from handrail.directory.funds.models import Budget, BudgetMonth, Fund, FundTerms
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.dates import format_month, format_short_month
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_money

LOW_SHARE = 80  # per cent set aside


class FundBudgetRow(NamedTuple):
    """What a year holds: how much of it is set aside, in per cent, and that in a tag (colour, words)."""

    budget: Budget
    year: str
    share: int
    tag: tuple[str, str]


class BudgetBurnDownChart(NamedTuple):
    """What was left of a year’s money by month, as a line and as a table."""

    title: str
    chart: DrawingSvgWithAltText | None
    rows: list[tuple[str, str, str]]  # month, set aside or spent, left


def make_budget_burn_down_chart(budget: Budget) -> BudgetBurnDownChart:
    """A month in which nothing changed stands as the month before it did."""
    months = _fill_in_months_without_budget_change(list(budget.months.all()))
    title = msg("{year}, {area}", year=format_financial_year(budget.year), area=budget.area.name)
    rows = [
        (format_month(row.month), format_money(row.set_aside_pence), format_money(row.left_pence))
        for row in months
    ]
    if len(months) < 2:
        return BudgetBurnDownChart(title, None, rows)
    points = tuple((format_short_month(row.month), round(row.left_pence / 100)) for row in months)
    alt = msg(
        "Pounds left by month, {title}: {first} in {first_month}, {last} in {last_month}.",
        title=title,
        first=f"{points[0][1]:,}",
        first_month=format_month(months[0].month),
        last=f"{points[-1][1]:,}",
        last_month=format_month(months[-1].month),
    )
    return BudgetBurnDownChart(title, make_drawing_svg_with_alt_text(LineChart(points), alt), rows)


def _fill_in_months_without_budget_change(kept: list[BudgetMonth]) -> list[BudgetMonth]:
    """Every month from first to last, so that time runs evenly: one without a change stands as the one before."""
    found = kept[:1]
    for row in kept[1:]:
        while (following := _get_first_day_of_next_month(found[-1].month)) < row.month:
            last = found[-1]
            found.append(
                BudgetMonth(
                    month=following,
                    allotted_pence=last.allotted_pence,
                    set_aside_pence=last.set_aside_pence,
                )
            )
        found.append(row)
    return found


def _get_first_day_of_next_month(first_day: datetime.date) -> datetime.date:
    """The first day of the month after."""
    return (first_day + datetime.timedelta(days=31)).replace(day=1)


class FundRow(NamedTuple):
    """A fund with its terms of today and the budgets that are open now."""

    fund: Fund
    terms: FundTerms | None
    is_closed: bool
    budgets: list[FundBudgetRow]


def make_fund_row(fund: Fund, today: datetime.date) -> FundRow:
    """A fund as a row of the list."""
    is_closed = fund.closes_on is not None and fund.closes_on < today
    open_budgets = [make_fund_budget_row(budget) for budget in fund.budgets.all() if budget.closed_on is None]
    return FundRow(fund, fund.get_terms_on(today), is_closed, open_budgets)


def make_fund_budget_row(budget: Budget) -> FundBudgetRow:
    """A year of a fund as a row of its page."""
    share = round(100 * budget.set_aside_pence / budget.allotted_pence) if budget.allotted_pence else 100
    if budget.left_pence <= 0:
        tag = ("unsafe", "Empty")
    elif share >= LOW_SHARE:
        tag = ("today", "Running low")
    else:
        tag = ("met", "Open")
    return FundBudgetRow(budget, format_financial_year(budget.year), share, tag)
