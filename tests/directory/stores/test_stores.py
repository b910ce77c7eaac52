"""Keeping a store: what comes and goes, what is in a bag since when and why, and when to order."""

import pytest
from django.db.models import Sum

from handrail.directory.stores.actions import (
    add_kind,
    change_contents,
    correct_count,
    open_store,
    record_delivery,
    record_write_off,
    set_reorder_level,
)
from handrail.directory.stores.models import BagContents, Stock, StockMovement, Store
from handrail.directory.stores.queries import get_bag_kind, get_store, list_stock_movements, list_stores
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotAllowed
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
    record_delivery(number=10, **here)
    record_write_off(number=3, because="Damp", **here)
    correct_count(counted=11, seen_count=12, because="One more was lent to the clinic", **here)
    assert shelf.count() == 11
    assert StockMovement.objects.filter(stock=shelf.stock()).aggregate(sum=Sum("change"))["sum"] == 11
    said = [(line.moved, line.change) for line in list_stock_movements(shelf.store.pk, 10)]
    assert said == [("Count corrected", -1), ("Written off", -3), ("Delivered", 10), ("Delivered", 5)]


def test_more_is_ordered_at_the_level_that_was_set(cast, shelf, here):
    assert (
        get_store(cast.lead.actor, shelf.store.pk).low == get_store(cast.lead.actor, shelf.store.pk).stock[:1]
    )
    set_reorder_level(at=5, **here)
    low = [line.kind for line in get_store(cast.lead.actor, shelf.store.pk).low]
    assert low == ["Mother and baby", "Women, medium"]


@pytest.mark.parametrize(
    ("act", "more", "says"),
    [
        (record_delivery, {"number": 0}, "between 1 and"),
        (record_delivery, {"number": -4}, "between 1 and"),
        (record_delivery, {"number": 10_001}, "between 1 and"),
        (record_delivery, {"number": 9_999}, "cannot become"),
        (record_write_off, {"number": 6, "because": "Damp"}, "cannot become -1"),
        (record_write_off, {"number": 1, "because": " "}, "Say why"),
        (correct_count, {"counted": -1, "seen_count": 5, "because": "x"}, "between 0 and"),
        (correct_count, {"counted": 5, "seen_count": 5, "because": "x"}, "nothing to correct"),
        (correct_count, {"counted": 4, "seen_count": 6, "because": "x"}, "moved while you counted"),
        (set_reorder_level, {"at": -1}, "between 0 and"),
    ],
)
def test_what_cannot_be_counted_is_told(shelf, here, act, more, says):
    with pytest.raises(ActionNotAllowed, match=says):
        act(**here, **more)
    assert shelf.count() == 5


def test_contents_change_with_a_reason_and_the_old_list_stays(cast, shelf):
    by = cast.lead.actor
    said = {"kind_id": shelf.women.pk, "reason": "told", "because": "Coats were too thin"}
    change_contents(by=by, seen_number=1, things=["Winter coat", "Soap", " "], **said)
    lines = get_bag_kind(by, shelf.women.pk).contents
    assert [(line.number, line.things) for line in lines] == [
        (2, ("Winter coat", "Soap")),
        (1, ("Coat", "Soap")),
    ]
    assert (lines[0].added, lines[0].removed) == (("Winter coat",), ("Coat",))
    assert (lines[0].reason, lines[0].because) == ("What people said about it", "Coats were too thin")
    with pytest.raises(ActionNotAllowed, match="after you opened"):
        change_contents(by=by, seen_number=1, things=["Hat"], **said)
    with pytest.raises(ActionNotAllowed, match="holds now"):
        change_contents(by=by, seen_number=2, things=["Winter coat", "Soap"], **said)
    with pytest.raises(ActionNotAllowed, match="at least one thing"):
        change_contents(by=by, seen_number=2, things=[" "], **said)
    assert BagContents.objects.filter(kind=shelf.women).count() == 2


@pytest.mark.parametrize("part", ["worker", "officer", "partner", "commissioner", "housing", "collator"])
def test_who_may_not_keep_a_store(cast, shelf, part):
    by = getattr(cast, part).actor
    with pytest.raises(Denied):
        open_store(by=by, name="Mine", where="Here", area_code=LINCOLNSHIRE)
    with pytest.raises(Denied):
        record_delivery(by=by, store_id=shelf.store.pk, kind_id=shelf.women.pk, number=1)


def test_a_keeper_of_another_body_counts_nothing_here(cast, shelf):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    with pytest.raises(ActionNotAllowed, match="not one of your organisation’s"):
        record_delivery(by=cast.partner.actor, store_id=shelf.store.pk, kind_id=shelf.women.pk, number=1)


def test_a_bag_of_another_body_is_in_no_store_of_ours(cast, shelf):
    cast.partner.role = "duty_lead"
    cast.partner.save()
    theirs = add_kind(
        by=cast.partner.actor,
        name="Men",
        worn_by="men",
        size="large",
        season="winter",
        with_baby=False,
        things=["Hat"],
    )
    with pytest.raises(ActionNotAllowed, match="kind of bag is not one"):
        record_delivery(by=cast.lead.actor, store_id=shelf.store.pk, kind_id=theirs.pk, number=1)


def test_who_sees_a_store(cast, shelf):
    """Its own body; workers of the area's others where they may hand out from it; the area's commissioner's office."""
    seen = {name for name, user in cast if name in ("worker", "lead", "officer", "partner", "commissioner", "neighbour")
            and list_stores(user.actor)}  # fmt: skip
    assert seen == {"worker", "lead", "officer", "partner", "commissioner"}
    Store.objects.update(for_others=False)
    assert list_stores(cast.officer.actor) == ()
    assert len(list_stores(cast.commissioner.actor)) == 1


def test_kinds_and_stores_have_one_name_in_a_body(cast, shelf):
    by = cast.lead.actor
    with pytest.raises(ActionNotAllowed, match="of that name already"):
        open_store(by=by, name="Front desk", where="x", area_code=LINCOLNSHIRE)
    with pytest.raises(ActionNotAllowed, match="of that name already"):
        add_kind(
            by=by,
            name="Women, medium",
            worn_by="women",
            size="any",
            season="all",
            with_baby=False,
            things=["x"],
        )
    assert Stock.objects.count() == 1
