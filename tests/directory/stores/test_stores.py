"""Keeping a store: what comes and goes, what is in a bag since when and why, and when to order."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from handrail.directory.stores.actions import (
    add_bag_kind,
    add_bag_store,
    change_bag_contents,
    correct_bag_count,
    record_bag_delivery,
    record_bag_write_off,
    set_bag_reorder_level,
)
from handrail.directory.stores.models import BagContents, BagKind, Stock, StockMovement, Store
from handrail.directory.stores.queries import (
    get_visible_bag_kind,
    get_visible_store,
    list_stock_movements,
    list_visible_stores,
)
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import LINCOLNSHIRE
from support.stores import a_shelf
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def shelf(cast):
    return a_shelf(cast)


@shared_world
def here(cast, shelf):
    return {"by": cast.lead.actor, "store_id": shelf.store.pk, "kind_id": shelf.women.pk}


def test_the_count_is_the_sum_of_what_came_and_went(shelf, here):
    record_bag_delivery(number=10, **here)
    record_bag_write_off(number=3, because="Damp", **here)
    correct_bag_count(counted=11, seen_count=12, because="One more was lent to the clinic", **here)
    assert shelf.count() == 11
    assert StockMovement.objects.filter(stock=shelf.stock()).aggregate(sum=Sum("change"))["sum"] == 11
    said = [(line.moved, line.change) for line in list_stock_movements(shelf.store.pk, 10)]
    assert said == [("Count corrected", -1), ("Written off", -3), ("Delivered", 10), ("Delivered", 5)]


def test_more_is_ordered_at_the_level_that_was_set(cast, shelf, here):
    store = get_visible_store(cast.lead.actor, shelf.store.pk)
    assert store.low == store.stock[:1]
    set_bag_reorder_level(at=5, **here)
    low = [line.kind for line in get_visible_store(cast.lead.actor, shelf.store.pk).low]
    assert low == ["Mother and baby", "Women, medium"]


@pytest.mark.parametrize(
    ("act", "more", "says"),
    [
        (record_bag_delivery, {"number": 0}, "between 1 and"),
        (record_bag_delivery, {"number": -4}, "between 1 and"),
        (record_bag_delivery, {"number": 10_001}, "between 1 and"),
        (record_bag_delivery, {"number": 9_999}, "so the count cannot be 1"),
        (record_bag_write_off, {"number": 6, "because": "Damp"}, "cannot be -1"),
        (record_bag_write_off, {"number": 1, "because": " "}, "Enter the reason"),
        (correct_bag_count, {"counted": -1, "seen_count": 5, "because": "x"}, "between 0 and"),
        (correct_bag_count, {"counted": 5, "seen_count": 5, "because": "x"}, "already the count"),
        (
            correct_bag_count,
            {"counted": 4, "seen_count": 6, "because": "x"},
            "Bags were added or given out while you counted:",
        ),
        (set_bag_reorder_level, {"at": -1}, "between 0 and"),
    ],
)
def test_what_cannot_be_counted_is_told(shelf, here, act, more, says):
    with pytest.raises(ActionNotPossibleError, match=says):
        act(**here, **more)
    assert shelf.count() == 5


def test_contents_change_with_a_reason_and_the_old_list_stays(cast, shelf):
    by = cast.lead.actor

    def change(things, seen_number):
        contents = BagContents(kind=shelf.women, reason="told", because="Coats were too thin", things=things)
        change_bag_contents(contents, seen_number=seen_number, by=by)

    change(["Winter coat", "Soap", " "], 1)
    lines = get_visible_bag_kind(by, shelf.women.pk).contents
    assert [(line.number, line.things) for line in lines] == [
        (2, ("Winter coat", "Soap")),
        (1, ("Coat", "Soap")),
    ]
    assert (lines[0].added, lines[0].removed) == (("Winter coat",), ("Coat",))
    assert (lines[0].reason, lines[0].because) == ("Feedback", "Coats were too thin")
    with pytest.raises(ActionNotPossibleError, match="after you opened"):
        change(["Hat"], 1)
    with pytest.raises(ActionNotPossibleError, match="already the contents"):
        change(["Winter coat", "Soap"], 2)
    with pytest.raises(ValidationError, match="at least one item in the bag"):
        change([" "], 2)
    with pytest.raises(ValidationError, match="up to 40 items"):
        change(["x" * 81], 2)
    assert BagContents.objects.filter(kind=shelf.women).count() == 2


@pytest.mark.parametrize("part", ["worker", "officer", "partner", "commissioner", "housing", "collator"])
def test_who_may_not_keep_a_store(cast, shelf, part):
    by = getattr(cast, part).actor
    with pytest.raises(Denied):
        add_bag_store(Store(name="Mine", where="Here", area_id=LINCOLNSHIRE), by=by)
    with pytest.raises(Denied):
        record_bag_delivery(by=by, store_id=shelf.store.pk, kind_id=shelf.women.pk, number=1)


def test_a_keeper_of_another_body_counts_nothing_here(cast, shelf):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    with pytest.raises(ActionNotPossibleError, match="not one of your organisation’s"):
        record_bag_delivery(by=cast.partner.actor, store_id=shelf.store.pk, kind_id=shelf.women.pk, number=1)


def test_a_bag_of_another_body_is_in_no_store_of_ours(cast, shelf):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    theirs = add_bag_kind(
        BagKind(name="Men", worn_by="men", size="large", season="winter"),
        things=["Hat"],
        by=cast.partner.actor,
    )
    with pytest.raises(ActionNotPossibleError, match="kind of bag is not one"):
        record_bag_delivery(by=cast.lead.actor, store_id=shelf.store.pk, kind_id=theirs.pk, number=1)


def test_who_sees_a_store(cast, shelf):
    """Its own body; workers of the area's others where they may hand out from it; the area's commissioner's office."""
    seen = {name for name, user in cast if name in ("worker", "lead", "officer", "partner", "commissioner", "neighbour")
            and list_visible_stores(user.actor)}  # fmt: skip
    assert seen == {"worker", "lead", "officer", "partner", "commissioner"}
    Store.objects.update(for_others=False)
    assert list_visible_stores(cast.officer.actor) == ()
    assert len(list_visible_stores(cast.commissioner.actor)) == 1


def test_kinds_and_stores_have_one_name_in_a_body(cast, shelf):
    by = cast.lead.actor
    with pytest.raises(ValidationError, match=r"Your organisation already has a store with that name."):
        add_bag_store(Store(name="Front desk", where="x", area_id=LINCOLNSHIRE), by=by)
    with pytest.raises(ValidationError, match=r"Your organisation already has a bag with that name."):
        add_bag_kind(
            BagKind(name="Women, medium", worn_by="women", size="any", season="all"), things=["x"], by=by
        )
    assert Stock.objects.count() == 1
