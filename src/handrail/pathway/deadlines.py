"""From a start and a length to the last day, or the exact time."""

from datetime import date, datetime, time, timedelta

from handrail.platform.kernel import dates, working_days

HOURS_A_DAY = 24


def get_clock_start(day: date, hour: time | None, unit: str) -> date | datetime:
    """Hours are counted from a time where it is known; everything else from the day."""
    return dates.make_london_time(day, hour) if unit == "hours" and hour is not None else day


def get_deadline(start: date | datetime, length: int, unit: str, from_day_one: bool) -> date | datetime:
    """When it is up. The event's own day counts only where the source says so, and never for working days."""
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
