"""A fund that Lantern and the force may ask, a store with two kinds of bag, and a case of each worker."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.funds.actions import set_budget, set_up_fund
from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.models import Budget, Fund, FundTerms, FundTermsItem
from handrail.directory.stores.actions import add_kind, open_store, record_delivery, set_reorder_level
from handrail.directory.stores.models import BagKind, Stock, Store
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Case
from handrail.people.records.states import Age
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

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
    budget = set_budget(
        by=by,
        fund_id=fund.pk,
        area_code=LINCOLNSHIRE,
        year=get_financial_year(today),
        allotted_pence=pence,
        because="Agreed for the year",
    )
    return Purse(fund, budget)


@shared_world
def purse(cast) -> Purse:
    return a_purse(cast)


def a_case(by) -> Case:
    opened = opening.open_case(by=by)
    opening.set_age(case_id=opened.pk, age=Age.ADULT, by=by)
    return Case.objects.get(pk=opened.pk)


@shared_world
def case(cast) -> Case:
    """An adult of the worker's."""
    return a_case(cast.worker.actor)


@shared_world
def asked(cast, case, purse):
    """£40 of clothes, waiting for approval."""
    return create_fund_request(purse.wish("clothing", 40_00), case_id=case.pk, by=cast.worker.actor)


@dataclass
class Shelf:
    """A store of Lantern that others may hand out from, with two kinds of bag."""

    store: Store
    women: BagKind
    baby: BagKind

    def count(self, kind=None) -> int:
        return self.stock(kind).count

    def stock(self, kind=None) -> Stock:
        return Stock.objects.get(store=self.store, kind=kind or self.women)


def a_shelf(cast, number=5) -> Shelf:
    by = cast.lead.actor
    about = {"worn_by": "women", "season": "all", "by": by}
    women = add_kind(name="Women, medium", size="medium", with_baby=False, things=["Coat", "Soap"], **about)
    baby = add_kind(
        name="Mother and baby", size="any", with_baby=True, things=["Nappies", "Blanket"], **about
    )
    store = open_store(
        by=by, name="Front desk", where="Behind the counter", area_code=LINCOLNSHIRE, for_others=True
    )
    record_delivery(by=by, store_id=store.pk, kind_id=women.pk, number=number)
    set_reorder_level(by=by, store_id=store.pk, kind_id=women.pk, at=2)
    return Shelf(store, women, baby)


@shared_world
def shelf(cast) -> Shelf:
    return a_shelf(cast)
