"""Every address of practices, tried by everybody."""

import pytest

from handrail.areas.practices.models import Practice
from handrail.areas.practices.urls import urlpatterns
from support.cast import PARTS
from support.permission_checks import EVERYBODY, Doors
from support.practice_library import Shelf, told
from support.worlds import shared_world

ANYBODY = set(PARTS)
OUR_BODY = {"commissioner", "board", "signatory", "collator"}
SECRET = "the old convent on the hill"
WHO = {
    "practices": ANYBODY,
    "practices_file": ANYBODY,
    "practices_planned": ANYBODY,
    "practices_like": ANYBODY,
    "practice": OUR_BODY,
    "practice_became": {"commissioner", "collator"},
    "practices_to_sort": {"collator"},
    "practice_sort": {"collator"},
    "practice_out": {"collator"},
}


@shared_world
def plan(cast) -> Practice:
    """A plan of ours that would point to a safe venue."""
    shelf = Shelf(cast.collator.actor)
    (row,) = shelf.put("commissioner-lincolnshire", told("Rooms", SECRET, state="planned", safe_venue=True))
    return row


@pytest.fixture
def doors(plan) -> Doors:
    one = ("practice", "practice_became", "practice_sort", "practice_out")
    return Doors(urlpatterns, WHO, {name: [plan.key] for name in one}, (SECRET,))


def test_every_address_is_in_the_table(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_does_not(cast, doors, part):
    assert doors.faults(cast, part) == []
