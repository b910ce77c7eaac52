"""Checks of money: spent without a decision, receipts before a request, sums that do not add up."""

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from handrail.directory.funds.models import Budget
from handrail.people.money.models import BudgetMovement, FundRequest
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_money_spent_without_decision() -> list[Contradiction]:
    """Spent before anybody approved it, and not as money that may be spent first."""
    early = Q(decided_at__isnull=True) | Q(decided_at__gt=F("bought_at"))
    rows = FundRequest.objects.filter(early, spent_first=False, bought_at__isnull=False)
    return list_contradictions_of_rows(rows)


def find_requests_decided_before_asked() -> list[Contradiction]:
    """A decision about a request that was not there."""
    return list_contradictions_of_rows(FundRequest.objects.filter(decided_at__lt=F("asked_at")))


def find_requests_for_need_of_other_case() -> list[Contradiction]:
    """Money on one case for a need of another."""
    return list_contradictions_of_rows(FundRequest.objects.exclude(need__case=F("case")))


def find_budgets_that_do_not_add_up() -> list[Contradiction]:
    """What a budget says is set aside is not the sum of what was set aside and given back."""
    sums = dict(
        BudgetMovement.objects.order_by()
        .values_list("budget")
        .annotate(total=Coalesce(Sum("pence"), 0))
        .values_list("budget", "total")
    )
    rows = Budget.objects.order_by().values_list(
        "pk", "set_aside_pence", "fund__name", "area__name", "year", "fund__owner_id"
    )
    return [
        Contradiction(f"{fund}, {area}, {year}", owner)
        for pk, set_aside, fund, area, year, owner in rows
        if set_aside != sums.get(pk, 0)
    ]


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "money-spent-without-decision",
        "Money was spent before anyone decided on the request",
        "Ask whoever approves requests of the fund to review it, and say who allowed the spending.",
        find_money_spent_without_decision,
        "case_money",
    ),
    RecordCheck(
        "request-decided-before-made",
        "A request for money was decided before it was made",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_requests_decided_before_asked,
        "case_money",
    ),
    RecordCheck(
        "money-for-need-of-other-case",
        "Money on one case is for a need of another case",
        "Tell whoever runs Handrail for you. Pages cannot make such a record, so something else wrote it.",
        find_requests_for_need_of_other_case,
        "case_money",
    ),
    RecordCheck(
        "budget-does-not-add-up",
        "What a budget says is set aside is not the sum of its requests",
        "Stop approving requests from this budget until whoever runs Handrail for you has found the difference.",
        find_budgets_that_do_not_add_up,
    ),
)
