"""Buying what was approved, handing in the receipt, and comparing the two."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.funds.fund_item_kinds import get_fund_item_kind
from handrail.people.cases.offers.actions.offers import answer_offer, make_offer, record_offer_result
from handrail.people.money.actions.budget_movements import return_unspent_sum_to_budget
from handrail.people.money.actions.requests import (
    raise_if_fund_buys_adult_place_for_child,
    raise_unless_request_may_enter_state,
)
from handrail.people.money.models import FundRequest
from handrail.people.money.permissions import (
    is_too_late_to_buy,
    lock_fund_request,
    raise_if_in_future,
    require_permission_on_case,
    require_permission_on_fund,
    run_as_system_for_fund_office,
)
from handrail.people.money.text_choices import FundRequestState, PaymentMethod
from handrail.people.records.models import Offer
from handrail.people.records.permissions import raise_if_case_restricted
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import money
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MAX_NUMBER_LENGTH = 60


@transaction.atomic
def record_fund_purchase(*, request_id: UUID, pence: int, how: str, voucher: str, by: Actor) -> None:
    """Record that it was bought, or a voucher handed over: it becomes an offer that the person accepted, with its cost.

    Args:
        pence: what was paid, at most what was approved.
        how: a PaymentMethod.
        voucher: the number of a voucher, sealed; only kept for that method.

    Raises:
        ActionNotPossibleError: not approved, too much, no voucher number, or the closed fund's last year is over.
    """
    request = lock_fund_request(request_id)
    case_access = require_permission_on_case(request, by, Permission.ASK_MONEY)
    raise_if_case_restricted(request.case)
    raise_unless_request_may_enter_state(request, FundRequestState.BOUGHT)
    if is_too_late_to_buy(request, timezone.localdate()):
        raise ActionNotPossibleError(
            "The fund has closed and its last financial year is over. Withdraw the request, and "
            "record who paid instead."
        )
    raise_if_fund_buys_adult_place_for_child(request.case, request.item)
    _validate_fund_purchase(request, pence, how, voucher)
    request.offer_id = _record_paid_offer(request, pence, by)
    request.state, request.bought_pence, request.how = FundRequestState.BOUGHT, pence, how
    request.bought_at, request.bought_by_id = timezone.now(), by.user_id
    request.voucher = voucher if how == PaymentMethod.VOUCHER else ""
    request.bind(case_access).save()
    why = msg("{name}, {pence}", name=get_fund_item_kind(request.item).name, pence=money.format_pence(pence))
    write_audit_record(who=by.who, verb="bought from a fund", about=request.case_id, why=why)


@transaction.atomic
def record_fund_receipt(
    *, request_id: UUID, pence: int, on: datetime.date, reference: str, by: Actor
) -> None:
    """Record the receipt; the sum becomes the cost of the offer too.

    Args:
        pence: the sum on the receipt, at most what was paid.
        on: its date.
        reference: its number, sealed; may be empty.

    Raises:
        ActionNotPossibleError: not bought yet, more than was paid, or a date before the request or to come.
    """
    request = lock_fund_request(request_id)
    case_access = require_permission_on_case(request, by, Permission.ASK_MONEY)
    raise_unless_request_may_enter_state(request, FundRequestState.RECEIPTED)
    _validate_fund_receipt(request, pence, on, reference)
    request.state, request.receipt_pence, request.receipt_on = FundRequestState.RECEIPTED, pence, on
    request.receipted_at, request.receipted_by_id = timezone.now(), by.user_id
    request.receipt = reference
    request.bind(case_access).save()
    _record_offer_cost_on_open_case(request, pence, by)
    write_audit_record(
        who=by.who, verb="handed in a receipt", about=request.case_id, why=money.format_pence(pence)
    )


@run_as_system_for_fund_office
@transaction.atomic
def reconcile_fund_request(*, request_id: UUID, by: Actor) -> None:
    """Compare the receipt with what was approved, and return the difference. Raises Denied to whoever bought."""
    request = lock_fund_request(request_id)
    require_permission_on_fund(request, by, Permission.RECONCILE_MONEY)
    if by.user_id in (request.bought_by_id, request.receipted_by_id):
        raise Denied("You bought this or handed in the receipt, so someone else must check it.")
    raise_unless_request_may_enter_state(request, FundRequestState.RECONCILED)
    assert request.receipt_pence is not None, "a receipt was given"
    return_unspent_sum_to_budget(request, request.pence - request.receipt_pence, by)
    request.state = FundRequestState.RECONCILED
    request.reconciled_at, request.reconciled_by_id = timezone.now(), by.user_id
    request.ended_at, request.ended_by_id = timezone.now(), by.user_id
    request.save()
    back = money.format_pence(request.pence - request.receipt_pence)
    write_audit_record(
        who=by.who,
        verb="checked the receipts for a request for money",
        about=request.case_id,
        why=f"{back} returned",
    )


def _validate_fund_purchase(request: FundRequest, pence: int, how: str, voucher: str) -> None:
    if how not in PaymentMethod:
        raise ActionNotPossibleError("Choose how it was paid for.")
    if not 0 < pence <= request.pence:
        raise ActionNotPossibleError(
            msg(
                "Up to {pence} was approved. Request the rest before you pay more.",
                pence=money.format_pence(request.pence),
            )
        )
    if how == PaymentMethod.VOUCHER and not voucher.strip():
        raise ActionNotPossibleError("Enter the voucher’s number.")
    if len(voucher) > MAX_NUMBER_LENGTH:
        raise ActionNotPossibleError(
            msg(
                "Enter the voucher’s number in {longest_number} characters or fewer.",
                longest_number=MAX_NUMBER_LENGTH,
            )
        )


def _validate_fund_receipt(request: FundRequest, pence: int, on: datetime.date, reference: str) -> None:
    raise_if_in_future(on, timezone.localdate())
    assert request.bought_pence is not None, "it was bought"
    if not 0 <= pence <= request.bought_pence:
        raise ActionNotPossibleError(
            msg(
                "{bought_pence} was paid. A receipt for more needs a request of its own.",
                bought_pence=money.format_pence(request.bought_pence),
            )
        )
    if on < request.asked_on:
        raise ActionNotPossibleError("The receipt cannot be older than the request.")
    if len(reference) > MAX_NUMBER_LENGTH:
        raise ActionNotPossibleError(
            msg(
                "Enter the receipt’s number in {longest_number} characters or fewer.",
                longest_number=MAX_NUMBER_LENGTH,
            )
        )


def _record_paid_offer(request: FundRequest, pence: int, by: Actor) -> UUID:
    """Make, accept and pay for an offer in one step, as the person has it already. Returns its number."""
    today = timezone.localdate()
    case_id = request.case_id
    offer = make_offer(
        case_id=case_id, need_id=request.need_id, service_id=request.fund.service_id, on=today, by=by
    )
    seen = {"case_id": case_id, "offer_id": offer.pk, "by": by}
    answer_offer(answer=OfferAnswer.ACCEPTED, on=today, reason="", seen_version=offer.version, **seen)
    bought = msg("{name}, from the fund.", name=get_fund_item_kind(request.item).name)
    record_offer_result(result=bought, cost_pence=pence, seen_version=offer.version + 1, **seen)
    return offer.pk


def _record_offer_cost_on_open_case(request: FundRequest, pence: int, by: Actor) -> None:
    """Only on an open case: nothing is added to a closed one."""
    if request.case.closed_at is not None or request.offer_id is None:
        return
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=request.offer_id)
    record_offer_result(
        case_id=request.case_id,
        offer_id=offer.pk,
        result=offer.result.decrypt_for(UnrecordedKeyAccess(request.case_id)),
        cost_pence=pence,
        seen_version=offer.version,
        by=by,
    )
