"""Funds as a reader may see them, the terms of a day, and the bodies that a fund may name."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.models import Budget, Fund, FundTerms
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models.membership import bodies_with_users_in_roles_q
from handrail.platform.access.one_statement import evaluate_in_one_statement
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


class FundLeft(NamedTuple):
    """What is left of a fund's money of this year, and what the worker on duty may spend before somebody reviews it."""

    name: str
    left_pence: int
    spend_first_pence: int


def list_funds_with_money_left(
    actor: Actor, area_code: str, on: datetime.date, *, also: Iterable[QuerySet[Any, Any]] = ()
) -> tuple[FundLeft, ...]:
    """What is left of the funds that the actor may see and ask for a person. One statement.

    Args:
        actor: who reads; nothing is told to whoever may not see funds or ask one.
        area_code: of the person: its budget counts, else that of the area of the actor's body.
        on: the day of asking.
        also: what a page reads besides, in the same statement.

    Returns:
        By name; a fund without a budget for either area, or whose year is closed, is left out.
    """
    if not (actor.may(Permission.VIEW_MONEY) and actor.may(Permission.ASK_MONEY)):
        return ()
    in_force = FundTerms.objects.filter(fund=OuterRef("fund"), since__lte=on).order_by("-since", "-number")
    own_area = Body.objects.filter(pk=actor.body_id).values("area")
    rows = (
        Budget.objects.filter(
            Q(area=area_code) | Q(area__in=own_area),
            fund__in=Fund.objects.open_to(actor.body_id, on).order_by(),
            year=get_financial_year(on),
        )
        .annotate(
            is_of_person=Case(When(area=area_code, then=Value(0)), default=Value(1)),
            first=Subquery(in_force.values("spend_first_pence")[:1]),
        )
        .order_by("fund__name", "fund", "is_of_person")
        .values_list("fund", "fund__name", "allotted_pence", "set_aside_pence", "first", "closed_on")
    )
    evaluate_in_one_statement([rows, *also])
    found: dict[int, FundLeft | None] = {}
    for fund, name, allotted, gone, first, closed in rows:
        found.setdefault(fund, None if closed else FundLeft(name, allotted - gone, first))
    return tuple(filter(None, found.values()))


def find_fund_terms_on(fund_id: int, on: datetime.date) -> FundTerms | None:
    """The terms of a fund that are in force on a day."""
    return FundTerms.objects.filter(fund=fund_id, since__lte=on).order_by("-since", "-number").first()


def list_choices_of_bodies_that_may_ask_funds() -> list[tuple[str, str]]:
    """Bodies with users whose role may ask a fund: code and name, by name."""
    roles = [role.value for role, card in ROLES.items() if Permission.ASK_MONEY in card.permissions]
    with_people = Body.objects.filter(bodies_with_users_in_roles_q(roles))
    return list(with_people.order_by("name").values_list("code", "name"))
