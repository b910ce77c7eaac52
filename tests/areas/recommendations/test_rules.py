"""Days worked by hand from the sources."""

from datetime import date

import pytest

from handrail.areas.recommendations.due_days import (
    add_six_months,
    count_missed_updates,
    get_comment_due_day,
    get_next_due_day_of_update_schedule,
)
from handrail.platform.followups.reminder_dates import (
    get_due_reminder_number,
    get_due_status_code,
    get_first_reminder_date,
    get_second_reminder_date,
)


def test_the_day_of_publication_is_the_first_of_the_56():
    assert get_comment_due_day(date(2021, 5, 26)) == date(
        2021, 7, 20
    )  # 6 days of May, 30 of June, 20 of July


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (date(2021, 5, 26), date(2021, 11, 26)),
        (date(2026, 8, 31), date(2027, 2, 28)),  # no 31st: the month's last day
        (date(2023, 8, 29), date(2024, 2, 29)),
    ],
)
def test_six_months_are_the_same_day_of_the_month_or_its_last(published, due):
    assert add_six_months(published) == due


def test_months_are_counted_from_the_first_day_so_that_none_is_lost():
    first = date(2026, 1, 31)
    assert get_next_due_day_of_update_schedule(first, 1, "months", after=date(2026, 1, 31)) == date(
        2026, 2, 28
    )
    assert get_next_due_day_of_update_schedule(first, 1, "months", after=date(2026, 2, 28)) == date(
        2026, 3, 31
    )


def test_once_is_once():
    assert get_next_due_day_of_update_schedule(date(2026, 5, 1), 0, "once", after=date(2026, 4, 30)) == date(
        2026, 5, 1
    )
    assert get_next_due_day_of_update_schedule(date(2026, 5, 1), 0, "once", after=date(2026, 5, 1)) is None


def test_missed_days_are_those_that_have_gone_by():
    first = date(2026, 10, 5)  # then 16 November and 28 December
    given = {"since": date(2026, 10, 5)}
    assert count_missed_updates(first, 6, "weeks", today=date(2026, 10, 5), **given) == 0
    assert count_missed_updates(first, 6, "weeks", today=date(2026, 10, 6), **given) == 1
    assert count_missed_updates(first, 6, "weeks", today=date(2026, 12, 29), **given) == 3


def test_reminders_know_working_days():
    """Due on Monday 4 January 2027: New Year's Day, Christmas and Boxing Day's substitute are no working days."""
    due = date(2027, 1, 4)
    assert get_first_reminder_date(due) == date(
        2026, 12, 23
    )  # 31, 30, 29 December, 24, 23: 25 and 28 are bank holidays
    assert get_second_reminder_date(due) == date(2027, 1, 5)
    assert [get_due_reminder_number(due, date(2026, 12, day)) for day in (22, 23)] == [0, 1]
    assert get_due_reminder_number(due, date(2027, 1, 4)) == 1
    assert get_due_reminder_number(due, date(2027, 1, 5)) == 2


def test_what_is_late_on_a_saturday_is_told_on_the_monday():
    friday = date(2026, 11, 27)
    assert get_second_reminder_date(friday) == date(2026, 11, 30)
    assert get_due_reminder_number(friday, date(2026, 11, 29)) == 1


def test_a_day_is_overdue_only_when_it_has_passed():
    due = date(2026, 11, 24)
    words = [get_due_status_code(due, date(2026, 11, day)) for day in (16, 17, 24, 25)]
    assert words == ["later", "soon", "today", "overdue"]
    assert get_due_status_code(None, due) == "none"
