"""A bag in two hands: counted out, an offer accepted on the spot, taken back on the day, and spoken of."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from handrail.directory.stores.acts import AddStore, ChangeBag, CloseBagStore
from handrail.directory.stores.models import MAX_BAGS, BagContents, Stock, StockMovement, Store
from handrail.people.bags.actions import issue_bag, record_bag_feedback, undo_bag_issue
from handrail.people.bags.models import BagFeedback, BagIssue
from handrail.people.bags.queries import (
    get_feedback_summaries_by_kind_and_contents,
    list_bag_issues,
    list_stores_to_issue_from,
)
from handrail.people.cases.offers.actions.offers import record_offer_result
from handrail.people.records.models import Need, Offer
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cases import a_case
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def given(cast, case, shelf) -> BagIssue:
    return issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=cast.worker.actor)


def feedback_on(issue: BagIssue, said: str, about: str, words: str = "") -> BagFeedback:
    feedback = BagFeedback(issue=issue, said=said, about=about)
    feedback.words = words
    return feedback


def in_balance():
    for stock in Stock.objects.all():
        moved = StockMovement.objects.filter(stock=stock).aggregate(sum=Sum("change"))["sum"] or 0
        assert moved == stock.count


def test_a_bag_is_counted_out_and_is_an_accepted_offer_against_essentials(case, shelf, given):
    offer = Offer.objects.get(case=case)
    assert (offer.answer, offer.need.kind, offer.phase) == ("accepted", "essentials", "before")
    assert offer.service.kind == "go_bag"
    assert shelf.count() == 4
    in_balance()


def test_a_second_bag_is_against_the_same_need(cast, case, shelf, given):
    issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=cast.worker.actor)
    assert (Need.objects.count(), Offer.objects.count(), shelf.count()) == (1, 2, 3)


def test_stock_never_goes_below_nothing(cast, case, shelf):
    by, stock = cast.worker.actor, shelf.stock().pk
    for _ in range(5):
        issue_bag(case_id=case.pk, stock_id=stock, by=by)
    with pytest.raises(ActionNotPossibleError, match="Choose another bag"):
        issue_bag(case_id=case.pk, stock_id=stock, by=by)
    assert (shelf.count(), BagIssue.objects.count(), Offer.objects.count()) == (0, 5, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stock.objects.filter(pk=stock).update(count=-1)


def test_taken_back_on_the_day_it_is_counted_in_and_the_offer_never_was(cast, case, shelf, given):
    undo_bag_issue(case_id=case.pk, issue_id=given.pk, by=cast.worker.actor)
    assert (shelf.count(), Offer.objects.count()) == (5, 0)
    in_balance()
    verbs = set(Record.objects.filter(about=case.pk).values_list("verb", flat=True))
    assert {"gave a bag", "returned a bag to the store"} <= verbs
    with pytest.raises(ActionNotPossibleError, match="already"):
        undo_bag_issue(case_id=case.pk, issue_id=given.pk, by=cast.worker.actor)


def test_on_the_next_day_a_bag_stays_given(cast, case, shelf, given):
    tomorrow = timezone.localtime(given.given_at) + datetime.timedelta(days=1)
    with time_machine.travel(tomorrow), pytest.raises(ActionNotPossibleError, match="another day"):
        undo_bag_issue(case_id=case.pk, issue_id=given.pk, by=cast.worker.actor)
    assert shelf.count() == 4


def test_what_somebody_built_on_stays(cast, case, given):
    record_offer_result(
        case_id=case.pk, offer_id=given.offer_id, result="Wore it", cost_pence=None, seen_version=2,
        by=cast.worker.actor,
    )  # fmt: skip
    with pytest.raises(ActionNotPossibleError, match="outcome of this offer is recorded"):
        undo_bag_issue(case_id=case.pk, issue_id=given.pk, by=cast.worker.actor)


@pytest.mark.parametrize(
    "part", ["colleague", "officer", "partner", "outsider", "housing", "commissioner", "protector"]
)
def test_who_may_not_give_a_bag_to_somebody_elses_person(cast, case, shelf, part):
    with pytest.raises(Denied):
        issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=getattr(cast, part).actor)
    assert shelf.count() == 5


def test_an_officer_gives_from_a_store_that_is_for_others_and_from_no_other(cast, shelf):
    by = cast.officer.actor
    case = a_case(by)
    issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=by)
    shelf.store.for_others = False
    shelf.store.save()
    with pytest.raises(ActionNotPossibleError, match="can hand out from"):
        issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=by)


def test_nothing_is_given_from_a_closed_store(cast, case, shelf):
    CloseBagStore(shelf.store, by=cast.lead.actor).run()
    with pytest.raises(ActionNotPossibleError):
        issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=cast.worker.actor)


def test_the_store_last_given_from_comes_first(cast, case, shelf):
    cupboard = Store(name="A cupboard", where="Corridor")
    other = AddStore(cupboard, by=cast.lead.actor).run(area_code=LINCOLNSHIRE)
    assert [store.id for store in list_stores_to_issue_from(cast.worker.actor, case.pk)] == [
        shelf.store.pk,
        other.pk,
    ]
    car = Store(name="Car", where="Boot of the duty car")
    other_first = AddStore(car, by=cast.lead.actor).run(area_code="E23000036")
    order = [store.id for store in list_stores_to_issue_from(cast.worker.actor, case.pk)]
    assert order == [shelf.store.pk, other.pk, other_first.pk]
    issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=cast.worker.actor)
    assert list_stores_to_issue_from(cast.worker.actor, case.pk)[0].id == shelf.store.pk


def test_what_they_said_is_sealed_and_counted_by_the_contents_that_they_were_given(cast, case, shelf, given):
    here = {"case_id": case.pk, "by": cast.worker.actor}
    first = feedback_on(given, "bad", "fit", words="The coat was my little sister’s size")
    record_bag_feedback(first, **here)
    assert b"sister" not in BagFeedback.objects.get().words.sealed()
    longer = BagContents(
        kind=shelf.women, things=["Coat, long", "Soap"], reason="told", because="Coats were too short"
    )
    ChangeBag(longer, by=cast.lead.actor).run()
    second = issue_bag(stock_id=shelf.stock().pk, **here)
    record_bag_feedback(feedback_on(second, "good", "cared"), **here)
    said = get_feedback_summaries_by_kind_and_contents([shelf.women.pk])
    assert (said[shelf.women.pk, 1].bad, said[shelf.women.pk, 1].good) == (1, 0)
    assert (said[shelf.women.pk, 2].bad, said[shelf.women.pk, 2].good) == (0, 1)
    assert said[shelf.women.pk, 1].topics == (("Did not fit", 1),)
    lines = list_bag_issues(
        get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
    )
    assert [line.things for line in lines] == [("Coat, long", "Soap"), ("Coat", "Soap")]
    assert lines[1].said[0].words == "The coat was my little sister’s size"


def test_a_bag_that_was_spoken_of_is_not_taken_back(cast, case, given):
    here = {"case_id": case.pk, "by": cast.worker.actor}
    record_bag_feedback(feedback_on(given, "good", "cared"), **here)
    with pytest.raises(ActionNotPossibleError, match="already feedback"):
        undo_bag_issue(issue_id=given.pk, **here)


def test_another_persons_bag_is_not_found(cast, case, given):
    other = a_case(cast.worker.actor)
    with pytest.raises(NotVisible):
        undo_bag_issue(case_id=other.pk, issue_id=given.pk, by=cast.worker.actor)


def test_no_bag_comes_back_to_a_store_that_is_counted_as_full(cast, case, shelf, given):
    Stock.objects.filter(pk=shelf.stock().pk).update(count=MAX_BAGS)
    with pytest.raises(ActionNotPossibleError, match="count is full"):
        undo_bag_issue(case_id=case.pk, issue_id=given.pk, by=cast.worker.actor)
