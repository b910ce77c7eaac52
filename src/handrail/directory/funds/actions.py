"""Setting up a fund, its terms and its budgets; and setting money aside, the one way in which a budget shrinks."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.actions import add_service
from handrail.directory.funds.kinds import ITEM_CODES
from handrail.directory.funds.models import Budget, BudgetChange, Fund, Terms, TermsItem
from handrail.directory.funds.years import FIRST_YEAR, LAST_YEAR, spoken, year_of
from handrail.directory.models import Service
from handrail.directory.states import PHASES
from handrail.kernel import money
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.reference.models import Area, Body

MOST_BUDGET = money.MOST_PENCE
MOST_LIMIT = 100_000_00
NOT_YOURS = "That fund is not one of your organisation’s."


@dataclass(frozen=True, slots=True)
class Bought:
    """One kind of thing that the fund buys: the most in one request, and what is usually asked."""

    most_pence: int | None = None
    usual_pence: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole set of terms, as somebody sets them."""

    since: datetime.date
    items: Mapping[str, Bought]
    bodies: Sequence[str]
    because: str
    spend_first_pence: int = 0
    request_pence: int | None = None
    person_pence: int | None = None
    lead_pence: int = 0


@transaction.atomic
def set_up_fund(
    *, by: Actor, name: str, opens_on: datetime.date, closes_on: datetime.date | None, rules: Rules
) -> Fund:
    """Set up a fund of the actor's body with its first terms. Its budgets come after."""
    require(by, Permission.SET_FUND)
    name = name.strip()
    if not name:
        raise NotNow("Enter what the fund is called.")
    if closes_on and closes_on < opens_on:
        raise NotNow("The fund’s last day cannot come before its first.")
    if Fund.objects.filter(owner=by.body_id, name=name).exists():
        raise NotNow("Your organisation has a fund of that name already. Choose another name.")
    if Service.objects.filter(provider=by.body_id, name=name).exists():
        raise NotNow(
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
def change_terms(*, by: Actor, fund_id: int, seen_number: int, rules: Rules) -> Terms:
    """Set new terms from a day on. Raises NotNow where somebody set newer ones meanwhile."""
    fund = _own(fund_id, by)
    newest = fund.terms.aggregate(most=Max("number"))["most"] or 0
    if newest != seen_number:
        raise NotNow("Somebody changed this fund’s rules after you opened the page. Open it again.")
    terms = _write_terms(fund, rules, by, number=newest + 1)
    record(who=by.who, verb="changed a fund's rules", about=None, why=f"{fund.name}: {rules.because}")
    return terms


@transaction.atomic
def close_fund(*, by: Actor, fund_id: int, on: datetime.date) -> None:
    """Say which day is the fund's last. What was approved before can still be bought."""
    fund = _own(fund_id, by)
    if on < fund.opens_on:
        raise NotNow("The fund’s last day cannot come before its first.")
    fund.closes_on = on
    fund.save(update_fields=["closes_on"])
    record(who=by.who, verb="closed a fund", about=None, why=f"{fund.name}, {on.isoformat()}")


@transaction.atomic
def set_budget(
    *, by: Actor, fund_id: int, area_code: str, year: int, allotted_pence: int, because: str
) -> Budget:
    """Say what a year holds for an area: never less than has been set aside already."""
    fund = _own(fund_id, by)
    _check_budget(area_code, year, allotted_pence, because)
    budget, _ = Budget.objects.get_or_create(fund=fund, area_id=area_code, year=year)
    _not_closed(budget)
    changed = Budget.objects.filter(pk=budget.pk, set_aside_pence__lte=allotted_pence).update(
        allotted_pence=allotted_pence
    )
    if not changed:
        gone = money.spoken(Budget.objects.get(pk=budget.pk).set_aside_pence)
        raise NotNow(
            say("{gone} of it is set aside already. The year cannot hold less than that.", gone=gone)
        )
    _keep(budget, allotted_pence, because, by)
    why = say(
        "{name}, {year}: {allotted_pence}",
        name=fund.name,
        year=spoken(year),
        allotted_pence=money.spoken(allotted_pence),
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
        raise NotNow(NOT_YOURS)
    _own(budget.fund_id, by)
    _not_closed(budget)
    if not because.strip():
        raise NotNow("Say why the year is closed.")
    budget.closed_on = timezone.localdate()
    budget.save(update_fields=["closed_on"])
    _keep(budget, budget.allotted_pence, because, by, closed=True)
    record(who=by.who, verb="closed a budget", about=None, why=f"{budget.fund.name}, {spoken(budget.year)}")


def set_aside(*, budget_id: int, pence: int) -> None:
    """Take a sum out of what is left. The caller has asked the door, and writes its own movement.

    One statement, so that two at once cannot both have the last pound; the database's constraint stands behind
    it. Raises NotNow where it is not there.
    """
    left = Budget.objects.filter(
        pk=budget_id, closed_on__isnull=True, allotted_pence__gte=F("set_aside_pence") + pence
    )
    if left.update(set_aside_pence=F("set_aside_pence") + pence):
        return
    must_hold(Budget.objects.get(pk=budget_id), pence)
    raise NotNow("Somebody else changed the fund’s money at this moment. Try again.")


def must_hold(budget: Budget, pence: int) -> None:
    """Raise NotNow where the year is closed or has not that much left."""
    _not_closed(budget)
    left = budget.allotted_pence - budget.set_aside_pence
    if left < pence:
        raise NotNow(
            say(
                "The fund has {left} left for this year, so {pence} cannot be set aside. Ask for "
                "less, or record who paid instead.",
                left=money.spoken(left),
                pence=money.spoken(pence),
            )
        )


def give_back(*, budget_id: int, pence: int) -> None:
    """Put a sum back into the budget that it came from, a closed one too."""
    Budget.objects.filter(pk=budget_id).update(set_aside_pence=F("set_aside_pence") - pence)


def _write_terms(fund: Fund, rules: Rules, by: Actor, number: int = 1) -> Terms:
    bodies = _check_rules(fund, rules)
    sums = ("spend_first_pence", "request_pence", "person_pence", "lead_pence")
    terms = Terms.objects.create(
        fund=fund,
        number=number,
        since=rules.since,
        because=rules.because.strip(),
        set_at=timezone.now(),
        set_by_id=by.user_id,
        **{name: getattr(rules, name) for name in sums},
    )
    terms.bodies.set(bodies)
    TermsItem.objects.bulk_create(
        TermsItem(terms=terms, item=code, most_pence=item.most_pence, usual_pence=item.usual_pence)
        for code, item in rules.items.items()
    )
    return terms


def _check_rules(fund: Fund, rules: Rules) -> list[Body]:
    if not rules.because.strip():
        raise NotNow("Say why: whoever reads the rules later will ask.")
    if not rules.items or set(rules.items) - set(ITEM_CODES):
        raise NotNow("Choose from the list at least one kind of thing that the fund buys.")
    if rules.since < fund.opens_on or (fund.closes_on and rules.since > fund.closes_on):
        raise NotNow("The rules must begin on a day on which the fund is open.")
    for item in rules.items.values():
        if item.usual_pence and item.most_pence and item.usual_pence > item.most_pence:
            raise NotNow("What is usually asked cannot be more than the most that may be asked.")
    _check_sums(rules)
    found = list(Body.objects.filter(code__in=rules.bodies))
    if not found or len(found) < len(set(rules.bodies)):
        raise NotNow("Choose from the list at least one organisation whose workers may ask.")
    return found


def _check_sums(rules: Rules) -> None:
    sums = [rules.spend_first_pence, rules.request_pence, rules.person_pence, rules.lead_pence]
    sums += [sum_ for item in rules.items.values() for sum_ in (item.most_pence, item.usual_pence)]
    if any(sum_ is not None and not 0 <= sum_ <= MOST_LIMIT for sum_ in sums):
        raise NotNow(
            say(
                "Check the sums: each must be between nothing and {most_limit}.",
                most_limit=money.spoken(MOST_LIMIT),
            )
        )
    if 0 in (rules.request_pence, rules.person_pence):
        raise NotNow("A limit of nothing would buy nothing: leave it empty for no limit.")


def _check_budget(area_code: str, year: int, pence: int, because: str) -> None:
    if not Area.objects.filter(code=area_code).exists():
        raise NotNow("Choose an area from the list.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotNow(
            say(
                "Choose a year between {first_year} and {last_year}.",
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
        )
    if year < year_of(timezone.localdate()):
        raise NotNow(
            say("The year {year} is over. Set the budget of this year or a later one.", year=spoken(year))
        )
    if not 0 <= pence <= MOST_BUDGET:
        raise NotNow(
            say(
                "Check the sum: it must be between nothing and {most_budget}.",
                most_budget=money.spoken(MOST_BUDGET),
            )
        )
    if not because.strip():
        raise NotNow("Say where the money comes from, or why it changes.")


def _keep(budget: Budget, pence: int, because: str, by: Actor, *, closed: bool = False) -> None:
    BudgetChange.objects.create(
        budget=budget,
        allotted_pence=pence,
        closed=closed,
        because=because.strip(),
        at=timezone.now(),
        by_id=by.user_id,
    )


def _own(fund_id: int, by: Actor) -> Fund:
    require(by, Permission.SET_FUND)
    fund = Fund.objects.select_for_update(of=("self",)).filter(pk=fund_id, owner=by.body_id).first()
    if fund is None:
        raise NotNow(NOT_YOURS)
    return fund


def _not_closed(budget: Budget) -> None:
    if budget.closed_on:
        raise NotNow(
            say(
                "The fund’s year {year} is closed: nothing more is set aside from it.",
                year=spoken(budget.year),
            )
        )
