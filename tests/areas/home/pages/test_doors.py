"""Every address of the home, tried by everybody."""

import pytest

from handrail.areas.home.urls import urlpatterns
from support.oversight_data import PLANTED, Overseen, oversee
from support.permission_checks import EVERYBODY, Doors
from support.worlds import shared_world

AREA = {"commissioner", "signatory", "board", "force_lead"}
WHO = {"area_home": AREA | {"neighbour", "collator"}, "recommendation": AREA}


@shared_world
def made(cast) -> Overseen:
    return oversee(cast)


@pytest.fixture
def doors(made) -> Doors:
    return Doors(urlpatterns, WHO, {"recommendation": [made.local]}, PLANTED)


def test_every_address_is_known(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_is_refused(cast, doors, part):
    assert doors.faults(cast, part) == []
