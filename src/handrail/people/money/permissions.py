"""Who may do what with a request: by permission, then by the body that asked and the body that owns the fund."""

import datetime
from collections.abc import Callable
from functools import wraps
from uuid import UUID

from handrail.directory.funds.financial_years import get_year_end
from handrail.directory.funds.models import Fund, FundTerms
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel import money
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

NOT_VISIBLE_MESSAGE = "You cannot open any requests here."


def run_as_system_for_fund_office[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """The office that owns a fund decides without the case: behind the database's wall its rows are read as a system's.

    Args:
        function: takes the actor as `by`, or first; itself asks which requests are open to the office.
    """

    @wraps(function)
    def read(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs["by"] if "by" in kwargs else args[0]
        assert isinstance(actor, Actor)
        if not actor.may(Permission.SET_FUND):
            return function(*args, **kwargs)
        with acting_as_system(SystemActor.FUND_OFFICE):
            return function(*args, **kwargs)

    return read


def lock_fund_request(request_id: UUID) -> FundRequest:
    """Lock a request after its case: everything that locks both takes them in this order. Raises NotVisible."""
    case_id = FundRequest.objects.filter(pk=request_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotVisible
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    return (
        FundRequest.objects.select_for_update(of=("self",))
        .select_related("case", "fund", "terms", "budget")
        .get(pk=request_id)
    )


def require_permission_on_case(request: FundRequest, by: Actor, permission: Permission) -> CaseAccess:
    """Check that the actor works on the case; a closed case's money is still corrected.

    Args:
        request: the request of money.
        by: who acts.
        permission: what they do.

    Returns:
        The actor's access to the case.

    Raises:
        Denied: the actor does not work on the case.
        NotVisible: another body asked.
    """
    case_access = get_case_access(request.case, by)
    case_access.require(permission)
    case_access.needs(Kind.OFFERS)
    if request.body_id != by.body_id:
        raise NotVisible
    return case_access


def require_permission_on_fund(request: FundRequest, by: Actor, permission: Permission) -> None:
    """Check that the actor is a lead of the body that asked, or of the office that owns the fund.

    Args:
        request: the request of money.
        by: who acts.
        permission: what they do.

    Raises:
        Denied: their role lacks the permission.
        NotVisible: neither body is theirs.
    """
    require_permission(by, permission)
    if by.may(Permission.SET_FUND):
        allowed = request.fund.owner_id == by.body_id
    else:
        allowed = request.body_id == by.body_id and Kind.OFFERS in get_case_access(request.case, by).kinds
    if not allowed:
        raise NotVisible


def require_may_approve_fund_request(request: FundRequest, by: Actor) -> None:
    """Raise Denied to the user who asked, and to a lead above the fund's limit."""
    require_permission_on_fund(request, by, Permission.APPROVE_MONEY)
    if request.asked_by_id == by.user_id:
        raise Denied("You requested this money, so someone else must approve it.")
    if not is_within_approval_limit(by, request.pence, request.terms):
        limit = money.format_pence(request.terms.lead_pence)
        raise Denied(
            msg(
                "A duty lead can approve up to {limit}. The office that owns the fund decides on this request.",
                limit=limit,
            )
        )


def is_within_approval_limit(by: Actor, pence: int, terms: FundTerms) -> bool:
    """Whether the actor may approve that sum: the owner's office any, a duty lead up to the fund's limit.

    Args:
        by: who approves.
        pence: the sum.
        terms: the terms of the fund on that day.
    """
    return by.may(Permission.SET_FUND) or pence <= terms.lead_pence


def is_fund_closed(fund: Fund, today: datetime.date) -> bool:
    """Whether the fund's last day is over."""
    return fund.closes_on is not None and fund.closes_on < today


def is_too_late_to_buy(request: FundRequest, today: datetime.date) -> bool:
    """Whether nothing may be bought any more: the fund and the budget's year are over, and it was not spent first."""
    over = today > get_year_end(request.budget.year)
    return over and is_fund_closed(request.fund, today) and not request.spent_first


def raise_if_in_future(on: datetime.date, today: datetime.date) -> None:
    """Raise ActionNotPossibleError for a day to come."""
    if on > today:
        raise ActionNotPossibleError("That date is in the future.")
