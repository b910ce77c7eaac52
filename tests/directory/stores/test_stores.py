"""Keeping a store: what comes and goes, what is in a bag since when and why, and when to order."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from handrail.directory.stores.acts import (
    AddBagKind,
    AddStore,
    ChangeBag,
    CountBags,
    DeliverBags,
    ReorderBags,
    WriteOffBags,
)
from handrail.directory.stores.models import BagContents, BagKind, Stock, StockMovement, Store
from handrail.directory.stores.queries import list_stock_to_reorder, list_visible_stores
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.audit.models import Record
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
    return {"store_id": shelf.store.pk, "kind_id": shelf.women.pk}


def test_the_count_is_the_sum_of_what_came_and_went(cast, shelf, here):
    by = cast.lead.actor
    DeliverBags.find(by, **here).run(number=10)
    WriteOffBags.find(by, **here).run(number=3, because="Damp")
    CountBags.find(by, **here).run(counted=11, because="One more was lent to the clinic")
    assert shelf.count() == 11
    moves = StockMovement.objects.filter(stock=shelf.stock())
    assert moves.aggregate(sum=Sum("change"))["sum"] == 11
    assert [(one.moved, one.change) for one in moves] == [
        ("corrected", -1),
        ("written_off", -3),
        ("delivered", 10),
        ("delivered", 5),
    ]


def test_more_is_ordered_at_the_level_that_was_set(cast, shelf, here):
    by = cast.lead.actor
    assert [line.kind.name for line in list_visible_stores(by)[0].low] == ["Mother and baby"]
    assert not list_stock_to_reorder(by)
    ReorderBags.find(by, **here).run(level=5)
    assert [line.kind.name for line in list_visible_stores(by)[0].low] == ["Mother and baby", "Women, medium"]
    assert [line.kind.name for line in list_stock_to_reorder(by)] == ["Women, medium"]


@pytest.mark.parametrize(
    ("act", "answers", "says"),
    [
        (DeliverBags, {"number": 0}, "Enter 1 or more"),
        (DeliverBags, {"number": -4}, "Enter 1 or more"),
        (DeliverBags, {"number": 10_001}, "must be 10,000 or fewer"),
        (DeliverBags, {"number": 9_999}, "so the count cannot be 1"),
        (WriteOffBags, {"number": 6, "because": "Damp"}, "cannot be -1"),
        (WriteOffBags, {"number": 1, "because": " "}, "Enter the reason"),
        (CountBags, {"counted": -1, "because": "x"}, "Enter 0 or more"),
        (CountBags, {"counted": 5, "because": "x"}, "already the count"),
        (ReorderBags, {"level": -1}, "Enter 0 or more"),
    ],
)
def test_what_cannot_be_counted_is_told(cast, shelf, here, act, answers, says):
    with pytest.raises((ActionNotPossibleError, ValidationError), match=says):
        act.find(cast.lead.actor, **here).run(**answers)
    assert shelf.count() == 5


def test_the_trail_says_how_many_came(cast, here):
    DeliverBags.find(cast.lead.actor, **here).run(number=10)
    record = Record.objects.filter(verb="added bags").latest("pk")
    assert record.why == "Front desk: 10 Women, medium"


def test_bags_that_moved_while_somebody_counted_are_counted_again(cast, shelf, here):
    counting = CountBags.find(cast.lead.actor, **here)
    DeliverBags.find(cast.lead.actor, **here).run(number=1)
    with pytest.raises(ActionNotPossibleError, match="there should now be 6"):
        counting.run(counted=4, because="x")
    assert shelf.count() == 6


def test_contents_change_with_a_reason_and_the_old_list_stays(cast, shelf):
    by = cast.lead.actor

    def change(things, seen):
        contents = BagContents(kind=shelf.women, reason="told", because="Coats were too thin", things=things)
        ChangeBag(contents, by=by, seen=seen).run()

    change(["Winter coat", "Soap", " "], 1)
    newer, older = shelf.women.contents.all()
    assert [(newer.number, newer.things), (older.number, older.things)] == [
        (2, ["Winter coat", "Soap"]),
        (1, ["Coat", "Soap"]),
    ]
    assert newer.compare(older) == (["Winter coat"], ["Coat"])
    assert (newer.get_reason_display(), newer.because) == ("Feedback", "Coats were too thin")
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
        AddStore(Store(name="Mine", where="Here"), by=by).run(area_code=LINCOLNSHIRE)
    with pytest.raises(Denied):
        DeliverBags(shelf.stock(), by=by).run(number=1)


def test_a_keeper_of_another_body_counts_nothing_here(cast, shelf, here):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    with pytest.raises(NotVisible):
        DeliverBags.find(cast.partner.actor, **here)
    with pytest.raises(NotVisible):
        DeliverBags(shelf.stock(), by=cast.partner.actor).run(number=1)


def test_a_bag_of_another_body_is_in_no_store_of_ours(cast, shelf):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    kind = BagKind(name="Men", worn_by="men", size="large", season="winter")
    theirs = AddBagKind(kind, by=cast.partner.actor).run(things=["Hat"])
    with pytest.raises(NotVisible):
        DeliverBags.find(cast.lead.actor, store_id=shelf.store.pk, kind_id=theirs.pk)
    with pytest.raises(NotVisible):
        DeliverBags(Stock(store=shelf.store, kind=theirs), by=cast.lead.actor).run(number=1)


def test_who_sees_a_store(cast, shelf):
    """Its own body; workers of the area's others where they may hand out from it; the area's commissioner's office."""
    seen = {name for name, user in cast if name in ("worker", "lead", "officer", "partner", "commissioner", "neighbour")
            and list_visible_stores(user.actor)}  # fmt: skip
    assert seen == {"worker", "lead", "officer", "partner", "commissioner"}
    Store.objects.update(for_others=False)
    assert list_visible_stores(cast.officer.actor) == []
    assert len(list_visible_stores(cast.commissioner.actor)) == 1


def test_kinds_and_stores_have_one_name_in_a_body(cast, shelf):
    by = cast.lead.actor
    with pytest.raises(ValidationError, match=r"Your organisation already has a store with that name."):
        AddStore(Store(name="Front desk", where="x"), by=by).run(area_code=LINCOLNSHIRE)
    with pytest.raises(ValidationError, match=r"Your organisation already has a bag with that name."):
        AddBagKind(BagKind(name="Women, medium", worn_by="women", size="any", season="all"), by=by).run(
            things=["x"]
        )
    assert Stock.objects.count() == 1
