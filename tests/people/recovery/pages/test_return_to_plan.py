"""What is done about an offer from the plan leads back to the plan; from the case, to the case."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.recovery.actions import goals
from people.recovery.recovery_fixtures import World, a_world, say

TODAY = timezone.localdate


@pytest.fixture
def world(cast, told) -> World:
    return a_world(cast, told)


def sent(name: str, world: World) -> dict[str, object]:
    day = {f"on-{part}": getattr(TODAY(), part) for part in ("day", "month", "year")}
    return {
        "answer_offer": {"answer": "accepted", "reason": "", "seen": 1, **day},
        "offer_result": {"result": "Wages claimed", "cost": "", "seen": 1},
        "make_offer": {"service": world.service, **day},
        "add_need": {"kind": "health", "words": ""},
    }[name]


@pytest.mark.parametrize("name", ["answer_offer", "make_offer", "add_need"])
@pytest.mark.parametrize(("place", "part"), [("support_plan", "#offers"), ("case_plan", "#needs")])
def test_the_way_back_is_the_way_one_came(cast, world, signed_in, name, place, part):
    worker, came = signed_in(cast.worker), reverse(place, args=[world.told.reference])
    end = {"answer_offer": "/answer/", "make_offer": "/offer/", "add_need": "/needs/add/"}[name]
    address = next(
        one
        for one in re.findall(r'href="([^"]+)"', worker.get(came).content.decode())
        if end in one and "/plan/" not in one
    )
    assert f'href="{came}{part}"' in worker.get(address).content.decode()
    assert worker.post(address, sent(name, world))["Location"] == came + part


def test_so_it_is_with_what_came_of_it(cast, world, signed_in):
    worker, plan = signed_in(cast.worker), reverse("support_plan", args=[world.told.reference])
    args = [world.told.reference, world.offer]
    worker.post(reverse("answer_offer", args=args) + "?from=plan", sent("answer_offer", world))
    address = f"{reverse('offer_result', args=args)}?from=plan"
    assert address in worker.get(plan).content.decode()
    assert worker.post(address, sent("offer_result", world) | {"seen": 2})["Location"] == f"{plan}#offers"


@pytest.mark.parametrize("wrong", ["//elsewhere.example", "case", "", "plan2"])
def test_any_other_way_leads_to_the_case(cast, world, signed_in, wrong):
    address = reverse("add_need", args=[world.told.reference]) + f"?from={wrong}"
    assert (
        reverse("case_plan", args=[world.told.reference]) + "#needs"
        in signed_in(cast.worker).get(address).content.decode()
    )


def test_a_later_word_of_a_goal_begins_with_today_and_not_with_the_day_of_the_word_before(
    cast, told, signed_in
):
    before = TODAY() - timezone.timedelta(days=40)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    goal = goals.record_goal(say(on=before), **here)
    page = signed_in(cast.worker).get(reverse("change_goal", args=[told.reference, goal.pk])).content.decode()
    typed = dict(re.findall(r'name="on-(day|month|year)"[^>]*value="(\d+)"', page))
    assert typed == {part: str(getattr(TODAY(), part)) for part in ("day", "month", "year")}
