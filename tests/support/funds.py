"""An emergency fund for Lincolnshire, with its terms."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.funds.actions import FundItemInput, FundTermsInput, set_budget, set_up_fund
from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.models import Budget, Fund
from handrail.people.money.actions.requests import FundRequestInput
from support.cast import LINCOLNSHIRE

ITEMS = {
    "food": FundItemInput(most_pence=50_00, usual_pence=20_00),
    "clothing": FundItemInput(most_pence=80_00),
    "room": FundItemInput(most_pence=120_00),
}


def rules(since: datetime.date, **more) -> FundTermsInput:
    """Spend first up to £25, a lead up to £60, the office above; £150 for one person in a year."""
    said = {
        "items": ITEMS,
        "bodies": ["lantern", "lincolnshire-police"],
        "because": "First rules",
        "spend_first_pence": 25_00,
        "person_pence": 150_00,
        "lead_pence": 60_00,
    }
    return FundTermsInput(since=since, **(said | more))


@dataclass
class Purse:
    """A fund with £300 for Lincolnshire this year."""

    fund: Fund
    budget: Budget

    def wish(self, item="food", pence=None, why="first", **more) -> FundRequestInput:
        return FundRequestInput(self.fund.pk, item, why, pence, **more)

    @property
    def set_aside(self) -> int:
        return Budget.objects.get(pk=self.budget.pk).set_aside_pence


def a_purse(cast, pence=300_00, **more) -> Purse:
    by, today = cast.commissioner.actor, timezone.localdate()
    fund = set_up_fund(
        by=by, name="Emergency fund", opens_on=today, closes_on=None, rules=rules(today, **more)
    )
    budget = set_budget(
        by=by,
        fund_id=fund.pk,
        area_code=LINCOLNSHIRE,
        year=get_financial_year(today),
        allotted_pence=pence,
        because="Agreed for the year",
    )
    return Purse(fund, budget)


def allot(cast, purse, pence):
    set_budget(
        by=cast.commissioner.actor,
        fund_id=purse.fund.pk,
        area_code=LINCOLNSHIRE,
        year=purse.budget.year,
        allotted_pence=pence,
        because="One pound more for each round",
    )
