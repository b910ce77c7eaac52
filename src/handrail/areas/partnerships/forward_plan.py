"""The days of meetings ahead: spread over a year, each on a working day."""

import datetime

from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.working_days import add_working_days, is_working_day

DAYS_A_YEAR = 365


def list_meeting_days(first: datetime.date, a_year: int) -> list[datetime.date]:
    """The days of so many meetings, from the first, within twelve months.

    Args:
        first: of the first meeting.
        a_year: how many there are.

    Returns:
        In their order; what falls on a weekend or bank holiday moves to the next working day.
    """
    return [_move_to_working_day(_get_nth_meeting_day(first, a_year, place)) for place in range(a_year)]


def _get_nth_meeting_day(first: datetime.date, a_year: int, place: int) -> datetime.date:
    if 12 % a_year == 0:
        return add_months(first, 12 // a_year * place)
    return first + datetime.timedelta(days=DAYS_A_YEAR * place // a_year)


def _move_to_working_day(day: datetime.date) -> datetime.date:
    return day if is_working_day(day) else add_working_days(day, 1)
