"""One fund for Lincolnshire with a part-spent year, and requests at every point of their road."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.casework.case.models import Case
from handrail.demo.bodies import LINCOLNSHIRE
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import ago, working_days_ago
from handrail.demo.writing import Cast
from handrail.directory.funds.actions import Bought, Rules, change_terms, set_budget, set_up_fund
from handrail.directory.funds.models import Fund
from handrail.directory.funds.years import begins, year_of
from handrail.kernel.dates import at
from handrail.provision.money.actions.asking import Wish, ask, cancel, say_who_paid
from handrail.provision.money.actions.deciding import approve, refuse, review
from handrail.provision.money.actions.spending import buy, give_receipt, reconcile
from handrail.provision.money.states import State

HOUR: Final = timedelta(hours=1)
NAME: Final = "Accommodation and essentials fund"
OFFICE, LEAD, RUTH, SAM = "joan.tasker", "gareth.pell", "ruth.adeyemi", "sam.whitlock"
BODIES: Final = ("lantern", "lincolnshire-police")
ITEMS: Final = {
    "food": Bought(50_00, 20_00),
    "clothing": Bought(80_00, 40_00),
    "toiletries": Bought(25_00, 12_00),
    "phone": Bought(45_00, 30_00),
    "baby": Bought(60_00, 25_00),
    "travel": Bought(90_00),
    "room": Bought(130_00, 75_00),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: for which case, what, when, and how far it went."""

    case: str
    item: str
    pence: int
    days: int
    upto: State
    why: str = "first"
    by: str = RUTH
    decider: str = LEAD
    paid: int = 0
    receipt: int = 0
    how: str = "card"
    note: str = ""


REQUESTS: Final = (
    Asked(
        "LN-0352",
        "room",
        95_00,
        12,
        State.BOUGHT,
        "moving",
        decider=OFFICE,
        paid=92_00,
        note="One night, lift near the door",
    ),
    Asked(
        "LN-0417",
        "clothing",
        45_00,
        9,
        State.RECONCILED,
        "first",
        paid=42_50,
        receipt=41_20,
        note="A winter coat",
    ),
    Asked("LN-0405", "travel", 70_00, 8, State.REFUSED, "travel", decider=OFFICE),
    Asked("LN-0340", "food", 20_00, 6, State.CANCELLED, "no_money"),
    Asked("LN-0400", "phone", 30_00, 4, State.RECEIPTED, "safety", paid=30_00, receipt=27_99, how="voucher"),
    Asked("LN-0426", "food", 20_00, 1, State.APPROVED, "no_money"),
    Asked("LN-0340", "clothing", 55_00, 1, State.ASKED, "moving", note="School shoes too, if it stretches"),
    Asked("LIN-0429", "baby", 25_00, 1, State.APPROVED, "child", by=SAM),
    Asked("LN-0211", "travel", 68_00, 0, State.ASKED, "travel", note="Two trains, to see her sister"),
)


@transaction.atomic
def write(cast: Cast, today: date) -> None:
    """Once: a fund of that name is the mark of it."""
    if Fund.objects.filter(name=NAME).exists():
        return
    with set_clock(timezone.now()) as clock:
        fund = _fund(cast, today, clock)
        for asked in REQUESTS:
            _request(cast, today, clock, fund, asked)
        _paid_instead(cast, today, clock)


def _fund(cast: Cast, today: date, clock: Clock) -> Fund:
    office, first = cast.actors[OFFICE], begins(year_of(today))
    clock.moment = at(first, time(9, 30))
    fund = set_up_fund(
        by=office, name=NAME, opens_on=first, closes_on=None, rules=_rules(first, "As agreed for the year")
    )
    more: dict[str, Any] = {
        "by": office,
        "fund_id": fund.pk,
        "area_code": LINCOLNSHIRE,
        "year": year_of(today),
    }
    set_budget(allotted_pence=900_00, because="Victims’ services grant", **more)
    later = max(first, ago(today, 45))
    clock.moment = at(later, time(14, 10))
    change_terms(
        by=office,
        fund_id=fund.pk,
        seen_number=1,
        rules=_rules(later, "Officers at night could not wait for a lead", spend_first=30_00),
    )
    set_budget(allotted_pence=1_200_00, because="Underspend of another service", **more)
    return fund


def _rules(since: date, because: str, spend_first: int = 20_00) -> Rules:
    return Rules(
        since=since,
        items=ITEMS,
        bodies=BODIES,
        because=because,
        spend_first_pence=spend_first,
        person_pence=300_00,
        lead_pence=60_00,
    )


def _request(cast: Cast, today: date, clock: Clock, fund: Fund, asked: Asked) -> None:
    case = Case.objects.filter(reference=asked.case, closed_at__isnull=True).first()
    if case is None:
        return
    by = cast.actors[asked.by]
    day = working_days_ago(today, 1) if asked.days == 1 else ago(today, asked.days)
    clock.moment = max(at(day, time(0, 40) if asked.days == 0 else time(18, 20)), case.opened_at + HOUR)
    wish = Wish(fund.pk, asked.item, asked.why, asked.pence, asked.note)
    request = ask(case_id=case.pk, wish=wish, by=by)
    _go_on(cast, clock, request.pk, asked, by, State(request.state))


def _go_on(cast: Cast, clock: Clock, request: UUID, asked: Asked, by: Actor, now: State) -> None:
    """Each act on the same day, an hour after the one before."""
    if asked.upto is State.CANCELLED:
        cancel(request_id=request, by=by)
    if asked.upto is State.REFUSED:
        refuse(request_id=request, refusal="others_pay", by=cast.actors[asked.decider])
    if now is State.ASKED and asked.upto in (State.BOUGHT, State.RECEIPTED, State.RECONCILED):
        approve(request_id=request, by=cast.actors[asked.decider])
    if asked.paid:
        _spend(cast, clock, request, asked, by)
    if now is State.APPROVED and asked.receipt:
        review(request_id=request, said="in_order", by=cast.actors[LEAD])


def _spend(cast: Cast, clock: Clock, request: UUID, asked: Asked, by: Actor) -> None:
    voucher = "4410 2219 7735" if asked.how == "voucher" else ""
    buy(request_id=request, pence=asked.paid, how=asked.how, voucher=voucher, by=by)
    if asked.receipt:
        give_receipt(request_id=request, pence=asked.receipt, on=clock.moment.date(), reference="", by=by)
    if asked.upto is State.RECONCILED:
        reconcile(request_id=request, by=cast.actors[LEAD])


def _paid_instead(cast: Cast, today: date, clock: Clock) -> None:
    """What the fund did not pay for, and who did."""
    clock.moment = at(ago(today, 3), time(11, 15))
    told = (
        ("LN-0405", "health", 22_50, "not_bought", "worker", "Reading glasses"),
        ("LN-0398", "food", None, "too_late", "nobody", "Nobody could be reached after ten"),
    )
    for reference, item, pence, why_not, payer, note in told:
        if case_id := _case(reference):
            say_who_paid(
                case_id=case_id,
                item=item,
                pence=pence,
                why_not=why_not,
                payer=payer,
                note=note,
                on=ago(today, 3),
                by=cast.actors[RUTH],
            )


def _case(reference: str) -> UUID | None:
    return (
        Case.objects.filter(reference=reference, closed_at__isnull=True).values_list("pk", flat=True).first()
    )
