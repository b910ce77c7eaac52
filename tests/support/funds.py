"""An emergency fund for Lincolnshire, with its terms."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.funds.actions import set_area_budget_of_year, set_up_fund
from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.models import Budget, Fund, FundTerms, FundTermsItem
from handrail.people.money.models import FundRequest
from support.cast import LINCOLNSHIRE

ITEMS = {"food": (50_00, 20_00), "clothing": (80_00, None), "room": (120_00, None)}
"""The most and the usual sum of each, in pence."""


def rules(since: datetime.date, items=None, body_codes=("lantern", "lincolnshire-police"), **more) -> dict:
    """Spend first up to £25, a lead up to £60, the office above; £150 for one person in a year."""
    said = {
        "because": "First rules",
        "spend_first_pence": 25_00,
        "person_pence": 150_00,
        "lead_pence": 60_00,
    }
    sums = ITEMS if items is None else items
    return {
        "terms": FundTerms(since=since, **(said | more)),
        "items": [
            FundTermsItem(item=item, most_pence=most, usual_pence=usual)
            for item, (most, usual) in sums.items()
        ],
        "body_codes": body_codes,
    }


@dataclass
class Purse:
    """A fund with £300 for Lincolnshire this year."""

    fund: Fund
    budget: Budget

    def wish(self, item="food", pence=None, why="first", **more) -> FundRequest:
        """A request for it, not saved."""
        return FundRequest(fund_id=self.fund.pk, item=item, why=why, pence=pence, **more)

    @property
    def set_aside(self) -> int:
        return Budget.objects.get(pk=self.budget.pk).set_aside_pence


def a_purse(cast, pence=300_00, **more) -> Purse:
    by, today = cast.commissioner.actor, timezone.localdate()
    fund = set_up_fund(Fund(name="Emergency fund", opens_on=today), by=by, **rules(today, **more))
    budget = set_area_budget_of_year(
        by=by,
        fund_id=fund.pk,
        area_code=LINCOLNSHIRE,
        year=get_financial_year(today),
        allotted_pence=pence,
        because="Agreed for the year",
    )
    return Purse(fund, budget)


def allot(cast, purse, pence):
    set_area_budget_of_year(
        by=cast.commissioner.actor,
        fund_id=purse.fund.pk,
        area_code=LINCOLNSHIRE,
        year=purse.budget.year,
        allotted_pence=pence,
        because="One pound more for each round",
    )
