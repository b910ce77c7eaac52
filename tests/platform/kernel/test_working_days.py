"""Working days of England and Wales, worked by hand from published bank holidays."""

from collections.abc import Iterator
from datetime import date

import holidays
import pytest

from handrail.platform.kernel import working_days

YEARS = range(working_days.FIRST_YEAR, working_days.LAST_YEAR + 1)


def test_wales_has_the_bank_holidays_of_england() -> None:
    wales = holidays.country_holidays("GB", subdiv="WLS", years=YEARS)
    assert working_days.get_bank_holidays() == frozenset(wales)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 4, 2), 5, date(2026, 4, 13)),  # over Easter
        (date(2024, 5, 23), 5, date(2024, 5, 31)),  # over the spring bank holiday
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # two days for the jubilee, then a weekend
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # the state funeral
        (date(2020, 5, 7), 1, date(2020, 5, 11)),  # the May bank holiday moved to Friday 8 May
        (date(2021, 12, 24), 1, date(2021, 12, 29)),  # Christmas and Boxing Day on a weekend
        (date(1999, 12, 30), 1, date(2000, 1, 4)),  # 31 December 1999 and 3 January 2000
        (date(2025, 11, 1), 1, date(2025, 11, 3)),  # from a Saturday
    ],
)
def test_counting_leaves_out_weekends_and_bank_holidays(start: date, number: int, end: date) -> None:
    assert working_days.add_working_days(start, number) == end
    assert working_days.count_working_days(start, end) == number


def test_the_table_agrees_with_asking_day_by_day() -> None:
    start = date(2019, 12, 20)
    later = [
        day
        for n in range(1, 900)
        if working_days.is_working_day(day := date.fromordinal(start.toordinal() + n))
    ]
    assert [working_days.add_working_days(start, n + 1) for n in range(len(later))] == later


@pytest.mark.parametrize(
    ("start", "number"), [(date(1969, 12, 31), 1), (date(2119, 12, 30), 9), (date(2026, 1, 1), 0)]
)
def test_what_cannot_be_counted_is_refused(start: date, number: int) -> None:
    with pytest.raises(working_days.OutsideCalendarError):
        working_days.add_working_days(start, number)


@pytest.fixture
def changed_holidays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Monday that was proclaimed after the release, and an early May holiday that was moved away."""
    monkeypatch.setenv("HANDRAIL_BANK_HOLIDAYS", "2027-05-10, -2027-05-03")
    caches = (working_days.get_bank_holidays, working_days._get_working_day_table)
    for one in caches:
        one.cache_clear()
    yield
    monkeypatch.delenv("HANDRAIL_BANK_HOLIDAYS")
    for one in caches:
        one.cache_clear()


@pytest.mark.usefixtures("changed_holidays")
def test_a_bank_holiday_proclaimed_after_the_release_counts_once_the_environment_names_it() -> None:
    assert not working_days.is_working_day(date(2027, 5, 10))
    assert working_days.is_working_day(date(2027, 5, 3))
    assert working_days.add_working_days(date(2027, 5, 7), 1) == date(2027, 5, 11)


def test_a_word_that_is_no_day_is_said_and_not_left_out() -> None:
    with pytest.raises(ValueError, match="10 May"):
        working_days.parse_bank_holiday_changes("2027-05-03, 10 May")
