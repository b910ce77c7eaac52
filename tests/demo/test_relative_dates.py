"""What the demo's date helpers promise, on every day of several years."""

from datetime import date, timedelta

from handrail.demo.lincolnshire_services import MONTH_WORDS
from handrail.demo.practitioners import get_first_evening
from handrail.demo.relative_dates import (
    count_months_of_period,
    format_decision_of_day,
    get_date_days_before_today,
    get_first_day_of_month_before,
    get_working_day_on_or_after,
    get_working_day_on_or_before,
    subtract_working_days,
)
from handrail.platform.kernel.working_days import count_working_days, is_working_day

DAY = timedelta(days=1)
EVERY_DAY = [date(2024, 1, 1) + n * DAY for n in range(3_000)]
"""With two leap years, and every way in which Christmas and Easter fall into a week."""


def test_a_working_day_on_or_before_is_never_later_and_at_most_four_days_earlier():
    for day in EVERY_DAY:
        found = get_working_day_on_or_before(day)
        assert day - 4 * DAY <= found <= day, day
        assert is_working_day(found)
        assert count_working_days(found, day) == 0, "no working day lies between"


def test_a_working_day_on_or_after_is_never_earlier_and_at_most_four_days_later():
    for day in EVERY_DAY:
        found = get_working_day_on_or_after(day)
        assert day <= found <= day + 4 * DAY, day
        assert is_working_day(found)
        assert count_working_days(day - DAY, found) == 1, "it is the first one"


def test_working_days_keep_the_order_of_the_days_that_were_asked_for():
    for move in (get_working_day_on_or_before, get_working_day_on_or_after):
        found = [move(day) for day in EVERY_DAY]
        assert found == sorted(found)


def test_as_many_working_days_pass_as_are_subtracted():
    for day in EVERY_DAY:
        for number in (0, 1, 2, 5, 20):
            found = subtract_working_days(day, number)
            assert is_working_day(found)
            assert count_working_days(found, day) == number, (day, number)


def test_days_before_today_are_counted_whatever_kind_of_day_they_are():
    assert get_date_days_before_today(date(2028, 3, 1), 1) == date(2028, 2, 29)
    assert get_date_days_before_today(date(2027, 1, 1), -1) == date(2027, 1, 2)


def test_each_month_before_is_another_one_also_around_february():
    assert [get_first_day_of_month_before(date(2027, 3, 31), n) for n in (0, 1, 2, 3)] == [
        date(2027, 3, 1),
        date(2027, 2, 1),
        date(2027, 1, 1),
        date(2026, 12, 1),
    ]
    for day in EVERY_DAY:
        months = [get_first_day_of_month_before(day, n) for n in range(1, 13)]
        assert len(set(months)) == 12
        assert months[0] < day, "it has ended"


def test_months_of_a_period_are_counted_over_the_turn_of_a_year():
    assert count_months_of_period(date(2026, 11, 1), date(2026, 11, 30)) == 1
    assert count_months_of_period(date(2026, 7, 1), date(2027, 1, 31)) == 7


def test_a_decision_is_numbered_by_the_year_of_its_day():
    assert format_decision_of_day(date(2026, 12, 31), 7) == "Decision 26/007"
    assert format_decision_of_day(date(2027, 1, 1), 118) == "Decision 27/118"


def test_the_months_of_evenings_that_a_review_and_an_evaluation_tell_of_have_a_word():
    for today in EVERY_DAY:
        for days in (26, 11):
            day = get_working_day_on_or_before(today - days * DAY)
            until = day.replace(day=1) - DAY
            assert until < day
            assert count_months_of_period(get_first_evening(today), until) in MONTH_WORDS, today
