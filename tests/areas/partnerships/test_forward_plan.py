"""Meetings of a year are spread and lie on working days."""

from datetime import date

import pytest

from handrail.areas.partnerships.forward_plan import list_meeting_days
from handrail.areas.partnerships.rounded_counts import round_count_for_publication


@pytest.mark.parametrize(
    ("first", "a_year", "days"),
    [
        (
            date(2026, 1, 5),
            4,
            ["2026-01-05", "2026-04-07", "2026-07-06", "2026-10-05"],
        ),  # 5 April: Easter Sunday
        (date(2026, 3, 31), 2, ["2026-03-31", "2026-09-30"]),
        (date(2026, 12, 25), 1, ["2026-12-29"]),
        (date(2026, 1, 5), 5, ["2026-01-05", "2026-03-19", "2026-05-31", "2026-08-12", "2026-10-24"]),
    ],
)
def test_meetings_lie_on_working_days(first, a_year, days):
    # 73 days apart five times a year: 31 May 2026 is a Sunday, 24 October a Saturday.
    moved = {"2026-05-31": "2026-06-01", "2026-10-24": "2026-10-26"}
    assert [str(day) for day in list_meeting_days(first, a_year)] == [moved.get(day, day) for day in days]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (0, "Fewer than 5"),
        (4, "Fewer than 5"),
        (5, "About 5"),
        (7, "About 5"),
        (8, "About 10"),
        (1023, "About 1,025"),
    ],
)
def test_counts_of_people_are_rounded(number, says):
    assert round_count_for_publication(number) == says
