"""Many workers at once who hold the same unit."""

from handrail.people.housing.actions.holds import UnitTakenError, hold_unit
from support.concurrency import at_once
from support.housing import after

WORKERS = 50


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
