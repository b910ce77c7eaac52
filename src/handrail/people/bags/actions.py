"""Giving a bag at first contact, taking it back on the same day, and recording what the person said of it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.stores.acts import return_bag_to_stock, take_bag_from_stock
from handrail.directory.stores.models import BagContents, Stock
from handrail.directory.stores.queries import list_visible_open_stores
from handrail.people.bags.feedback_choices import BagRating
from handrail.people.bags.models import BagFeedback, BagIssue
from handrail.people.cases.offers.actions.offers import answer_offer, make_offer, record_need
from handrail.people.cases.offers.actions.undo_offer import undo_offer
from handrail.people.records.models import Case, Need
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

ESSENTIALS = "essentials"
NO_STOCK_MESSAGE = "Choose a bag from a store that you can hand out from."


@transaction.atomic
def issue_bag(*, case_id: UUID, stock_id: int, by: Actor) -> BagIssue:
    """Give one bag: it is counted out, and is an offer that the person accepted at once.

    Args:
        case_id: whose case.
        stock_id: the kind of bag in the store that it is taken from.
        by: who acts.

    Raises:
        Denied: by role, or because the case is not open to the actor.
        ActionNotPossibleError: no store that the actor may give from has it, or the last one was given.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.ISSUE_BAG, Kind.OFFERS)
    stock = _get_bag_stock_of_open_visible_store_or_raise(stock_id, by)
    contents = BagContents.objects.get(kind=stock.kind_id, is_newest=True)
    need_id, offer_id = _record_accepted_bag_offer(case, stock, by)
    issue = BagIssue.objects.create(
        case=case,
        need_id=need_id,
        offer_id=offer_id,
        body_id=by.body_id,
        stock=stock,
        contents=contents,
        movement=take_bag_from_stock(stock_id=stock.pk, by=by),
        given_on=timezone.localdate(),
        given_at=timezone.now(),
        given_by_id=by.user_id,
    )
    write_audit_record(
        who=by.who, verb="gave a bag", about=case.pk, why=f"{stock.kind.name}, {stock.store.name}"
    )
    return issue


@transaction.atomic
def undo_bag_issue(*, case_id: UUID, issue_id: UUID, by: Actor) -> None:
    """Undo a bag that was recorded by mistake on the same day: it is counted in again, and its offer is undone.

    Args:
        case_id: the case that the page is about.
        issue_id: the bag that was given.
        by: who acts.

    Raises:
        NotVisible: the bag is not one of the case.
        ActionNotPossibleError: it was given on another day, taken back already, or the person has spoken of it.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.ISSUE_BAG, Kind.OFFERS)
    issue = _lock_bag_issue(case, issue_id)
    if issue.given_on != timezone.localdate():
        raise ActionNotPossibleError(
            "This bag was given on another day. You can only undo it on the same day."
        )
    if issue.feedback.exists():
        raise ActionNotPossibleError("There is already feedback on this bag, so it cannot be undone.")
    offer_id = issue.offer_id
    assert offer_id is not None, "not yet returned"
    issue.offer_id, issue.back = None, return_bag_to_stock(stock_id=issue.stock_id, by=by)
    issue.back_at, issue.back_by_id = timezone.now(), by.user_id
    issue.save()
    undo_offer(case_id=case.pk, offer_id=offer_id, by=by)
    write_audit_record(
        who=by.who, verb="returned a bag to the store", about=case.pk, why=issue.stock.kind.name
    )


@transaction.atomic
def record_bag_feedback(feedback: BagFeedback, *, case_id: UUID, by: Actor) -> BagFeedback:
    """Record what the person said of a bag.

    Args:
        feedback: unsaved, of a bag of the case.
        case_id: the case.
        by: who acts.

    Raises:
        Denied: by role, or because the case is not open to the actor.
        NotVisible: the bag is not one of the case.
        ActionNotPossibleError: it was taken back.
        ValidationError: by field.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.ISSUE_BAG, Kind.OFFERS)
    _lock_bag_issue(case, feedback.issue_id)
    feedback.told_on, feedback.told_at, feedback.told_to_id = timezone.localdate(), timezone.now(), by.user_id
    feedback.bind(case_access).full_clean(exclude={"issue", "told_to"})
    feedback.save()
    write_audit_record(
        who=by.who, verb="recorded feedback on a bag", about=case.pk, why=BagRating(feedback.said).label
    )
    return feedback


def _get_bag_stock_of_open_visible_store_or_raise(stock_id: int, by: Actor) -> Stock:
    stock = Stock.objects.select_related("store", "kind").filter(pk=stock_id).first()
    if stock is None or stock.store_id not in {store.id for store in list_visible_open_stores(by)}:
        raise ActionNotPossibleError(NO_STOCK_MESSAGE)
    return stock


def _record_accepted_bag_offer(case: Case, stock: Stock, by: Actor) -> tuple[UUID, UUID]:
    """The need for essentials, made if it is not there, and the offer against it, accepted."""
    today = timezone.localdate()
    need = Need.objects.filter(case=case, kind=ESSENTIALS, met_on__isnull=True).order_by("-id").first()
    if need is None:
        need = record_need(case_id=case.pk, kind=ESSENTIALS, words="", on=today, by=by)
    offer = make_offer(case_id=case.pk, need_id=need.pk, service_id=stock.store.service_id, on=today, by=by)
    answer_offer(
        case_id=case.pk,
        offer_id=offer.pk,
        answer=OfferAnswer.ACCEPTED,
        on=today,
        reason="",
        seen_version=offer.version,
        by=by,
    )
    return need.pk, offer.pk


def _lock_bag_issue(case: Case, issue_id: UUID) -> BagIssue:
    rows = BagIssue.objects.select_for_update(of=("self",)).select_related("stock__kind", "stock__store")
    issue = rows.filter(case=case, pk=issue_id).first()
    if issue is None:
        raise NotVisible
    if issue.back_at:
        raise ActionNotPossibleError("This bag has already been returned to the store.")
    return issue
