"""Funds, their terms and budgets, and setting money aside: the one way in which what is left gets less."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.funds.financial_years import (
    FIRST_YEAR,
    LAST_YEAR,
    format_financial_year,
    get_financial_year,
)
from handrail.directory.funds.fund_item_kinds import ITEM_CODES
from handrail.directory.funds.models import Budget, BudgetChange, BudgetMonth, Fund, FundTerms, FundTermsItem
from handrail.directory.models import Service
from handrail.directory.service_states_and_phases import PHASES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import money
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Area, Body

MAX_BUDGET_PENCE = money.MAX_PENCE
NOT_YOUR_FUND_MESSAGE = "That fund is not one of your organisation’s."


@transaction.atomic
def set_up_fund(
    fund: Fund, terms: FundTerms, *, items: Sequence[FundTermsItem], body_codes: Sequence[str], by: Actor
) -> Fund:
    """Set up a fund of the actor's body with its first terms. Its budgets come after.

    Args:
        items: what it buys, not saved yet.
        body_codes: the bodies whose workers may ask.

    Raises:
        ValidationError: a value of the fund or of its terms, by field.
        ActionNotPossibleError: the name is in use, or what it buys or who may ask is missing.
    """
    require_permission(by, Permission.SET_FUND)
    fund.owner_id, fund.set_up_at, fund.set_up_by_id = by.body_id, timezone.now(), by.user_id
    fund.full_clean(exclude={"owner", "service", "set_up_by"})
    if Fund.objects.filter(owner=by.body_id, name=fund.name).exists():
        raise ActionNotPossibleError(
            "Your organisation already has a fund with that name. Choose another name."
        )
    if Service.objects.filter(provider=by.body_id, name=fund.name).exists():
        raise ActionNotPossibleError(
            "Your organisation already has a service with that name. Choose another name for the fund."
        )
    fund.service_id = add_service(
        by=by,
        provider_id=by.body_id,
        name=fund.name,
        kind="emergency_payment",
        phases=PHASES,
        state="open",
        everywhere=True,
        how_to_refer="Request money on the person’s case",
    )
    fund.save()
    _save_fund_terms(fund, terms, items, body_codes, by)
    write_audit_record(who=by.who, verb="set up a fund", about=None, why=fund.name)
    return fund


@transaction.atomic
def set_fund_terms(
    terms: FundTerms, *, items: Sequence[FundTermsItem], body_codes: Sequence[str], seen: int, by: Actor
) -> FundTerms:
    """Set new terms of a fund from a day on. Earlier terms stay.

    Args:
        terms: with its `fund_id`; not saved yet, as are the items.
        body_codes: the bodies whose workers may ask.
        seen: the number of the newest terms that the page showed.

    Raises:
        ValidationError: a value of the terms, by field.
        ActionNotPossibleError: another body's fund, or newer terms were set since.
    """
    fund = _lock_own_fund(terms.fund_id, by)
    latest = fund.terms.aggregate(latest=Max("number"))["latest"] or 0
    if latest != seen:
        raise ActionNotPossibleError(
            "Someone changed this fund’s rules after you opened the page. Open it again."
        )
    _save_fund_terms(fund, terms, items, body_codes, by, number=latest + 1)
    write_audit_record(
        who=by.who, verb="changed a fund's rules", about=None, why=f"{fund.name}: {terms.because}"
    )
    return terms


@transaction.atomic
def set_last_day_of_fund(*, by: Actor, fund_id: int, on: datetime.date) -> None:
    """Set the last day of a fund. What was approved by then can still be bought.

    Args:
        by: who acts.
        fund_id: of a fund of the actor's body.
        on: its last day.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the fund is another body's, or the day cannot be.
    """
    fund = _lock_own_fund(fund_id, by)
    if on < fund.opens_on:
        raise ActionNotPossibleError("The fund’s last day cannot come before its first.")
    fund.closes_on = on
    fund.save(update_fields=["closes_on"])
    write_audit_record(who=by.who, verb="closed a fund", about=None, why=f"{fund.name}, {on.isoformat()}")


@transaction.atomic
def set_area_budget_of_year(
    *, by: Actor, fund_id: int, area_code: str, year: int, allotted_pence: int, because: str
) -> Budget:
    """Set what a financial year holds for an area, in one conditional statement.

    Args:
        year: the year in which it begins.
        allotted_pence: the whole sum of the year.
        because: where it comes from, or why it changes; kept with the change.

    Raises:
        ActionNotPossibleError: less than is set aside already, a year that is over or closed, or another body's fund.
        ValidationError: no reason, or one that is too long.
    """
    fund = _lock_own_fund(fund_id, by)
    _validate_fund_budget(area_code, year, allotted_pence)
    budget, _ = Budget.objects.get_or_create(fund=fund, area_id=area_code, year=year)
    _raise_if_budget_closed(budget)
    changed = Budget.objects.filter(pk=budget.pk, set_aside_pence__lte=allotted_pence).update(
        allotted_pence=allotted_pence
    )
    if not changed:
        gone = money.format_pence(Budget.objects.get(pk=budget.pk).set_aside_pence)
        raise ActionNotPossibleError(
            msg("{gone} is already set aside. The budget cannot be less than that.", gone=gone)
        )
    save_budget_month_snapshot(budget.pk)
    _record_budget_change(budget, allotted_pence, because, by)
    why = msg(
        "{name}, {year}: {allotted_pence}",
        name=fund.name,
        year=format_financial_year(year),
        allotted_pence=money.format_pence(allotted_pence),
    )
    write_audit_record(who=by.who, verb="set a budget", about=None, why=why)
    return Budget.objects.get(pk=budget.pk)


@transaction.atomic
def close_budget_of_year(*, by: Actor, budget_id: int, because: str) -> None:
    """Close a year: nothing more is set aside from it. What was approved can still be bought and corrected.

    Args:
        by: who acts.
        budget_id: of a year of a fund of the actor's body.
        because: the reason.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the fund is another body's, or the reason is missing.
    """
    budget = (
        Budget.objects.select_for_update(of=("self",)).select_related("fund").filter(pk=budget_id).first()
    )
    if budget is None:
        raise ActionNotPossibleError(NOT_YOUR_FUND_MESSAGE)
    _lock_own_fund(budget.fund_id, by)
    _raise_if_budget_closed(budget)
    if not because.strip():
        raise ActionNotPossibleError("Enter why the year is closed.")
    budget.closed_on = timezone.localdate()
    budget.save(update_fields=["closed_on"])
    _record_budget_change(budget, budget.allotted_pence, because, by, is_closed=True)
    write_audit_record(
        who=by.who,
        verb="closed a budget",
        about=None,
        why=f"{budget.fund.name}, {format_financial_year(budget.year)}",
    )


def reserve_sum_in_budget(*, budget_id: int, pence: int) -> None:
    """Take a sum out of what is left, in one conditional statement: two at once never both get the last pound.

    The caller has checked the permission and records its own movement. The constraint `budget_never_overspent` is
    the second safeguard. Raises ActionNotPossibleError where the sum is not there.
    """
    left = Budget.objects.filter(
        pk=budget_id, closed_on__isnull=True, allotted_pence__gte=F("set_aside_pence") + pence
    )
    if left.update(set_aside_pence=F("set_aside_pence") + pence):
        save_budget_month_snapshot(budget_id)
        return
    raise_unless_budget_has_enough_left(Budget.objects.get(pk=budget_id), pence)
    raise ActionNotPossibleError("Someone else changed the fund’s money at the same time. Try again.")


def raise_unless_budget_has_enough_left(budget: Budget, pence: int) -> None:
    """Raise ActionNotPossibleError where the year is closed or has less than that left."""
    _raise_if_budget_closed(budget)
    if budget.left_pence < pence:
        raise ActionNotPossibleError(
            msg(
                "The fund has {left} left this year, so {pence} cannot be set aside. Request less, "
                "or record who paid instead.",
                left=money.format_pence(budget.left_pence),
                pence=money.format_pence(pence),
            )
        )


def return_sum_to_budget(*, budget_id: int, pence: int) -> None:
    """Put a sum back into the budget that it came from, even a closed one."""
    Budget.objects.filter(pk=budget_id).update(set_aside_pence=F("set_aside_pence") - pence)
    save_budget_month_snapshot(budget_id)


def save_budget_month_snapshot(budget_id: int) -> None:
    """Note how the budget stands this month. Its row is locked by whoever changed it, so that two follow each other."""
    row = Budget.objects.get(pk=budget_id)
    BudgetMonth.objects.update_or_create(
        budget=row,
        month=today().replace(day=1),
        defaults={"allotted_pence": row.allotted_pence, "set_aside_pence": row.set_aside_pence},
    )


def _save_fund_terms(
    fund: Fund,
    terms: FundTerms,
    items: Sequence[FundTermsItem],
    body_codes: Sequence[str],
    by: Actor,
    *,
    number: int = 1,
) -> None:
    terms.fund, terms.number = fund, number
    terms.set_at, terms.set_by_id = timezone.now(), by.user_id
    terms.full_clean(exclude={"fund", "set_by", "bodies"})
    _validate_fund_items(items)
    if terms.since < fund.opens_on or (fund.closes_on and terms.since > fund.closes_on):
        raise ActionNotPossibleError("The rules must start on a date when the fund is open.")
    bodies = list(Body.objects.filter(code__in=body_codes))
    if not bodies or len(bodies) < len(set(body_codes)):
        raise ActionNotPossibleError("Choose at least one organisation whose workers can ask.")
    terms.save(force_insert=True)
    terms.bodies.set(bodies)
    for item in items:
        item.terms = terms
    FundTermsItem.objects.bulk_create(items)


def _validate_fund_items(items: Sequence[FundTermsItem]) -> None:
    if not items or {item.item for item in items} - set(ITEM_CODES):
        raise ActionNotPossibleError("Choose at least one thing the fund can buy.")
    for item in items:
        item.full_clean(exclude={"terms"})


def _validate_fund_budget(area_code: str, year: int, pence: int) -> None:
    if not Area.objects.filter(code=area_code).exists():
        raise ActionNotPossibleError("Choose an area from the list.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ActionNotPossibleError(
            msg(
                "Choose a year between {first_year} and {last_year}.",
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
        )
    if year < get_financial_year(timezone.localdate()):
        raise ActionNotPossibleError(
            msg(
                "The year {year} is over. Set the budget of this year or a later one.",
                year=format_financial_year(year),
            )
        )
    if not 0 <= pence <= MAX_BUDGET_PENCE:
        raise ActionNotPossibleError(
            msg(
                "The amount must be between £0 and {most_budget}.",
                most_budget=money.format_pence(MAX_BUDGET_PENCE),
            )
        )


def _record_budget_change(
    budget: Budget, pence: int, because: str, by: Actor, *, is_closed: bool = False
) -> None:
    change = BudgetChange(
        budget=budget,
        allotted_pence=pence,
        closed=is_closed,
        because=because,
        at=timezone.now(),
        by_id=by.user_id,
    )
    change.full_clean(exclude={"budget", "by"})
    change.save()


def _lock_own_fund(fund_id: int, by: Actor) -> Fund:
    require_permission(by, Permission.SET_FUND)
    fund = Fund.objects.select_for_update(of=("self",)).filter(pk=fund_id, owner=by.body_id).first()
    if fund is None:
        raise ActionNotPossibleError(NOT_YOUR_FUND_MESSAGE)
    return fund


def _raise_if_budget_closed(budget: Budget) -> None:
    if budget.closed_on:
        raise ActionNotPossibleError(
            msg(
                "The fund’s year {year} is closed: nothing more is set aside from it.",
                year=format_financial_year(budget.year),
            )
        )
