"""Setting up a fund, its terms and its budgets; and setting money aside, the one way in which a budget shrinks."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.funds.financial_years import FIRST_YEAR, LAST_YEAR, format_year, get_financial_year
from handrail.directory.funds.kinds import ITEM_CODES
from handrail.directory.funds.models import Budget, BudgetChange, Fund, FundTerms, FundTermsItem
from handrail.directory.models import Service
from handrail.directory.states import PHASES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel import money
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Area, Body

MAX_BUDGET_PENCE = money.MAX_PENCE
MAX_LIMIT_PENCE = 100_000_00
NOT_YOUR_FUND_MESSAGE = "That fund is not one of your organisation’s."


@dataclass(frozen=True, slots=True)
class FundItemInput:
    """One kind of thing that the fund buys: the most in one request, and what is usually asked."""

    most_pence: int | None = None
    usual_pence: int | None = None


@dataclass(frozen=True, slots=True)
class FundTermsInput:
    """A whole set of terms, as somebody sets them."""

    since: datetime.date
    items: Mapping[str, FundItemInput]
    bodies: Sequence[str]
    because: str
    spend_first_pence: int = 0
    request_pence: int | None = None
    person_pence: int | None = None
    lead_pence: int = 0


@transaction.atomic
def set_up_fund(
    *, by: Actor, name: str, opens_on: datetime.date, closes_on: datetime.date | None, rules: FundTermsInput
) -> Fund:
    """Set up a fund of the actor's body with its first terms. Its budgets come after."""
    require_permission(by, Permission.SET_FUND)
    name = name.strip()
    if not name:
        raise ActionNotAllowed("Enter what the fund is called.")
    if closes_on and closes_on < opens_on:
        raise ActionNotAllowed("The fund’s last day cannot come before its first.")
    if Fund.objects.filter(owner=by.body_id, name=name).exists():
        raise ActionNotAllowed("Your organisation has a fund of that name already. Choose another name.")
    if Service.objects.filter(provider=by.body_id, name=name).exists():
        raise ActionNotAllowed(
            "Your organisation has a service of that name already. Choose another name for the fund."
        )
    service = add_service(
        by=by,
        provider_id=by.body_id,
        name=name,
        kind="emergency_payment",
        phases=PHASES,
        state="open",
        everywhere=True,
        how_to_refer="Ask the fund from the person’s case",
    )
    fund = Fund.objects.create(
        owner_id=by.body_id,
        name=name,
        service_id=service,
        opens_on=opens_on,
        closes_on=closes_on,
        set_up_at=timezone.now(),
        set_up_by_id=by.user_id,
    )
    _write_terms(fund, rules, by)
    record(who=by.who, verb="set up a fund", about=None, why=name)
    return fund


@transaction.atomic
def change_terms(*, by: Actor, fund_id: int, seen_number: int, rules: FundTermsInput) -> FundTerms:
    """Set new terms from a day on. Raises NotNow where somebody set newer ones meanwhile."""
    fund = _lock_own_fund(fund_id, by)
    newest = fund.terms.aggregate(most=Max("number"))["most"] or 0
    if newest != seen_number:
        raise ActionNotAllowed("Somebody changed this fund’s rules after you opened the page. Open it again.")
    terms = _write_terms(fund, rules, by, number=newest + 1)
    record(who=by.who, verb="changed a fund's rules", about=None, why=f"{fund.name}: {rules.because}")
    return terms


@transaction.atomic
def close_fund(*, by: Actor, fund_id: int, on: datetime.date) -> None:
    """Say which day is the fund's last. What was approved before can still be bought."""
    fund = _lock_own_fund(fund_id, by)
    if on < fund.opens_on:
        raise ActionNotAllowed("The fund’s last day cannot come before its first.")
    fund.closes_on = on
    fund.save(update_fields=["closes_on"])
    record(who=by.who, verb="closed a fund", about=None, why=f"{fund.name}, {on.isoformat()}")


@transaction.atomic
def set_budget(
    *, by: Actor, fund_id: int, area_code: str, year: int, allotted_pence: int, because: str
) -> Budget:
    """Say what a year holds for an area: never less than has been set aside already."""
    fund = _lock_own_fund(fund_id, by)
    _check_budget(area_code, year, allotted_pence, because)
    budget, _ = Budget.objects.get_or_create(fund=fund, area_id=area_code, year=year)
    _check_fund_open(budget)
    changed = Budget.objects.filter(pk=budget.pk, set_aside_pence__lte=allotted_pence).update(
        allotted_pence=allotted_pence
    )
    if not changed:
        gone = money.format_pence(Budget.objects.get(pk=budget.pk).set_aside_pence)
        raise ActionNotAllowed(
            msg("{gone} of it is set aside already. The year cannot hold less than that.", gone=gone)
        )
    _save_budget(budget, allotted_pence, because, by)
    why = msg(
        "{name}, {year}: {allotted_pence}",
        name=fund.name,
        year=format_year(year),
        allotted_pence=money.format_pence(allotted_pence),
    )
    record(who=by.who, verb="set a budget", about=None, why=why)
    return Budget.objects.get(pk=budget.pk)


@transaction.atomic
def close_budget(*, by: Actor, budget_id: int, because: str) -> None:
    """Close a year: nothing more is set aside from it. What was approved can still be bought and set right."""
    budget = (
        Budget.objects.select_for_update(of=("self",)).select_related("fund").filter(pk=budget_id).first()
    )
    if budget is None:
        raise ActionNotAllowed(NOT_YOUR_FUND_MESSAGE)
    _lock_own_fund(budget.fund_id, by)
    _check_fund_open(budget)
    if not because.strip():
        raise ActionNotAllowed("Say why the year is closed.")
    budget.closed_on = timezone.localdate()
    budget.save(update_fields=["closed_on"])
    _save_budget(budget, budget.allotted_pence, because, by, closed=True)
    record(
        who=by.who, verb="closed a budget", about=None, why=f"{budget.fund.name}, {format_year(budget.year)}"
    )


def set_aside_from_budget(*, budget_id: int, pence: int) -> None:
    """Take a sum out of what is left. The caller has asked the door, and writes its own movement.

    One statement, so that two at once cannot both have the last pound; the database's constraint stands behind
    it. Raises NotNow where it is not there.
    """
    left = Budget.objects.filter(
        pk=budget_id, closed_on__isnull=True, allotted_pence__gte=F("set_aside_pence") + pence
    )
    if left.update(set_aside_pence=F("set_aside_pence") + pence):
        return
    check_budget_holds(Budget.objects.get(pk=budget_id), pence)
    raise ActionNotAllowed("Somebody else changed the fund’s money at this moment. Try again.")


def check_budget_holds(budget: Budget, pence: int) -> None:
    """Raise NotNow where the year is closed or has not that much left."""
    _check_fund_open(budget)
    left = budget.allotted_pence - budget.set_aside_pence
    if left < pence:
        raise ActionNotAllowed(
            msg(
                "The fund has {left} left for this year, so {pence} cannot be set aside. Ask for "
                "less, or record who paid instead.",
                left=money.format_pence(left),
                pence=money.format_pence(pence),
            )
        )


def return_to_budget(*, budget_id: int, pence: int) -> None:
    """Put a sum back into the budget that it came from, a closed one too."""
    Budget.objects.filter(pk=budget_id).update(set_aside_pence=F("set_aside_pence") - pence)


def _write_terms(fund: Fund, rules: FundTermsInput, by: Actor, number: int = 1) -> FundTerms:
    bodies = _check_rules(fund, rules)
    sums = ("spend_first_pence", "request_pence", "person_pence", "lead_pence")
    terms = FundTerms.objects.create(
        fund=fund,
        number=number,
        since=rules.since,
        because=rules.because.strip(),
        set_at=timezone.now(),
        set_by_id=by.user_id,
        **{name: getattr(rules, name) for name in sums},
    )
    terms.bodies.set(bodies)
    FundTermsItem.objects.bulk_create(
        FundTermsItem(terms=terms, item=code, most_pence=item.most_pence, usual_pence=item.usual_pence)
        for code, item in rules.items.items()
    )
    return terms


def _check_rules(fund: Fund, rules: FundTermsInput) -> list[Body]:
    if not rules.because.strip():
        raise ActionNotAllowed("Say why: whoever reads the rules later will ask.")
    if not rules.items or set(rules.items) - set(ITEM_CODES):
        raise ActionNotAllowed("Choose from the list at least one kind of thing that the fund buys.")
    if rules.since < fund.opens_on or (fund.closes_on and rules.since > fund.closes_on):
        raise ActionNotAllowed("The rules must begin on a day on which the fund is open.")
    for item in rules.items.values():
        if item.usual_pence and item.most_pence and item.usual_pence > item.most_pence:
            raise ActionNotAllowed("What is usually asked cannot be more than the most that may be asked.")
    _check_sums(rules)
    found = list(Body.objects.filter(code__in=rules.bodies))
    if not found or len(found) < len(set(rules.bodies)):
        raise ActionNotAllowed("Choose from the list at least one organisation whose workers may ask.")
    return found


def _check_sums(rules: FundTermsInput) -> None:
    sums = [rules.spend_first_pence, rules.request_pence, rules.person_pence, rules.lead_pence]
    sums += [sum_ for item in rules.items.values() for sum_ in (item.most_pence, item.usual_pence)]
    if any(sum_ is not None and not 0 <= sum_ <= MAX_LIMIT_PENCE for sum_ in sums):
        raise ActionNotAllowed(
            msg(
                "Check the sums: each must be between nothing and {most_limit}.",
                most_limit=money.format_pence(MAX_LIMIT_PENCE),
            )
        )
    if 0 in (rules.request_pence, rules.person_pence):
        raise ActionNotAllowed("A limit of nothing would buy nothing: leave it empty for no limit.")


def _check_budget(area_code: str, year: int, pence: int, because: str) -> None:
    if not Area.objects.filter(code=area_code).exists():
        raise ActionNotAllowed("Choose an area from the list.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ActionNotAllowed(
            msg(
                "Choose a year between {first_year} and {last_year}.",
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
        )
    if year < get_financial_year(timezone.localdate()):
        raise ActionNotAllowed(
            msg(
                "The year {year} is over. Set the budget of this year or a later one.", year=format_year(year)
            )
        )
    if not 0 <= pence <= MAX_BUDGET_PENCE:
        raise ActionNotAllowed(
            msg(
                "Check the sum: it must be between nothing and {most_budget}.",
                most_budget=money.format_pence(MAX_BUDGET_PENCE),
            )
        )
    if not because.strip():
        raise ActionNotAllowed("Say where the money comes from, or why it changes.")


def _save_budget(budget: Budget, pence: int, because: str, by: Actor, *, closed: bool = False) -> None:
    BudgetChange.objects.create(
        budget=budget,
        allotted_pence=pence,
        closed=closed,
        because=because.strip(),
        at=timezone.now(),
        by_id=by.user_id,
    )


def _lock_own_fund(fund_id: int, by: Actor) -> Fund:
    require_permission(by, Permission.SET_FUND)
    fund = Fund.objects.select_for_update(of=("self",)).filter(pk=fund_id, owner=by.body_id).first()
    if fund is None:
        raise ActionNotAllowed(NOT_YOUR_FUND_MESSAGE)
    return fund


def _check_fund_open(budget: Budget) -> None:
    if budget.closed_on:
        raise ActionNotAllowed(
            msg(
                "The fund’s year {year} is closed: nothing more is set aside from it.",
                year=format_year(budget.year),
            )
        )
