"""Two hundred rounds of fifty workers for the last bed: never a double, and every loser told. `make stress`."""

import pytest

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.housing.models import Stay, StayNight
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age
from support.cast import tell
from support.hold_races import WORKERS, race, the_one_who_won
from support.housing import Home, a_place, a_unit, an_agreement

pytestmark = [pytest.mark.stress, pytest.mark.django_db(transaction=True, databases="__all__")]
ROUNDS = 200


def test_the_last_bed_two_hundred_times(cast):
    told = tell(cast.worker.actor)
    place = a_place(cast.lead.actor)
    home = Home(cast, Case.objects.get(pk=told.case_id), place, a_unit(place), an_agreement(cast))
    a_unit(a_place(cast.lead.actor, name="Alder"), "Room 5")
    cases = [_adult(cast) for _ in range(WORKERS)]
    for number in range(ROUNDS):
        unit = a_unit(place, f"Flat {number + 10}")
        winner = the_one_who_won(race(home, cases, unit, first=0))
        (night,) = StayNight.objects.filter(unit=unit).select_related("booking")
        assert night.booking.stay_id == winner
        held = Stay.objects.get(pk=winner).case_id
        cases = [case for case in cases if case.pk != held] + [_adult(cast)]


def _adult(cast):
    case = opening.open_case(by=cast.worker.actor)
    opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=cast.worker.actor)
    return case
