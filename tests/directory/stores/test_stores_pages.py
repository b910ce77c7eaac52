"""Pages of stores: every POST leads on, and what cannot be saved is shown again with what was typed."""

import pytest
from django.urls import reverse

from handrail.directory.stores.models import BagKind, Store
from handrail.people.bags.actions import issue_bag, record_bag_feedback
from handrail.people.bags.models import BagFeedback
from support.cases import a_case
from support.cast import LINCOLNSHIRE
from support.stores import a_shelf
from support.worlds import shared_world

pytestmark = pytest.mark.django_db
KIND = {
    "name": "Men, large",
    "worn_by": "men",
    "size": "large",
    "season": "all",
    "things": "Coat\n\n Warm   hat ",
}


@shared_world
def shelf(cast):
    return a_shelf(cast)


@pytest.fixture
def keeper(cast, signed_in):
    return signed_in(cast.lead)


def read(client, address: str, **typed) -> str:
    reply = client.post(address, typed)
    assert reply.status_code == 302
    return client.get(reply["Location"]).content.decode()


def test_a_store_is_opened_in_the_area_that_was_chosen(keeper, shelf):
    typed = {"name": "Car", "where": "Boot of the duty car", "area_code": LINCOLNSHIRE}
    page = read(keeper, reverse("add_store"), **typed)
    assert "Car added. Record bags as they arrive." in page
    assert Store.objects.get(name="Car").area_id == LINCOLNSHIRE
    assert "Your organisation already has a store with that name." in read(
        keeper, reverse("add_store"), **typed
    )


def test_a_store_without_a_name_or_area_says_what_is_missing(keeper, shelf):
    page = read(keeper, reverse("add_store"), where="Corridor")
    assert "Enter a name for the store" in page
    assert "Choose an area" in page
    assert "Corridor" in page
    assert Store.objects.count() == 1


def test_a_kind_of_bag_has_one_thing_for_each_line(keeper, shelf):
    page = read(keeper, reverse("add_bag_kind"), **KIND)
    assert "Men, large: added. Now add bags at each store." in page
    assert BagKind.objects.get(name="Men, large").contents.get().things == ["Coat", "Warm hat"]
    assert "Your organisation already has a bag with that name." in read(
        keeper, reverse("add_bag_kind"), **KIND
    )


def test_too_many_things_are_refused_beside_the_list(keeper, shelf):
    page = read(keeper, reverse("add_bag_kind"), **KIND | {"things": "x" * 81})
    assert "Enter up to 40 items" in page
    assert BagKind.objects.count() == 2


def test_contents_that_somebody_changed_meanwhile_are_not_overwritten(keeper, shelf):
    address = reverse("change_bag", args=[shelf.women.pk])
    typed = {"seen": "1", "things": "Winter coat", "reason": "season", "because": "It is cold"}
    assert "new contents from today." in read(keeper, address, **typed)
    assert "after you opened the page" in read(keeper, address, **typed | {"things": "Hat"})
    assert shelf.women.contents.get(is_newest=True).things == ["Winter coat"]


def test_what_people_said_is_beside_the_contents_in_counts(cast, keeper, shelf):
    worker = cast.worker.actor
    case = a_case(worker)
    issue = issue_bag(case_id=case.pk, stock_id=shelf.stock().pk, by=worker)
    feedback = BagFeedback(issue=issue, said="bad", about="fit")
    feedback.words = "Too small for me"
    record_bag_feedback(feedback, case_id=case.pk, by=worker)
    page = keeper.get(reverse("change_bag", args=[shelf.women.pk])).content.decode()
    assert "0 good, 0 good and bad, 1 bad, of 1 bag given. Did not fit (1)." in page
    assert "Too small" not in page


@pytest.mark.parametrize(
    ("page", "typed", "said", "count"),
    [
        ("deliver_bags", {"number": "3"}, "Bags added: Women, medium.", 8),
        ("deliver_bags", {"number": "x"}, "Enter a whole number", 5),
        ("write_off_bags", {"number": "2", "because": "Damp"}, "Written off: Women, medium.", 3),
        ("write_off_bags", {"number": "2"}, "Enter the reason.", 5),
        (
            "count_bags",
            {"seen": "5", "counted": "4", "because": "Lent"},
            "Count corrected: Women, medium.",
            4,
        ),
        (
            "count_bags",
            {"seen": "6", "counted": "4", "because": "Lent"},
            "Bags were added or given out while you counted:",
            5,
        ),
        ("reorder_bags", {"level": "4"}, "Saved: Women, medium.", 5),
    ],
)
def test_bags_are_counted(keeper, shelf, page, typed, said, count):
    address = reverse(page, args=[shelf.store.pk, shelf.women.pk])
    assert said in read(keeper, address, **typed)
    assert shelf.count() == count


def test_a_closed_store_and_a_retired_kind_say_so(keeper, shelf):
    assert "Front desk closed. Its bags still count." in read(
        keeper, reverse("close_bag_store", args=[shelf.store.pk])
    )
    assert "is no longer used." in read(keeper, reverse("retire_bag", args=[shelf.women.pk]))


def test_a_keeper_of_another_body_sees_a_shared_store_without_buttons(cast, signed_in, shelf):
    reader = signed_in(cast.co_ordinator)
    store = reader.get(reverse("bag_store", args=[shelf.store.pk])).content.decode()
    assert "Women, medium" in store
    assert "Close the store" not in store
    assert "Add bags" not in store
    kind = reader.get(reverse("bag_kind", args=[shelf.women.pk])).content.decode()
    assert "Coat" in kind
    assert "Change contents" not in kind
    assert "Stop using" not in kind
