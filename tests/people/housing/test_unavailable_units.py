"""Why places are not to be had tonight: a reason that several share is said once."""

from handrail.people.housing.presenters import group_unavailable_units_by_reason
from handrail.people.housing.queries.place_search import UnavailableUnitRow

NRM = "Does not accept people in the NRM."


def test_units_with_one_reason_stand_in_one_row_in_their_order():
    rows = (
        UnavailableUnitRow("Bed 1, Rowan", "no", "Does not fit", NRM),
        UnavailableUnitRow("Flat B, Maple", "full", "Full", "Next free night: Monday 7 December."),
        UnavailableUnitRow("Bed 2, Rowan", "no", "Does not fit", NRM),
        UnavailableUnitRow("Room 1, Near", "no", "Does not fit", "Women only."),
    )
    found = group_unavailable_units_by_reason(rows)
    assert [(row.title, row.words, row.why) for row in found] == [
        ("Bed 1, Bed 2, Rowan", "Does not fit", NRM),
        ("Flat B, Maple", "Full", "Next free night: Monday 7 December."),
        ("Room 1, Near", "Does not fit", "Women only."),
    ]
