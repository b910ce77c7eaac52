"""Dates, times, money and counts as they stand on a page."""

from datetime import UTC, date, datetime, time

import pytest

from handrail.platform.ui import formatting

TUESDAY = date(2026, 11, 24)
EVENING = datetime(2026, 11, 23, 18, 20, tzinfo=UTC)


def test_a_day_is_written_as_long_as_the_page_needs():
    assert formatting.format_day(TUESDAY) == "24 November 2026"
    assert formatting.format_long_day(TUESDAY) == "Tuesday 24 November 2026"
    assert formatting.format_long_day_without_year(TUESDAY) == "Tuesday 24 November"
    assert formatting.format_short_weekday_and_day(TUESDAY) == "Tue 24 Nov"
    assert formatting.format_short_weekday_and_day(TUESDAY, with_year=True) == "Tue 24 Nov 2026"
    assert formatting.format_day_and_short_month(TUESDAY) == "24 Nov"


def test_a_day_of_this_year_needs_no_year():
    assert formatting.format_day_omitting_current_year(TUESDAY, TUESDAY) == "24 November"
    assert formatting.format_day_omitting_current_year(date(2027, 1, 29), TUESDAY) == "29 January 2027"
    assert formatting.format_day_omitting_current_year(None) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A door that locks.", "“A door that locks.”"),
        (" “Only you, Ruth.” ", "“Only you, Ruth.”"),
        ('"Not yet"', "“Not yet”"),
        ("“Yes,” she said, “but not him”", "““Yes,” she said, “but not him””"),
        ("", ""),
    ],
)
def test_their_words_stand_in_marks_once_also_where_the_marks_were_typed(typed, shown):
    assert formatting.quote(typed) == shown


def test_a_moment_is_a_london_moment():
    summer_night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert formatting.format_day(summer_night) == "1 July 2026"
    assert formatting.format_time(summer_night) == "12:30am"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (time(18, 20), "6:20pm"),
        (time(14), "2pm"),
        (time(12), "noon"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
    ],
)
def test_times(value: time, written: str):
    assert formatting.format_time(value) == written


def test_near_days_are_named():
    assert formatting.format_relative_day(TUESDAY, TUESDAY) == "today"
    assert formatting.format_relative_day(date(2026, 11, 23), TUESDAY) == "yesterday"
    assert formatting.format_relative_day(date(2026, 11, 20), TUESDAY) == "Friday 20 November"
    assert formatting.format_relative_day(date(2025, 11, 20), TUESDAY) == "Thursday 20 November 2025"
    assert formatting.format_relative_day_and_time(EVENING, TUESDAY) == "yesterday at 6:20pm"
    assert formatting.format_relative_day_and_time(EVENING, date(2026, 12, 1)) == "Monday 23 November, 6:20pm"
    assert formatting.format_days_ago_or_ahead(date(2026, 11, 12), TUESDAY) == "12 days ago"
    assert formatting.format_days_ago_or_ahead(date(2026, 12, 3), TUESDAY) == "in 9 days"


def test_money_and_counts():
    assert formatting.format_money(6200) == "£62"
    assert formatting.format_money(184050) == "£1,840.50"
    assert formatting.format_money(-5) == "−£0.05"
    assert formatting.plural(1, "case") == "1 case"
    assert formatting.plural(1204, "case") == "1,204 cases"
    assert formatting.plural(2, "person", "people") == "2 people"


def test_nothing_is_written_for_nothing():
    for write in (
        formatting.format_day,
        formatting.format_long_day,
        formatting.format_long_day_without_year,
        formatting.format_short_weekday_and_day,
        formatting.format_day_and_short_month,
        formatting.format_time,
    ):
        assert write(None) == ""
    assert (
        formatting.format_money(None)
        == formatting.format_relative_day_and_time(None)
        == formatting.format_days_ago_or_ahead(None)
        == formatting.format_iso(None)
        == ""
    )
