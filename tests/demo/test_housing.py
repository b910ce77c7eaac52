"""The demo's places: some held, some full, a dispute, a check that was overruled, a child nobody has placed yet."""

import pytest
from django.utils import timezone

from handrail.demo import housing
from handrail.demo.clock import set_clock
from handrail.demo.load import set_the_scene, write_one
from handrail.demo.plan import make
from handrail.directory.housing.models import Agreement, Place
from handrail.provision.places.models import (
    CheckDraft,
    ChildWatch,
    Dispute,
    MissingEpisode,
    NothingFits,
    Refusal,
    Stay,
    SuitabilityCheck,
)

HEROES = {("lantern", number) for number in (400, 340, 211, 417)} | {("lincolnshire-police", 429)}


@pytest.mark.django_db
def test_places_are_written_once_and_show_every_state():
    today, now = timezone.localdate(), timezone.now()
    plan = make(today)
    cast = set_the_scene(plan)
    with set_clock(now) as clock:
        child = next(case for case in plan.cases if case.person.age != "adult" and case.body == "lantern")
        for case in (child, *(case for case in plan.cases if (case.body, case.number) in HEROES)):
            write_one(case, cast, clock, now)
    housing.write(cast, today)
    housing.write(cast, today)
    assert Place.objects.count() == 25
    assert Agreement.objects.count() == 2
    assert set(Stay.objects.values_list("state", flat=True)) == {"held", "confirmed", "ended", "let_go"}
    assert SuitabilityCheck.objects.get().overruled_at is not None
    for model in (Dispute, Refusal, NothingFits, MissingEpisode, CheckDraft, ChildWatch):
        assert model.objects.count() == 1, model.__name__
