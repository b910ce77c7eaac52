"""What was left of a budget over time: every month stands on the axis."""

import datetime
from types import SimpleNamespace

from handrail.directory.funds.models import BudgetMonth
from handrail.directory.funds.presenters import make_budget_burn_down_chart


def test_a_month_without_a_change_stands_as_the_one_before():
    """£100 in April, £60 from October, £50 in November: May to September stand at £100."""
    kept = [
        BudgetMonth(month=datetime.date(2026, month, 1), allotted_pence=10_000, set_aside_pence=pence)
        for month, pence in ((4, 0), (10, 4_000), (11, 5_000))
    ]
    budget = SimpleNamespace(
        months=SimpleNamespace(all=lambda: kept), year=2026, area=SimpleNamespace(name="Lincolnshire")
    )
    rows = make_budget_burn_down_chart(budget).rows
    assert [left for _, _, left in rows] == ["£100"] * 6 + ["£60", "£50"]
    assert rows[1][0] == "May 2026"
