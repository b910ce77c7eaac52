"""Every address of this part, tried by everybody."""

import pytest

from handrail.areas.recommendations.urls import urlpatterns
from support.oversight_data import PLANTED, Overseen, oversee
from support.permission_checks import EVERYBODY, Doors
from support.worlds import shared_world

LOCAL = {"commissioner", "signatory"}
AREA = LOCAL | {"board", "force_lead"}
READS = AREA | {"neighbour", "collator"}
ASKS = LOCAL | {"neighbour", "collator"}
WHO = {
    "recommendations": READS,
    "recommendations_csv": READS,
    "asked_of_us": READS,
    "asked_by_us": READS,
    "register_recommendation": ASKS,
    "addressees_csv": AREA,
    "change_recommendation": LOCAL,
    "ask_for_updates": LOCAL,
    "decide_recommendation": LOCAL,
    "publish_comment": LOCAL | {"force_lead"},
    "promise_recommendation": LOCAL | {"force_lead"},
    "updates": AREA,
    "answer_update": LOCAL | {"force_lead"},
    "decide_update": LOCAL,
}


@shared_world
def made(cast) -> Overseen:
    return oversee(cast)


@pytest.fixture
def doors(made) -> Doors:
    """Each address with what it needs: a recommendation and updates of Lincolnshire's own."""
    one = [made.local]
    updates = [made.local, made.asking]
    arguments = {
        name: updates if name in ("updates", "answer_update", "decide_update") else one
        for name in WHO
        if name not in ("recommendations", "recommendations_csv", "asked_of_us", "asked_by_us")
        and name != "register_recommendation"
    }
    return Doors(urlpatterns, WHO, arguments, PLANTED)


def test_every_address_is_known(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_is_refused(cast, doors, part):
    assert doors.faults(cast, part) == []
