"""Many workers at once, for the last pound and for the last bag. Used by the tests here and by the long races."""

import os
from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from handrail.directory.funds.models import Budget
from handrail.directory.stores.models import Stock
from handrail.directory.stores.models import StockMovement as BagMovement
from handrail.people.bags.actions import issue_bag
from handrail.people.bags.models import BagIssue
from handrail.people.money.actions.approvals_and_reviews import approve_fund_request
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.models import BudgetMovement, FundRequest
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once

PEOPLE = 50 if os.environ.get("STRESS") else 16


@dataclass(frozen=True, slots=True)
class Race:
    """How many won, and what each loser was told."""

    won: int
    told: Counter[str]


def _run(jobs) -> Race:
    answers = at_once(*jobs)
    wrong = [
        answer
        for answer in answers
        if isinstance(answer, Exception) and not isinstance(answer, ActionNotPossibleError)
    ]
    assert wrong == [], wrong[:3]
    told = Counter(str(answer) for answer in answers if isinstance(answer, ActionNotPossibleError))
    return Race(len(answers) - told.total(), told)


def for_the_last_pounds(cases, fund_id, pence, by) -> Race:
    """Each for another person, who spends first."""

    def ask(case):
        wish = FundRequest(fund_id=fund_id, item="food", why="first", pence=pence)
        return create_fund_request(wish, case_id=case.pk, by=by)

    return _run([lambda case=case: ask(case) for case in cases])


def to_approve(requests, by) -> Race:
    """Each request approved at the same moment."""
    return _run(
        [lambda request=request: approve_fund_request(request_id=request.pk, by=by) for request in requests]
    )


def for_the_last_bags(cases, stock_id, by) -> Race:
    """Each for another person."""
    return _run([lambda case=case: issue_bag(case_id=case.pk, stock_id=stock_id, by=by) for case in cases])


def money_is_in_balance(budget_id) -> None:
    """Never overspent; what is set aside is what the movements and the requests say."""
    budget = Budget.objects.get(pk=budget_id)
    moved = BudgetMovement.objects.filter(budget=budget).aggregate(sum=Sum("pence"))["sum"] or 0
    held = FundRequest.objects.filter(budget=budget, state="approved").aggregate(sum=Sum("pence"))["sum"] or 0
    assert 0 <= budget.set_aside_pence == moved == held <= budget.allotted_pence


def bags_are_in_balance(stock_id) -> None:
    """Never below nothing; the count is what the movements say, and each bag that left is one issue."""
    stock = Stock.objects.get(pk=stock_id)
    assert 0 <= stock.count == BagMovement.objects.filter(stock=stock).aggregate(sum=Sum("change"))["sum"]
    assert (
        BagMovement.objects.filter(stock=stock, moved="issued").count()
        == BagIssue.objects.filter(stock=stock).count()
    )
