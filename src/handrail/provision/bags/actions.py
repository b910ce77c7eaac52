"""Giving a bag at first contact, taking it back on the same day, and writing down what was said of it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.case.states import OfferAnswer
from handrail.casework.offers.actions.plan import answer_offer, make_offer, record_need
from handrail.casework.offers.actions.undo import unmake_offer
from handrail.directory.stores.actions import put_one_back, take_one
from handrail.directory.stores.models import Contents, Stock
from handrail.directory.stores.queries import open_stores
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.bags.models import Feedback, Issue
from handrail.provision.bags.states import About, Said

ESSENTIALS = "essentials"
LONGEST_WORDS = 500
NO_STOCK = "Choose a bag from a store that you may hand out from."


@transaction.atomic
def give_bag(*, case_id: UUID, stock_id: int, by: Actor) -> Issue:
    """Give one bag: counted out, and an offer accepted on the spot. Raises NotNow where the last one has gone."""
    case, _ = enter(case_id, by, Permission.ISSUE_BAG, Kind.SUPPORT)
    stock = _stock(stock_id, by)
    contents = Contents.objects.get(kind=stock.kind_id, is_newest=True)
    need_id, offer_id = _offer(case, stock, by)
    issue = Issue.objects.create(
        case=case,
        need_id=need_id,
        offer_id=offer_id,
        body_id=by.body_id,
        stock=stock,
        contents=contents,
        movement=take_one(stock_id=stock.pk, by=by),
        given_on=timezone.localdate(),
        given_at=timezone.now(),
        given_by_id=by.user_id,
    )
    record(who=by.who, verb="gave a bag", about=case.pk, why=f"{stock.kind.name}, {stock.store.name}")
    return issue


@transaction.atomic
def take_back(*, case_id: UUID, issue_id: UUID, by: Actor) -> None:
    """Undo a bag that was recorded by mistake, on the same day: it is counted in again, and the offer never was."""
    case, _ = enter(case_id, by, Permission.ISSUE_BAG, Kind.SUPPORT)
    issue = _issue(case, issue_id)
    if issue.given_on != timezone.localdate():
        raise NotNow("That bag was given on another day. It can be taken back only on the day itself.")
    if issue.feedback.exists():
        raise NotNow("The person has said something of this bag already, so it was given.")
    offer_id = issue.offer_id
    assert offer_id is not None, "not taken back yet"
    issue.offer_id, issue.back = None, put_one_back(stock_id=issue.stock_id, by=by)
    issue.back_at, issue.back_by_id = timezone.now(), by.user_id
    issue.save()
    unmake_offer(case_id=case.pk, offer_id=offer_id, by=by)
    record(who=by.who, verb="took a bag back", about=case.pk, why=issue.stock.kind.name)


@transaction.atomic
def say_of_bag(*, case_id: UUID, issue_id: UUID, said: str, about: str, words: str, by: Actor) -> Feedback:
    """Write down what the person said of the bag, in their words."""
    case, _ = enter(case_id, by, Permission.ISSUE_BAG, Kind.SUPPORT)
    issue = _issue(case, issue_id)
    if said not in Said or about not in About:
        raise NotNow("Choose what they said, and what it was about.")
    if len(words) > LONGEST_WORDS:
        raise NotNow(
            say("Write what they said in {longest_words} characters or fewer.", longest_words=LONGEST_WORDS)
        )
    feedback = Feedback(
        issue=issue,
        said=said,
        about=about,
        told_on=timezone.localdate(),
        told_at=timezone.now(),
        told_to_id=by.user_id,
    )
    seal(box_to_write(case.pk), feedback, words=words)
    feedback.save()
    record(who=by.who, verb="recorded what was said of a bag", about=case.pk, why=Said(said).label)
    return feedback


def _stock(stock_id: int, by: Actor) -> Stock:
    stock = Stock.objects.select_related("store", "kind").filter(pk=stock_id).first()
    if stock is None or stock.store_id not in {store.id for store in open_stores(by)}:
        raise NotNow(NO_STOCK)
    return stock


def _offer(case: Case, stock: Stock, by: Actor) -> tuple[UUID, UUID]:
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


def _issue(case: Case, issue_id: UUID) -> Issue:
    rows = Issue.objects.select_for_update(of=("self",)).select_related("stock__kind", "stock__store")
    issue = rows.filter(case=case, pk=issue_id).first()
    if issue is None:
        raise NotOpenToYou
    if issue.back_at:
        raise NotNow("That bag was taken back already.")
    return issue
