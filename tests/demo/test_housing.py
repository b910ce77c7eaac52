"""The demo's places: some held, some full, a dispute, a check that was overruled, a child nobody has placed yet."""

import pytest
from django.utils import timezone

from handrail.demo import housing
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.housing.models import Agreement, Place
from handrail.people.housing.models import (
    CheckDraft,
    ChildPlacementSearch,
    Dispute,
    HousingRefusal,
    MissingEpisode,
    NothingFits,
    Stay,
    SuitabilityCheck,
)
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine

HEROES = {("lantern", number) for number in (400, 340, 211, 417)} | {("lincolnshire-police", 429)}


@pytest.mark.django_db
def test_places_are_written_once_and_show_every_state(demo_base):  # noqa: F811
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    with use_simulated_clock(now) as clock:
        child = next(case for case in plan.cases if case.person.age != "adult" and case.body == "lantern")
        for case in (child, *(case for case in plan.cases if (case.body, case.number) in HEROES)):
            write_case(case, cast, clock, now)
    housing.load_housing(cast, today)
    housing.load_housing(cast, today)
    assert Place.objects.count() == 25
    assert Agreement.objects.count() == 2
    assert set(Stay.objects.values_list("state", flat=True)) == {"held", "confirmed", "ended", "let_go"}
    assert SuitabilityCheck.objects.get().overruled_at is not None
    for model in (Dispute, HousingRefusal, NothingFits, MissingEpisode, CheckDraft, ChildPlacementSearch):
        assert model.objects.count() == 1, model.__name__
