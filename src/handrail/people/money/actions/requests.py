"""Asking a fund, spending first where that is allowed, taking a request back, and recording who paid instead."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case as CaseExpression
from django.db.models import F, Model, Sum, When
from django.utils import timezone

from handrail.directory.funds.actions import raise_unless_budget_has_enough_left
from handrail.directory.funds.financial_years import get_financial_year, get_year_end, get_year_start
from handrail.directory.funds.fund_item_kinds import ROOM, get_fund_item_kind
from handrail.directory.funds.models import Budget, FundTerms, FundTermsItem
from handrail.directory.funds.queries import find_fund_terms_on, list_funds_open_to_requests
from handrail.people.cases.offers.actions.offers import NO_ADULT_PLACE, record_need
from handrail.people.money.actions.budget_movements import return_whole_sum_of_request, set_aside_request_sum
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.permissions import lock_fund_request, require_permission_on_case
from handrail.people.money.text_choices import LIVE_STATES, TRANSITIONS, FundRequestState, PayerInsteadOfFund
from handrail.people.records.models import Case, Need
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import money, working_days
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body


@transaction.atomic
def create_fund_request(request: FundRequest, *, case_id: UUID, by: Actor) -> FundRequest:
    """Ask a fund for one kind of thing. Up to the fund's sum for it, the worker may spend first and is reviewed after.

    Args:
        request: with its fund, item, reason and note; its sum in pence is None for the fund's usual one.
        case_id: the person that it is for.

    Returns:
        The request, saved: set aside already where its worker may spend first.

    Raises:
        ActionNotPossibleError: the fund does not buy it, pays less, or has less left: then it is recorded
            who paid instead.
        ValidationError: a value that is on no list, or a note that is too long.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.ASK_MONEY, Kind.OFFERS)
    today = timezone.localdate()
    _validate_fields_of_request(request, "item", "why", "note")
    raise_if_fund_buys_adult_place_for_child(case, request.item)
    budget, terms = _get_budget_and_terms_or_raise(case, request.fund_id, by, today)
    request.pence = _get_request_pence_or_raise(case, request, terms, today)
    spent_today = _sum_spent_before_approval_today(case, terms, today)
    spends_first = by.may(Permission.SPEND_FIRST) and request.pence + spent_today <= terms.spend_first_pence
    request.case, request.budget, request.terms = case, budget, terms
    request.need_id = _get_or_create_need_id(case, request.item, today, by)
    request.body_id, request.asked_by_id = by.body_id, by.user_id
    request.asked_at, request.asked_on = timezone.now(), today
    request.state = FundRequestState.APPROVED if spends_first else FundRequestState.ASKED
    request.spent_first = spends_first
    request.review_due = working_days.add_working_days(today, 1) if spends_first else None
    request.bind(case_access).save(force_insert=True)
    if spends_first:
        set_aside_request_sum(request, by)
    else:  # nothing is set aside before it is approved, but a sum that is not there is refused now
        raise_unless_budget_has_enough_left(budget, request.pence)
    why = f"{get_fund_item_kind(request.item).name}, {money.format_pence(request.pence)}"
    verb = "spent first from a fund" if spends_first else "requested money"
    write_audit_record(who=by.who, verb=verb, about=case.pk, why=why)
    return request


@transaction.atomic
def cancel_fund_request(*, request_id: UUID, by: Actor) -> None:
    """Take a request back before anything is bought. What was set aside goes back to the budget.

    Money that was spent first may be gone: it stays set aside until another user has reviewed it.
    """
    request = lock_fund_request(request_id)
    require_permission_on_case(request, by, Permission.ASK_MONEY)
    if request.spent_first:
        _take_back_request_spent_before_approval(request, by)
        return
    raise_unless_request_may_enter_state(request, FundRequestState.CANCELLED)
    if request.state == FundRequestState.APPROVED:
        return_whole_sum_of_request(request, by)
    request.state, request.ended_at, request.ended_by_id = (
        FundRequestState.CANCELLED,
        timezone.now(),
        by.user_id,
    )
    request.save()
    write_audit_record(who=by.who, verb="withdrew a request for money", about=request.case_id)


def _take_back_request_spent_before_approval(request: FundRequest, by: Actor) -> None:
    """An earlier review stays in the audit trail; the new one is due on the next working day."""
    raise_unless_request_may_enter_state(request, FundRequestState.TAKEN_BACK)
    request.state, request.review_due = (
        FundRequestState.TAKEN_BACK,
        working_days.add_working_days(timezone.localdate(), 1),
    )
    request.taken_back_at, request.taken_back_by_id = timezone.now(), by.user_id
    request.review, request.reviewed_at, request.reviewed_by_id = "", None, None
    request.save()
    write_audit_record(
        who=by.who, verb="withdrew money spent first", about=request.case_id, why="to be reviewed"
    )


@transaction.atomic
def record_payment_by_other_than_fund(row: PaidInstead, *, case_id: UUID, by: Actor) -> PaidInstead:
    """Record what the fund did not pay for, and who did. It is evidence of what is missing.

    Args:
        row: what was needed, why the fund did not pay, who paid, the sum in pence where it is known, and the day.
        case_id: the person who needed it.

    Raises:
        ValidationError: a value that is on no list, a sum of nothing, or a day to come.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.ASK_MONEY, Kind.OFFERS)
    _validate_fields_of_request(row, "item", "pence", "why_not", "payer", "note", "on")
    if row.payer == PayerInsteadOfFund.NOBODY:
        row.pence = None
    row.case, row.need_id = case, _get_or_create_need_id(case, row.item, row.on, by)
    row.body_id, row.recorded_by_id, row.recorded_at = by.body_id, by.user_id, timezone.now()
    row.bind(case_access).save(force_insert=True)
    payer = PayerInsteadOfFund(row.payer).label
    write_audit_record(who=by.who, verb="recorded who paid instead of a fund", about=case.pk, why=payer)
    return row


def raise_unless_request_may_enter_state(request: FundRequest, to: FundRequestState) -> None:
    """Raise ActionNotPossibleError where that state cannot follow the present one."""
    now = FundRequestState(request.state)
    if to not in TRANSITIONS[now]:
        raise ActionNotPossibleError(
            msg("This request is “{now}”, so you cannot do that now.", now=now.label.lower())
        )


def _validate_fields_of_request(row: Model, *names: str) -> None:
    row.clean_fields(exclude={field.name for field in row._meta.fields} - set(names))


def raise_if_fund_buys_adult_place_for_child(case: Case, item: str) -> None:
    """Raise ActionNotPossibleError: the fund buys hotel rooms, which are adult places. Checked at each step of
    a request."""
    if item == ROOM and case.age != "adult":
        raise ActionNotPossibleError(NO_ADULT_PLACE)


def _get_budget_and_terms_or_raise(
    case: Case, fund_id: int, by: Actor, today: datetime.date
) -> tuple[Budget, FundTerms]:
    """This year's budget for the person's area, else for that of the worker's body, with the terms of today.

    Raises ActionNotPossibleError where the body may not ask that fund today.
    """
    own = Body.objects.filter(pk=by.body_id).values_list("area_id", flat=True).first()
    areas = [area for area in (case.area_id, own) if area]
    if fund_id not in {fund.pk for fund in list_funds_open_to_requests(by.body_id, areas, today)}:
        raise ActionNotPossibleError(
            "Your organisation cannot ask that fund today. Choose another, or record who paid instead."
        )
    found = {
        row.area_id: row
        for row in Budget.objects.filter(fund=fund_id, area__in=areas, year=get_financial_year(today))
    }
    terms = find_fund_terms_on(fund_id, today)
    assert terms is not None, "requested under its terms"
    return next(found[area] for area in areas if area in found), terms


def _get_request_pence_or_raise(
    case: Case, request: FundRequest, terms: FundTerms, today: datetime.date
) -> int:
    bought = FundTermsItem.objects.filter(terms=terms, item=request.item).first()
    name = get_fund_item_kind(request.item).name.lower()
    if bought is None:
        raise ActionNotPossibleError(msg("The fund does not buy {name}. Record who paid instead.", name=name))
    pence: int | None = bought.usual_pence if request.pence is None else request.pence
    if not pence or pence < 0:
        raise ActionNotPossibleError("Enter an amount more than £0.")
    limits = [limit for limit in (bought.most_pence, terms.request_pence) if limit]
    if limits and pence > min(limits):
        most = money.format_pence(min(limits))
        raise ActionNotPossibleError(
            msg(
                "The fund pays up to {most} at a time for {name}. Request less, or record who paid instead.",
                most=most,
                name=name,
            )
        )
    _raise_if_over_person_limit(case, pence, terms, today)
    return pence


def _raise_if_over_person_limit(case: Case, pence: int, terms: FundTerms, today: datetime.date) -> None:
    if terms.person_pence is None:
        return
    year = get_financial_year(today)
    rows = FundRequest.objects.filter(
        case=case,
        fund=terms.fund_id,
        state__in=LIVE_STATES,
        asked_on__range=(get_year_start(year), get_year_end(year)),
    )
    is_reconciled = When(state=FundRequestState.RECONCILED, then=F("receipt_pence"))
    spent = CaseExpression(is_reconciled, default=F("pence"))
    before = rows.aggregate(sum=Sum(spent))["sum"] or 0
    if before + pence > terms.person_pence:
        left = money.format_pence(max(0, terms.person_pence - before))
        raise ActionNotPossibleError(
            msg(
                "The fund pays up to {person_pence} for one person in a year: {left} is left. "
                "Request less, or record who paid instead.",
                person_pence=money.format_pence(terms.person_pence),
                left=left,
            )
        )


def _sum_spent_before_approval_today(case: Case, terms: FundTerms, today: datetime.date) -> int:
    """What was spent first for this person today already: a sum split into parts still needs approval."""
    rows = FundRequest.objects.filter(
        case=case, fund=terms.fund_id, spent_first=True, asked_on=today, state__in=LIVE_STATES
    )
    return rows.aggregate(sum=Sum("pence"))["sum"] or 0


def _get_or_create_need_id(case: Case, item: str, on: datetime.date, by: Actor) -> UUID:
    """The newest need of that kind that is not met, or a new one."""
    kind = get_fund_item_kind(item).need
    found = Need.objects.filter(case=case, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found.pk if found else record_need(case_id=case.pk, kind=kind, words="", on=on, by=by).pk
