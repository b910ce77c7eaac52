"""One fund for Lincolnshire with a part-spent year, and requests at every point of their road."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.relative_dates import get_date_days_before_today, subtract_working_days
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.directory.funds.actions import set_area_budget_of_year, set_fund_terms, set_up_fund
from handrail.directory.funds.financial_years import get_financial_year, get_year_start
from handrail.directory.funds.models import Fund, FundTerms, FundTermsItem
from handrail.people.money.actions.approvals_and_reviews import (
    approve_fund_request,
    refuse_fund_request,
    review_money_spent_before_approval,
)
from handrail.people.money.actions.purchases import (
    reconcile_fund_request,
    record_fund_purchase,
    record_fund_receipt,
)
from handrail.people.money.actions.requests import (
    cancel_fund_request,
    create_fund_request,
    record_payment_by_other_than_fund,
)
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.text_choices import FundRequestState
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

HOUR: Final = timedelta(hours=1)
FUND_NAME: Final = "Accommodation and essentials fund"
OFFICE, LEAD, RUTH, SAM = "joan.tasker", "gareth.pell", "ruth.adeyemi", "sam.whitlock"
BODIES: Final = ("lantern", "lincolnshire-police")
ITEMS: Final[dict[str, tuple[int, int | None]]] = {  # the most at a time and the usual sum, in pence
    "food": (50_00, 20_00),
    "clothing": (80_00, 40_00),
    "toiletries": (25_00, 12_00),
    "phone": (45_00, 30_00),
    "baby": (60_00, 25_00),
    "travel": (90_00, None),
    "room": (130_00, 75_00),
}


@dataclass(frozen=True, slots=True)
class PlannedFundRequest:
    """One request: for which case, what, when, and how far it went."""

    case: str
    item: str
    pence: int
    days: int
    final_state: FundRequestState
    why: str = "first"
    by: str = RUTH
    decider: str = LEAD
    paid: int = 0
    receipt: int = 0
    how: str = "card"
    note: str = ""


REQUESTS: Final = (
    PlannedFundRequest(
        "LN-0352-D",
        "room",
        95_00,
        12,
        FundRequestState.BOUGHT,
        "moving",
        decider=OFFICE,
        paid=92_00,
        note="One night, lift near the door",
    ),
    PlannedFundRequest(
        "LN-0417-M",
        "clothing",
        45_00,
        9,
        FundRequestState.RECONCILED,
        "first",
        paid=42_50,
        receipt=41_20,
        note="A winter coat",
    ),
    PlannedFundRequest("LN-0405-Q", "travel", 70_00, 8, FundRequestState.REFUSED, "travel", decider=OFFICE),
    PlannedFundRequest("LN-0340-C", "food", 20_00, 6, FundRequestState.CANCELLED, "no_money"),
    PlannedFundRequest(
        "LN-0400-B",
        "phone",
        30_00,
        4,
        FundRequestState.RECEIPTED,
        "safety",
        paid=30_00,
        receipt=27_99,
        how="voucher",
    ),
    PlannedFundRequest("LN-0426-Z", "food", 20_00, 1, FundRequestState.APPROVED, "no_money"),
    PlannedFundRequest(
        "LN-0340-C",
        "clothing",
        55_00,
        1,
        FundRequestState.ASKED,
        "moving",
        note="School shoes too, if it stretches",
    ),
    PlannedFundRequest("LCL-0429-T", "baby", 25_00, 1, FundRequestState.APPROVED, "child", by=SAM),
    PlannedFundRequest(
        "LN-0211-Y",
        "travel",
        68_00,
        0,
        FundRequestState.ASKED,
        "travel",
        note="Two trains, to see her sister",
    ),
)


@transaction.atomic
def load_emergency_fund(cast: DemoLookups, today: date) -> None:
    """Once: a fund of that name is the mark of it."""
    if Fund.objects.filter(name=FUND_NAME).exists():
        return
    with use_simulated_clock(timezone.now()) as clock:
        fund = _set_up_fund(cast, today, clock)
        for asked in REQUESTS:
            _add_fund_request(cast, today, clock, fund, asked)
        _add_purchases_not_paid_by_fund(cast, today, clock)


def _set_up_fund(cast: DemoLookups, today: date, clock: SettableClock) -> Fund:
    office, first = cast.actors[OFFICE], get_year_start(get_financial_year(today))
    clock.moment = make_london_time(first, time(9, 30))
    fund = set_up_fund(
        Fund(name=FUND_NAME, opens_on=first),
        _make_fund_terms(first, "As agreed for the year"),
        items=_make_fund_terms_items(),
        body_codes=BODIES,
        by=office,
    )
    more: dict[str, Any] = {
        "by": office,
        "fund_id": fund.pk,
        "area_code": LINCOLNSHIRE,
        "year": get_financial_year(today),
    }
    set_area_budget_of_year(allotted_pence=900_00, because="Victims’ services grant", **more)
    later = max(first, get_date_days_before_today(today, 45))
    clock.moment = make_london_time(later, time(14, 10))
    terms = _make_fund_terms(later, "Officers at night could not wait for a lead", spend_first=30_00)
    terms.fund = fund
    set_fund_terms(terms, items=_make_fund_terms_items(), body_codes=BODIES, seen=1, by=office)
    set_area_budget_of_year(allotted_pence=1_200_00, because="Underspend of another service", **more)
    return fund


def _make_fund_terms(since: date, because: str, spend_first: int = 20_00) -> FundTerms:
    return FundTerms(
        since=since,
        because=because,
        spend_first_pence=spend_first,
        person_pence=300_00,
        lead_pence=60_00,
    )


def _make_fund_terms_items() -> list[FundTermsItem]:
    return [
        FundTermsItem(item=item, most_pence=most, usual_pence=usual) for item, (most, usual) in ITEMS.items()
    ]


def _add_fund_request(
    cast: DemoLookups, today: date, clock: SettableClock, fund: Fund, asked: PlannedFundRequest
) -> None:
    case = Case.objects.filter(reference=asked.case, closed_at__isnull=True).first()
    if case is None:
        return
    by = cast.actors[asked.by]
    day = (
        subtract_working_days(today, 1) if asked.days == 1 else get_date_days_before_today(today, asked.days)
    )
    clock.moment = max(
        make_london_time(day, time(0, 40) if asked.days == 0 else time(18, 20)), case.opened_at + HOUR
    )
    wish = FundRequest(fund=fund, item=asked.item, why=asked.why, pence=asked.pence, note=asked.note)
    request = create_fund_request(wish, case_id=case.pk, by=by)
    _advance_fund_request(cast, clock, request.pk, asked, by, FundRequestState(request.state))


def _advance_fund_request(
    cast: DemoLookups,
    clock: SettableClock,
    request: UUID,
    asked: PlannedFundRequest,
    by: Actor,
    now: FundRequestState,
) -> None:
    """Each act on the same day, after the one before."""
    if asked.final_state is FundRequestState.CANCELLED:
        cancel_fund_request(request_id=request, by=by)
    if asked.final_state is FundRequestState.REFUSED:
        refuse_fund_request(request_id=request, refusal="others_pay", by=cast.actors[asked.decider])
    if now is FundRequestState.ASKED and asked.final_state in (
        FundRequestState.BOUGHT,
        FundRequestState.RECEIPTED,
        FundRequestState.RECONCILED,
    ):
        clock.moment += HOUR / 2
        approve_fund_request(request_id=request, by=cast.actors[asked.decider])
    if asked.paid:
        clock.moment += HOUR
        _record_purchase_and_receipt(cast, clock, request, asked, by)
    if now is FundRequestState.APPROVED and asked.receipt:
        review_money_spent_before_approval(request_id=request, said="in_order", by=cast.actors[LEAD])


def _record_purchase_and_receipt(
    cast: DemoLookups, clock: SettableClock, request: UUID, asked: PlannedFundRequest, by: Actor
) -> None:
    voucher = "4410 2219 7735" if asked.how == "voucher" else ""
    record_fund_purchase(request_id=request, pence=asked.paid, how=asked.how, voucher=voucher, by=by)
    if asked.receipt:
        record_fund_receipt(
            request_id=request, pence=asked.receipt, on=clock.moment.date(), reference="", by=by
        )
    if asked.final_state is FundRequestState.RECONCILED:
        clock.moment += HOUR
        reconcile_fund_request(request_id=request, by=cast.actors[LEAD])


def _add_purchases_not_paid_by_fund(cast: DemoLookups, today: date, clock: SettableClock) -> None:
    """What the fund did not pay for, and who did."""
    clock.moment = make_london_time(get_date_days_before_today(today, 3), time(11, 15))
    told = (
        ("LN-0405-Q", "health", 22_50, "not_bought", "worker", "Reading glasses"),
        ("LN-0398-D", "food", None, "too_late", "nobody", "Nobody could be reached after ten"),
    )
    for reference, item, pence, why_not, payer, note in told:
        if case_id := _find_case_id(reference):
            row = PaidInstead(item=item, pence=pence, why_not=why_not, payer=payer, note=note)
            row.on = get_date_days_before_today(today, 3)
            record_payment_by_other_than_fund(row, case_id=case_id, by=cast.actors[RUTH])


def _find_case_id(reference: str) -> UUID | None:
    return (
        Case.objects.filter(reference=reference, closed_at__isnull=True).values_list("pk", flat=True).first()
    )
