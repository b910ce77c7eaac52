"""From a start and a length to the last day, or the exact time."""

from datetime import date, datetime, time, timedelta

from handrail.platform.kernel import dates, working_days

HOURS_A_DAY = 24


def get_counting_start(day: date, hour: time | None, unit: str) -> date | datetime:
    """Hours are counted from a time where it is known; everything else from the day.

    Args:
        day: the day of the event.
        hour: the time of the event in London; None where it is not recorded.
        unit: “hours”, “days”, “working_days”, “months” or “years”; empty for a clock without a length.

    Returns:
        A moment in London's time for hours with a known time; else the day.
    """
    return dates.make_london_time(day, hour) if unit == "hours" and hour is not None else day


def compute_deadline(start: date | datetime, length: int, unit: str, from_day_one: bool) -> date | datetime:
    """When it is up. The event's own day counts only where the source says so, and never for working days.

    Sources: the `first_day` column of the rule's row in clocks.csv; working days as defined in the Police
    Super-complaints (Designation and Procedure) Regulations 2018, regulation 2.

    Args:
        start: the day or moment that `get_counting_start` gave.
        length: how many units.
        unit: “hours”, “days”, “working_days”, “months” or “years”.
        from_day_one: the event's own day is day 1; read for days only.

    Returns:
        A moment for hours from a moment. Else the last day: hours from a day are rounded up to whole days.

    Raises:
        OutsideCalendarError: fewer than one working day, or one outside the years 1970 to 2119.
    """
    if unit == "hours":
        if isinstance(start, datetime):
            return dates.add_hours(start, length)
        return start + timedelta(days=-(-length // HOURS_A_DAY))
    day = dates.to_date(start)
    if unit == "working_days":
        return working_days.add_working_days(day, length)
    if unit == "days":
        return day + timedelta(days=length - from_day_one)
    return dates.add_months(day, length * (12 if unit == "years" else 1))
