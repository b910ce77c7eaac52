"""The cases of areas that evaluate: dated so that the newest published quarter tells of them."""

from datetime import date

import pytest

from handrail.demo import evaluated_areas
from handrail.demo.planned_bodies_and_users import CHESHIRE, SURREY
from handrail.platform.kernel.dates import add_months

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 29), date(2026, 8, 1)),  # the quarter of July to September is over
        (date(2027, 1, 5), date(2026, 11, 1)),
        (date(2026, 10, 1), date(2026, 8, 1)),
        (date(2026, 9, 30), date(2026, 5, 1)),
    ],
)
def test_the_month_is_the_middle_of_the_newest_quarter_that_is_over(today, month):
    assert evaluated_areas.get_middle_month_of_newest_quarter(today) == month


def test_half_a_year_after_each_crime_in_surrey_lies_in_that_month():
    today, month = date(2026, 11, 29), date(2026, 8, 1)
    cases = evaluated_areas._plan_surrey_cases(today, month)
    assert {case.area for case in cases} == {SURREY}
    assert {case.body for case in cases} == set(evaluated_areas.HOLD_BACK)
    for case in cases:
        (crime,) = [event.at for event in case.events if event.event == "crime_recorded"]
        assert month <= add_months(crime, 6) < add_months(month, 1)


def test_nothing_of_cheshire_lies_after_today_and_its_needs_may_be_three_months_old():
    today, month = date(2026, 11, 29), date(2026, 8, 1)
    cases = evaluated_areas._plan_cheshire_cases(today, month)
    assert {case.area for case in cases} == {CHESHIRE}
    assert max(event.at for case in cases for event in case.events) <= today
    assert max(case.opened for case in cases) < month
