"""From a start and a length to the last day, or the exact time."""

from datetime import date, datetime, time, timedelta

from handrail.kernel import dates, workdays

HOURS_A_DAY = 24


def start_of(day: date, hour: time | None, unit: str) -> date | datetime:
    """Hours are counted from a time where it is known; everything else from the day."""
    return dates.at(day, hour) if unit == "hours" and hour is not None else day


def due(start: date | datetime, length: int, unit: str, from_day_one: bool) -> date | datetime:
    """When it is up. The event's own day counts only where the source says so, and never for working days."""
    if unit == "hours":
        if isinstance(start, datetime):
            return dates.add_hours(start, length)
        return start + timedelta(days=-(-length // HOURS_A_DAY))
    day = dates.day(start)
    if unit == "working_days":
        return workdays.add(day, length)
    if unit == "days":
        return day + timedelta(days=length - from_day_one)
    return dates.add_months(day, length * (12 if unit == "years" else 1))
