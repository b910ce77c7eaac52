"""Every address of bags, tried by everybody; and nobody who is refused learns a word."""

import pytest

from handrail.directory.stores.urls import urlpatterns as stores
from handrail.people.bags.urls import urlpatterns as bags
from people.provision_world import SECRETS, World, a_world
from support.permission_checks import CASEWORKERS, EVERYBODY, Doors
from support.worlds import shared_world

OF_THE_CASE = {"worker", "lead"}
KEEPER = {"lead"}
WHO = {
    "bags": CASEWORKERS | {"commissioner", "neighbour"},
    "bag_kind": CASEWORKERS | {"commissioner"},
    "bag_store": CASEWORKERS | {"commissioner"},
    **dict.fromkeys(("add_store", "add_bag_kind"), KEEPER | {"co_ordinator"}),  # each of their own organisation
    **dict.fromkeys(
        (
            "change_bag", "retire_bag", "close_bag_store", "deliver_bags", "write_off_bags", "count_bags",
            "reorder_bags",
        ),
        KEEPER,
    ),
    "give_bag": OF_THE_CASE,
    "take_bag_back": OF_THE_CASE,
    "say_of_bag": OF_THE_CASE,
}  # fmt: skip


@shared_world
def world(cast, told) -> World:
    return a_world(cast, told)


@pytest.fixture
def doors(world) -> Doors:
    store, kind = world.shelf.store.pk, world.shelf.women.pk
    case = world.told.reference
    arguments = {
        **{key: [kind] for key in ("bag_kind", "change_bag", "retire_bag")},
        **{key: [store] for key in ("bag_store", "close_bag_store")},
        **{key: [store, kind] for key in ("deliver_bags", "write_off_bags", "count_bags", "reorder_bags")},
        "give_bag": [case],
        **{key: [case, world.issue] for key in ("take_bag_back", "say_of_bag")},
    }
    return Doors([*stores, *bags], WHO, arguments, (*SECRETS, *world.told.secrets))


def test_every_address_is_in_the_table(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_does_not(cast, doors, part):
    assert doors.faults(cast, part) == []
