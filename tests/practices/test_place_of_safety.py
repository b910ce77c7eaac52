"""A place of safety has three working days, in the calendar of England and Wales.

The rest of that practice, that one can be described before it exists, has no page that writes it down yet.
"""

from datetime import date

import pytest

from practices.conftest import row


@pytest.mark.parametrize(
    ("entered", "last_day"),
    [
        (date(2026, 11, 9), "Thursday 12 November"),  # a plain week
        (date(2026, 11, 19), "Tuesday 24 November"),  # Friday, then over a weekend: Monday, Tuesday
        (date(2026, 4, 2), "Thursday 9 April"),  # Good Friday and Easter Monday: Tuesday, Wednesday, Thursday
        (date(2025, 12, 23), "Tuesday 30 December"),  # 24; Christmas, Boxing Day, weekend; 29, 30
    ],
)
def test_a_place_of_safety_has_three_working_days(pages, entered, last_day):
    pages.today(entered)
    pages.open_case()
    pages.record("place_of_safety_entered", entered)
    clock = row(pages.markup(), "Place of safety")
    assert last_day in clock
    assert "Source:" in clock


def test_it_stops_when_they_have_decided(pages):
    pages.today(date(2026, 11, 9))
    pages.open_case()
    pages.record("place_of_safety_entered", date(2026, 11, 9))
    pages.record("nrm_explained", date(2026, 11, 9))
    pages.answer("nrm", "no", date(2026, 11, 9))
    assert "Place of safety" in pages.read().partition("1 past clock")[2]
