"""Every page of bags, at both widths; and a bag in two taps from a case."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.directory.stores import acts as store_acts
from handrail.directory.stores import pages as store_pages
from handrail.directory.stores.models import Stock
from handrail.people.bags.urls import urlpatterns as bags
from handrail.platform.records.act_pages import make_addresses
from people.provision_world import a_world
from support.stores import a_shelf


def pages(world):
    case, store, kind = world.told.reference, world.shelf.store.pk, world.shelf.women.pk
    keeper = [
        ("bags", []), ("add_store", []), ("add_bag_kind", []), ("bag_kind", [kind]), ("change_bag", [kind]),
        ("retire_bag", [kind]), ("bag_store", [store]), ("close_bag_store", [store]),
        *((name, [store, kind]) for name in ("deliver_bags", "write_off_bags", "count_bags", "reorder_bags")),
    ]  # fmt: skip
    worker = [
        ("bags", []), ("bag_store", [store]), ("bag_kind", [kind]), ("give_bag", [case]),
        ("take_bag_back", [case, world.issue]), ("say_of_bag", [case, world.issue]),
    ]  # fmt: skip
    return {"lead": keeper, "worker": worker, "commissioner": [("bags", [])], "neighbour": [("bags", [])]}


def test_every_page_of_bags_can_be_used(cast, told, desk):
    world = a_world(cast, told)
    seen, wrong = set(), []
    for who, addresses in pages(world).items():
        walker = Walker(desk(getattr(cast, who)))
        for name, arguments in addresses:
            seen.add(name)
            wrong += fault(walker, reverse(name, args=arguments))
    assert wrong == []
    assert seen == {pattern.name for pattern in [*make_addresses(store_acts, store_pages), *bags]}


@pytest.mark.parametrize("width", ["phone", "no_script"])
def test_a_bag_is_given_in_two_taps_from_the_case(width, cast, told, request):
    shelf = a_shelf(cast)
    worker = Walker(request.getfixturevalue(width)(cast.worker), checks=width == "phone")
    worker.go(f"/cases/{told.reference}/")
    worker.follow("Give a go-bag")
    worker.press("Give Women, medium")
    worker.says("Bag given: Women, medium, from Front desk", "Accepted")
    assert Stock.objects.get(store=shelf.store, kind=shelf.women).count == 4
    worker.follow("Give a go-bag")
    worker.follow("Undo", exact=False)
    worker.press("Undo")
    worker.says("Returned: Women, medium", "5 left")


def test_a_store_with_nothing_left_says_so_and_names_another(cast, told, desk):
    a_shelf(cast, number=1)
    worker = Walker(desk(cast.worker))
    worker.go(f"/cases/{told.reference}/bags/")
    worker.press("Give Women, medium")
    worker.go(f"/cases/{told.reference}/bags/")
    worker.says("None left in this store")


def test_empty_places_say_what_to_do(cast, told, desk):
    keeper, worker = Walker(desk(cast.lead)), Walker(desk(cast.worker))
    keeper.go("/bags/")
    keeper.says("No stores yet: add a store", "No kinds of bag yet.")
    worker.go(f"/cases/{told.reference}/bags/")
    worker.says("You cannot give bags from any store")
