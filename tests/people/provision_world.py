"""One case with money in every state and bags that were given, for the tests of pages; words planted in every place."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.people.bags.actions import issue_bag, record_bag_feedback
from handrail.people.bags.models import BagFeedback
from handrail.people.money.actions.approvals_and_reviews import approve_fund_request, refuse_fund_request
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
from handrail.people.money.models import PaidInstead
from support.cast import Cast, Told
from support.funds import Purse, a_purse
from support.stores import Shelf, a_shelf

NOTE = "for the baby of her aunt Zamfira"
VOUCHER = "VCHR-5512-7788"
RECEIPT = "RCPT-Zamfira-31"
INSTEAD = "Father Ilie paid from the plate"
SAID = "my cousin Dragos has the same coat"
SECRETS = (NOTE, VOUCHER, RECEIPT, INSTEAD, SAID)


@dataclass(frozen=True, slots=True)
class World:
    """What the addresses of money and bags need."""

    told: Told
    purse: Purse
    shelf: Shelf
    asked: UUID
    large: UUID
    spent_first: UUID
    approved: UUID
    bought: UUID
    receipted: UUID
    reconciled: UUID
    refused: UUID
    cancelled: UUID
    issue: UUID


def a_world(cast: Cast, told: Told) -> World:
    """Each request at another point of its road; a bag that was spoken of, and one of today."""
    purse, shelf = a_purse(cast, 600_00, person_pence=None), a_shelf(cast)
    by, lead = cast.worker.actor, cast.lead.actor

    def wish(item: str, pence: int, note: str = "") -> UUID:
        return create_fund_request(purse.wish(item, pence, note=note), case_id=told.case_id, by=by).pk

    made = {name: wish("clothing", 30_00, NOTE) for name in ("approved", "bought", "receipted", "reconciled")}
    for request in made.values():
        approve_fund_request(request_id=request, by=lead)
    for name in ("bought", "receipted", "reconciled"):
        record_fund_purchase(request_id=made[name], pence=28_00, how="voucher", voucher=VOUCHER, by=by)
    for name in ("receipted", "reconciled"):
        record_fund_receipt(
            request_id=made[name], pence=27_00, on=timezone.localdate(), reference=RECEIPT, by=by
        )
    reconcile_fund_request(request_id=made["reconciled"], by=lead)
    refused, cancelled = wish("clothing", 30_00, NOTE), wish("clothing", 30_00, NOTE)
    refuse_fund_request(request_id=refused, refusal="others_pay", by=lead)
    cancel_fund_request(request_id=cancelled, by=by)
    here = {"case_id": told.case_id, "by": by}
    today = timezone.localdate()
    instead = PaidInstead(
        item="phone", pence=15_00, why_not="not_bought", payer="charity", note=INSTEAD, on=today
    )
    record_payment_by_other_than_fund(instead, **here)
    spoken = issue_bag(stock_id=shelf.stock().pk, **here)
    feedback = BagFeedback(issue=spoken, said="bad", about="fit")
    feedback.words = SAID
    record_bag_feedback(feedback, **here)
    return World(
        told=told,
        purse=purse,
        shelf=shelf,
        asked=wish("clothing", 40_00, NOTE),
        large=wish("clothing", 75_00, NOTE),
        spent_first=wish("food", 20_00, NOTE),
        refused=refused,
        cancelled=cancelled,
        issue=issue_bag(stock_id=shelf.stock().pk, **here).pk,
        **made,
    )
