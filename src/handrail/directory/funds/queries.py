"""Funds as a reader may see them, the terms of a day, and the bodies that a fund may name."""

import datetime
from collections.abc import Iterable

from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.models import Budget, Fund, FundTerms
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models.membership import bodies_with_users_in_roles_q
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.models import Body


def list_funds(actor: Actor, on: datetime.date) -> list[Fund]:
    """The funds of the actor's body, and those that its workers may ask on that day."""
    return list(Fund.objects.visible_to(actor, on).for_page())


def get_fund(actor: Actor, fund_id: int, on: datetime.date) -> Fund:
    """One of those, with its terms and budgets.

    Args:
        on: the day on which the actor's workers have to be able to ask it, where another body owns it.

    Raises:
        NotVisible: there is none, or it is not open to the actor.
    """
    fund = Fund.objects.visible_to(actor, on).for_page().filter(pk=fund_id).first()
    if fund is None:
        raise NotVisible
    return fund


def list_funds_open_to_requests(body_id: int, area_codes: Iterable[str], on: datetime.date) -> list[Fund]:
    """Funds that a body's workers may ask on a day and that have a budget of that year for one of the areas.

    Args:
        body_id: the body whose workers ask.
        area_codes: the area of the person and that of the body.
        on: the day of asking.

    Returns:
        The funds by name, each with its terms and budgets.
    """
    budgets = Budget.objects.filter(area__in=list(area_codes), year=get_financial_year(on))
    return list(Fund.objects.open_to(body_id, on).filter(budgets__in=budgets).distinct().for_page())


def find_fund_terms_on(fund_id: int, on: datetime.date) -> FundTerms | None:
    """The terms of a fund that are in force on a day."""
    return FundTerms.objects.filter(fund=fund_id, since__lte=on).order_by("-since", "-number").first()


def list_choices_of_bodies_that_may_ask_funds() -> list[tuple[str, str]]:
    """Bodies with users whose role may ask a fund: code and name, by name."""
    roles = [role.value for role, card in ROLES.items() if Permission.ASK_MONEY in card.permissions]
    with_people = Body.objects.filter(bodies_with_users_in_roles_q(roles))
    return list(with_people.order_by("name").values_list("code", "name"))
