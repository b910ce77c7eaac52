"""Setting money aside from a budget and returning it, each recorded as a movement."""

from django.utils import timezone

from handrail.directory.funds.actions import reserve_sum_in_budget, return_sum_to_budget
from handrail.people.money.models import BudgetMovement, FundRequest
from handrail.people.money.text_choices import BudgetMovementKind
from handrail.platform.access.actor import Actor


def set_aside_request_sum(request: FundRequest, by: Actor) -> None:
    """Set the request's sum aside. Raises ActionNotPossibleError where the budget has less left."""
    reserve_sum_in_budget(budget_id=request.budget_id, pence=request.pence)
    _save_budget_movement(request, BudgetMovementKind.SET_ASIDE, request.pence, by)


def return_whole_sum_of_request(request: FundRequest, by: Actor) -> None:
    """Return the whole sum of a request for which nothing was bought."""
    return_unspent_sum_to_budget(request, request.pence, by)


def return_unspent_sum_to_budget(request: FundRequest, pence: int, by: Actor) -> None:
    """Return what was not spent to the fund's year.

    Args:
        request: locked by the action that this is a part of.
        pence: what was not spent.
        by: who acts.
    """
    if pence:
        return_sum_to_budget(budget_id=request.budget_id, pence=pence)
        _save_budget_movement(request, BudgetMovementKind.GIVEN_BACK, -pence, by)


def _save_budget_movement(request: FundRequest, moved: BudgetMovementKind, pence: int, by: Actor) -> None:
    BudgetMovement.objects.create(
        budget_id=request.budget_id,
        request=request,
        moved=moved,
        pence=pence,
        at=timezone.now(),
        by_id=by.user_id,
    )
