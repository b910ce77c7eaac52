"""Buying what was approved, handing in the receipt, and setting the two against each other."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Offer
from handrail.casework.case.sealing import box_to_write, boxes, read, seal
from handrail.casework.case.states import OfferAnswer
from handrail.casework.offers.actions.plan import answer_offer, make_offer, record_result
from handrail.directory.funds.kinds import item as item_of
from handrail.kernel import money
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.money.actions.asking import moves_to, no_room_for_a_child
from handrail.provision.money.actions.moving import give_back_some
from handrail.provision.money.models import Request
from handrail.provision.money.permissions import for_the_case, for_the_money, locked, not_ahead, past_buying
from handrail.provision.money.states import How, State

LONGEST_NUMBER = 60


@transaction.atomic
def buy(*, request_id: UUID, pence: int, how: str, voucher: str, by: Actor) -> None:
    """Say that it was bought, or a voucher handed over: it becomes an offer that the person accepted, with its cost."""
    request = locked(request_id)
    for_the_case(request, by, Permission.ASK_MONEY)
    moves_to(request, State.BOUGHT)
    if past_buying(request, timezone.localdate()):
        raise NotNow(
            "The fund has closed and its last financial year is over, so nothing more is bought from it. "
            "Take the request back, and record who paid instead."
        )
    no_room_for_a_child(request.case, request.item)
    _check_purchase(request, pence, how, voucher)
    request.offer_id = _offer(request, pence, by)
    request.state, request.bought_pence, request.how = State.BOUGHT, pence, how
    request.bought_at, request.bought_by_id = timezone.now(), by.user_id
    seal(box_to_write(request.case_id), request, voucher=voucher if how == How.VOUCHER else "")
    request.save()
    why = say("{name}, {pence}", name=item_of(request.item).name, pence=money.spoken(pence))
    record(who=by.who, verb="bought from a fund", about=request.case_id, why=why)


@transaction.atomic
def give_receipt(*, request_id: UUID, pence: int, on: datetime.date, reference: str, by: Actor) -> None:
    """Say what the receipt says. What it cost is kept on the offer too."""
    request = locked(request_id)
    for_the_case(request, by, Permission.ASK_MONEY)
    moves_to(request, State.RECEIPTED)
    _check_receipt(request, pence, on, reference)
    request.state, request.receipt_pence, request.receipt_on = State.RECEIPTED, pence, on
    request.receipted_at, request.receipted_by_id = timezone.now(), by.user_id
    seal(box_to_write(request.case_id), request, receipt=reference)
    request.save()
    _keep_cost(request, pence, by)
    record(who=by.who, verb="handed in a receipt", about=request.case_id, why=money.spoken(pence))


@transaction.atomic
def reconcile(*, request_id: UUID, by: Actor) -> None:
    """Set the receipt against what was approved, and give the difference back to the budget."""
    request = locked(request_id)
    for_the_money(request, by, Permission.RECONCILE_MONEY)
    if by.user_id in (request.bought_by_id, request.receipted_by_id):
        raise Denied("You bought this or handed in the receipt, so somebody else has to check it.")
    moves_to(request, State.RECONCILED)
    assert request.receipt_pence is not None, "a receipt was given"
    give_back_some(request, request.pence - request.receipt_pence, by)
    request.state = State.RECONCILED
    request.reconciled_at, request.reconciled_by_id = timezone.now(), by.user_id
    request.ended_at, request.ended_by_id = timezone.now(), by.user_id
    request.save()
    back = money.spoken(request.pence - request.receipt_pence)
    record(who=by.who, verb="reconciled a request for money", about=request.case_id, why=f"{back} given back")


def _check_purchase(request: Request, pence: int, how: str, voucher: str) -> None:
    if how not in How:
        raise NotNow("Choose how it was paid for.")
    if not 0 < pence <= request.pence:
        raise NotNow(
            say(
                "Up to {pence} was approved. For more, ask the fund for the rest before you pay.",
                pence=money.spoken(request.pence),
            )
        )
    if how == How.VOUCHER and not voucher.strip():
        raise NotNow("Enter the voucher’s number, so that it can be told from others.")
    if len(voucher) > LONGEST_NUMBER:
        raise NotNow(
            say(
                "Enter the voucher’s number in {longest_number} characters or fewer.",
                longest_number=LONGEST_NUMBER,
            )
        )


def _check_receipt(request: Request, pence: int, on: datetime.date, reference: str) -> None:
    not_ahead(on, timezone.localdate())
    assert request.bought_pence is not None, "it was bought"
    if not 0 <= pence <= request.bought_pence:
        raise NotNow(
            say(
                "{bought_pence} was paid. A receipt for more needs a request of its own.",
                bought_pence=money.spoken(request.bought_pence),
            )
        )
    if on < request.asked_on:
        raise NotNow("The receipt cannot be older than the request.")
    if len(reference) > LONGEST_NUMBER:
        raise NotNow(
            say(
                "Enter the receipt’s number in {longest_number} characters or fewer.",
                longest_number=LONGEST_NUMBER,
            )
        )


def _offer(request: Request, pence: int, by: Actor) -> UUID:
    """Made, accepted and paid for in one: the person has it in their hands."""
    today = timezone.localdate()
    case_id = request.case_id
    offer = make_offer(
        case_id=case_id, need_id=request.need_id, service_id=request.fund.service_id, on=today, by=by
    )
    seen = {"case_id": case_id, "offer_id": offer.pk, "by": by}
    answer_offer(answer=OfferAnswer.ACCEPTED, on=today, reason="", seen_version=offer.version, **seen)
    bought = say("{name}, from the fund.", name=item_of(request.item).name)
    record_result(result=bought, cost_pence=pence, seen_version=offer.version + 1, **seen)
    return offer.pk


def _keep_cost(request: Request, pence: int, by: Actor) -> None:
    """On an open case alone: nothing is added to a closed one."""
    if request.case.closed_at is not None or request.offer_id is None:
        return
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=request.offer_id)
    record_result(
        case_id=request.case_id,
        offer_id=offer.pk,
        result=read(boxes([request.case_id]).get(request.case_id), offer, "result"),
        cost_pence=pence,
        seen_version=offer.version,
        by=by,
    )
