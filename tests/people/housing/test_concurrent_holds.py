"""Fifty workers at once for the last bed, in real threads: one has it, and each of the others is told so."""

import pytest

from handrail.people.housing.actions.holds import UnitTakenError, hold_unit
from handrail.people.housing.models import Stay, StayNight
from people.cases.conftest import at_once
from people.housing.conftest import a_place, a_unit, after

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
WORKERS = 50
ROUNDS = 5


def race(home, cases, unit, first):
    """Everybody asks for one unit and one night at the same moment."""
    return at_once(
        *[
            lambda case=case: hold_unit(
                case_id=case.pk, unit_id=unit, first_night=after(first), nights=1, by=home.cast.worker.actor
            )
            for case in cases
        ]
    )


def the_one_who_won(answers):
    """Their stay. Everybody else was told by whom it was taken and what is still free; nobody met an error."""
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    told = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(answer).__name__ for answer in told if not isinstance(answer, UnitTakenError)] == []
    for answer in told:
        assert "was taken by Wren Ashdown of your organisation a moment ago" in str(answer)
        assert "Room 5, Alder" in str(answer)
        assert "still free" in str(answer)
    assert len(won) == 1
    return won[0]


def test_fifty_at_once_for_the_last_bed(home, adult):
    a_unit(a_place(home.cast.lead.actor, name="Alder"), "Room 5")
    cases = [adult() for _ in range(WORKERS)]
    for number in range(ROUNDS):
        unit = a_unit(home.place, f"Flat {number + 10}")
        winner = the_one_who_won(race(home, cases, unit, first=0))
        assert list(StayNight.objects.filter(unit=unit).values_list("stay", flat=True)) == [winner]
        held = Stay.objects.get(pk=winner)
        cases = [case for case in cases if case.pk != held.case_id] + [adult()]


def test_ten_at_once_for_a_room_of_three_beds_fill_it_and_no_more(home, adult):
    a_unit(a_place(home.cast.lead.actor, name="Alder"), "Room 5")
    room = a_unit(home.place, "Room 9", beds=3, whole=False)
    answers = race(home, [adult() for _ in range(10)], room, first=0)
    assert sum(isinstance(answer, UnitTakenError) for answer in answers) == 7
    assert StayNight.objects.filter(unit=room).count() == 3
