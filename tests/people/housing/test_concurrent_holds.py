"""Fifty workers at once for the last bed, in real threads: one has it, and each of the others is told so."""

import pytest

from handrail.people.housing.actions.holds import UnitTakenError
from handrail.people.housing.models import Stay, StayNight
from support.hold_races import WORKERS, race, the_one_who_won
from support.housing import a_place, a_unit

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROUNDS = 1  # two hundred in make stress


def test_fifty_at_once_for_the_last_bed(home, adult):
    a_unit(a_place(home.cast.lead.actor, name="Alder"), "Room 5")
    cases = [adult() for _ in range(WORKERS)]
    for number in range(ROUNDS):
        unit = a_unit(home.place, f"Flat {number + 10}")
        winner = the_one_who_won(race(home, cases, unit, first=0))
        (night,) = StayNight.objects.filter(unit=unit).select_related("booking")
        assert night.booking.stay_id == winner
        held = Stay.objects.get(pk=winner)
        cases = [case for case in cases if case.pk != held.case_id] + [adult()]


def test_ten_at_once_for_a_room_of_three_beds_fill_it_and_no_more(home, adult):
    a_unit(a_place(home.cast.lead.actor, name="Alder"), "Room 5")
    room = a_unit(home.place, "Room 9", beds=3, whole=False)
    answers = race(home, [adult() for _ in range(10)], room, first=0)
    assert sum(isinstance(answer, UnitTakenError) for answer in answers) == 7
    assert StayNight.objects.filter(unit=room).count() == 3
