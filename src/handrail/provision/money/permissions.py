"""Who may do what with a request: asked of the door, then of the body that asked and the body that owns the fund."""

import datetime
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.directory.funds.models import Fund, Terms
from handrail.directory.funds.years import ends
from handrail.kernel import money
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.money.models import Request

HIDDEN = "No request here is open to you."


def locked(request_id: UUID) -> Request:
    """The request, locked after its case: everybody who touches both takes them in this order."""
    case_id = Request.objects.filter(pk=request_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotOpenToYou
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("case", "fund", "terms", "budget")
        .get(pk=request_id)
    )


def for_the_case(request: Request, by: Actor, permission: Permission) -> Sight:
    """Whoever works on the case: buys, takes back, hands in the receipt. A closed case's money is still set right."""
    sight = sight_of(request.case, by)
    sight.require(permission)
    sight.needs(Kind.SUPPORT)
    if request.body_id != by.body_id:
        raise NotOpenToYou
    return sight


def for_the_money(request: Request, by: Actor, permission: Permission) -> None:
    """Whoever answers for the money: a lead of the body that asked, or the office that owns the fund."""
    require(by, permission)
    if by.may(Permission.SET_FUND):
        allowed = request.fund.owner_id == by.body_id
    else:
        allowed = request.body_id == by.body_id and Kind.SUPPORT in sight_of(request.case, by).kinds
    if not allowed:
        raise NotOpenToYou


def may_approve(request: Request, by: Actor) -> None:
    """Never the one who asked; a lead only up to the fund's limit."""
    for_the_money(request, by, Permission.APPROVE_MONEY)
    if request.asked_by_id == by.user_id:
        raise Denied("You asked for this money, so somebody else has to approve it.")
    if not within_limit(by, request.pence, request.terms):
        limit = money.spoken(request.terms.lead_pence)
        raise Denied(
            say(
                "A duty lead approves up to {limit}. The office that owns the fund decides on this one.",
                limit=limit,
            )
        )


def within_limit(by: Actor, pence: int, terms: Terms) -> bool:
    """The owner's office approves any sum; a duty lead up to the fund's limit."""
    return by.may(Permission.SET_FUND) or pence <= terms.lead_pence


def is_shut(fund: Fund, today: datetime.date) -> bool:
    """Whether the fund's last day is over."""
    return fund.closes_on is not None and fund.closes_on < today


def past_buying(request: Request, today: datetime.date) -> bool:
    """What a shut fund approved is bought in that financial year; what was spent first is written down later too."""
    over = today > ends(request.budget.year)
    return over and is_shut(request.fund, today) and not request.spent_first


def not_ahead(on: datetime.date, today: datetime.date) -> None:
    """A day that has come."""
    if on > today:
        raise NotNow("That day has not come yet.")
