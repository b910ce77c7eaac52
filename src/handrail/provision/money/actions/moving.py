"""Money's way out of a budget and back, each with its movement. Called by the actions beside it."""

from django.utils import timezone

from handrail.access.actor import Actor
from handrail.directory.funds.actions import give_back, set_aside
from handrail.provision.money.models import Movement, Request
from handrail.provision.money.states import Moved


def keep(request: Request, by: Actor) -> None:
    """Set the request's sum aside. Raises NotNow where it is not there any more."""
    set_aside(budget_id=request.budget_id, pence=request.pence)
    _write(request, Moved.SET_ASIDE, request.pence, by)


def give_back_all(request: Request, by: Actor) -> None:
    """Nothing was bought: all of it goes back."""
    give_back_some(request, request.pence, by)


def give_back_some(request: Request, pence: int, by: Actor) -> None:
    """What was not spent goes back."""
    if pence:
        give_back(budget_id=request.budget_id, pence=pence)
        _write(request, Moved.GIVEN_BACK, -pence, by)


def _write(request: Request, moved: Moved, pence: int, by: Actor) -> None:
    Movement.objects.create(
        budget_id=request.budget_id,
        request=request,
        moved=moved,
        pence=pence,
        at=timezone.now(),
        by_id=by.user_id,
    )
