"""Dates as people write them, and hours over the nights on which the clocks change."""

from datetime import UTC, date, datetime, time

import pytest

from handrail.platform.kernel import dates


def test_hours_are_those_that_have_passed_when_the_clocks_go_forward() -> None:
    start = dates.make_london_time(date(2026, 3, 28), time(10))
    assert f"{dates.add_hours(start, 48):%Y-%m-%dT%H:%M}" == "2026-03-30T11:00"


def test_hours_are_those_that_have_passed_when_the_clocks_go_back() -> None:
    start = dates.make_london_time(date(2025, 10, 25), time(14))
    assert f"{dates.add_hours(start, 24):%Y-%m-%dT%H:%M}" == "2025-10-26T13:00"


def test_a_time_that_occurs_twice_is_the_first() -> None:
    assert dates.to_utc(dates.make_london_time(date(2025, 10, 26), time(1, 30))) == datetime(
        2025, 10, 26, 0, 30, tzinfo=UTC
    )


def test_a_moment_with_a_zone_is_told_in_londons_time() -> None:
    assert dates.to_london(datetime(2025, 7, 1, 23, 30, tzinfo=UTC)).date() == date(2025, 7, 2)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 3, 15), 3, date(2022, 6, 15)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 1, 31), 12, date(2026, 1, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(start: date, months: int, end: date) -> None:
    assert dates.add_months(start, months) == end


@pytest.mark.parametrize(
    ("born", "on"), [(date(2006, 12, 1), date(2024, 12, 1)), (date(2008, 2, 29), date(2026, 3, 1))]
)
def test_the_eighteenth_birthday(born: date, on: date) -> None:
    assert dates.get_day_of_reaching_age(born, 18) == on


def test_a_birthday_on_29_february_stays_in_a_leap_year() -> None:
    assert dates.get_day_of_reaching_age(date(2008, 2, 29), 4) == date(2012, 2, 29)


def test_a_date_as_people_write_it() -> None:
    day = date(2026, 11, 24)
    assert dates.format_long_day(day) == "Tuesday 24 November 2026"
    assert dates.format_day(day) == "24 November 2026"
    assert dates.format_short_weekday_and_day(day) == "Tue 24 Nov"


def test_a_month_on_an_axis() -> None:
    assert dates.format_short_month(date(2026, 11, 30)) == "Nov 2026"


def test_the_year_is_left_out_within_the_same_year() -> None:
    assert (
        dates.format_long_day_omitting_same_year(date(2026, 12, 8), date(2026, 11, 24))
        == "Tuesday 8 December"
    )
    assert (
        dates.format_long_day_omitting_same_year(date(2027, 1, 5), date(2026, 11, 24))
        == "Tuesday 5 January 2027"
    )


@pytest.mark.parametrize(
    ("hour", "words"),
    [(time(18, 20), "6:20pm"), (time(8), "8am"), (time(0), "midnight"), (time(12), "noon"), (time(12, 5), "12:05pm"),
     (time(0, 5), "12:05am")],
)  # fmt: skip
def test_a_time_as_people_write_it(hour: time, words: str) -> None:
    assert dates.format_time(hour) == words


def test_a_moment_in_words() -> None:
    moment = dates.make_london_time(date(2026, 11, 23), time(11, 20))
    assert dates.format_day_with_time_if_any(moment) == "Monday 23 November 2026 at 11:20am"
    assert dates.format_day_with_time_if_any(moment, date(2026, 11, 24)) == "Monday 23 November at 11:20am"
    assert dates.format_day_with_time_if_any(date(2026, 11, 23)) == "Monday 23 November 2026"


def test_one_day_and_two_days() -> None:
    assert dates.format_count_with_noun(1, "day") == "1 day"
    assert dates.format_count_with_noun(2, "day") == "2 days"
