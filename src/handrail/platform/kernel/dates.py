"""Dates and times as people in England and Wales count and write them. Pure: the moment is always handed in."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handrail.platform.kernel.messages import msg, pluralise

LONDON = ZoneInfo("Europe/London")
MONTHS = tuple(map(msg, ("January", "February", "March", "April", "May", "June", "July", "August", "September",
                         "October", "November", "December")))  # fmt: skip
SHORT_MONTHS = tuple(
    map(msg, ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
)
WEEKDAYS = tuple(map(msg, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
SHORT_WEEKDAYS = tuple(map(msg, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))
NOON, MIDNIGHT = msg("noon"), msg("midnight")


def to_london(moment: datetime) -> datetime:
    """A moment in London's time. Without a zone it is London's already; a time that occurs twice is the first."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=LONDON, fold=0)
    return moment.astimezone(LONDON)


def make_london_time(day: date, hour: time) -> datetime:
    """That time of that day in London."""
    return to_london(datetime.combine(day, hour.replace(tzinfo=None)))


def to_utc(moment: datetime) -> datetime:
    """The same moment in UTC, so that two of them can be compared across a change of the clocks."""
    return to_london(moment).astimezone(UTC)


def add_hours(start: datetime, hours: float) -> datetime:
    """Elapsed hours: 48 of them from the day before the clocks go forward end an hour later by the clock."""
    return (to_utc(start) + timedelta(hours=hours)).astimezone(LONDON)


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def get_day_of_reaching_age(born: date, age: int) -> date:
    """The day on which somebody reaches an age. Born on 29 February: 1 March in a year without that day (ours)."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)


def to_date(value: date) -> date:
    """The day of a date or of a moment."""
    return value.date() if isinstance(value, datetime) else value


def format_long_day(value: date) -> str:
    """Tuesday 24 November 2026."""
    return msg(
        "{weekday} {day} {month} {year}",
        weekday=WEEKDAYS[value.weekday()],
        day=value.day,
        month=MONTHS[value.month - 1],
        year=value.year,
    )


def format_day(value: date) -> str:
    """24 November 2026."""
    return msg("{day} {month} {year}", day=value.day, month=MONTHS[value.month - 1], year=value.year)


def format_day_without_year(value: date) -> str:
    """24 November."""
    return msg("{day} {month}", day=value.day, month=MONTHS[value.month - 1])


def format_month(value: date) -> str:
    """November 2026."""
    return msg("{month} {year}", month=MONTHS[value.month - 1], year=value.year)


def format_short_month(value: date) -> str:
    """Nov 2026, as an axis of a chart says it."""
    return msg("{month} {year}", month=SHORT_MONTHS[value.month - 1], year=value.year)


def format_long_day_omitting_same_year(value: date, today: date) -> str:
    """Tuesday 24 November, with the year only where it is another than today's."""
    if value.year != today.year:
        return format_long_day(value)
    weekday, month = WEEKDAYS[value.weekday()], MONTHS[value.month - 1]
    return msg("{weekday} {day} {month}", weekday=weekday, day=value.day, month=month)


def format_short_weekday_and_day(value: date) -> str:
    """Tue 24 Nov."""
    weekday, month = SHORT_WEEKDAYS[value.weekday()], SHORT_MONTHS[value.month - 1]
    return msg("{weekday} {day} {month}", weekday=weekday, day=value.day, month=month)


def format_day_and_short_month(value: date) -> str:
    """24 Nov."""
    return msg("{day} {month}", day=value.day, month=SHORT_MONTHS[value.month - 1])


def format_time(value: time | datetime) -> str:
    """6:20pm, 8am, noon and midnight by name."""
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return NOON if value.hour else MIDNIGHT
    minutes = f":{value.minute:02}" if value.minute else ""
    hour = f"{value.hour % 12 or 12}{minutes}"
    return msg("{hour}pm", hour=hour) if value.hour >= 12 else msg("{hour}am", hour=hour)


def format_day_with_time_if_any(value: date, today: date | None = None) -> str:
    """A day in words, with its time where it has one: Tuesday 24 November 2026 at 6:20pm."""
    words = (
        format_long_day_omitting_same_year(to_date(value), today)
        if today
        else format_long_day(to_date(value))
    )
    return (
        msg("{day} at {time}", day=words, time=format_time(value)) if isinstance(value, datetime) else words
    )


def format_count_with_noun(number: int, thing: str) -> str:
    """1 day, 2 days."""
    return pluralise(number, thing, commas=False)
