"""Dates, times, money and counts as people write them: the filters of the templates.

Days are London days. Every function takes None and gives back an empty string, so that a page can say
"not known" itself. How a date is spelt is the kernel's; what a template may hand in is decided here.
"""

from datetime import date, datetime, time

from handrail.platform.kernel import dates, messages
from handrail.platform.kernel.money import format_pence

LONDON = dates.LONDON
MONTHS = dates.MONTHS
RELATIVE_DAYS = {0: messages.msg("today"), -1: messages.msg("yesterday"), 1: messages.msg("tomorrow")}
QUOTATION_MARKS = {("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")}
capitalise_first, lower_first = messages.capitalise_first, messages.lower_first


def lower_text(value: object) -> str:
    """All letters small, in every language; what is no text is written as one first."""
    return messages.lower_text(value if isinstance(value, str) else str(value))


def to_london_time(moment: date) -> date:
    """The moment in London; a plain date as it stands."""
    return dates.to_london(moment) if isinstance(moment, datetime) else moment


def get_today() -> date:
    """Today in London."""
    return datetime.now(LONDON).date()


def format_day(value: date | None) -> str:
    """24 November 2026"""
    return "" if value is None else dates.format_day(to_london_time(value))


def format_long_day(value: date | None) -> str:
    """Tuesday 24 November 2026"""
    return "" if value is None else dates.format_long_day(to_london_time(value))


def format_long_day_without_year(value: date | None) -> str:
    """Tuesday 24 November"""
    return (
        ""
        if value is None
        else dates.format_long_day_omitting_same_year(to_london_time(value), to_london_time(value))
    )


def format_short_weekday_and_day(value: date | None, *, with_year: bool = False) -> str:
    """Tue 24 Nov, with its year when asked for."""
    if value is None:
        return ""
    spoken = dates.format_short_weekday_and_day(to_london_time(value))
    return messages.msg("{day} {year}", day=spoken, year=to_london_time(value).year) if with_year else spoken


def format_day_and_short_month(value: date | None) -> str:
    """24 Nov"""
    return "" if value is None else dates.format_day_and_short_month(to_london_time(value))


def format_day_and_short_month_omitting_current_year(value: date | None) -> str:
    """24 Nov, or 24 Nov 2025 where that is not this year."""
    if value is None:
        return ""
    day = _to_local_date(value)
    short = dates.format_day_and_short_month(day)
    return short if day.year == get_today().year else messages.msg("{day} {year}", day=short, year=day.year)


def format_time(value: time | datetime | None) -> str:
    """6:20pm, 2pm, noon, midnight"""
    if value is None:
        return ""
    return dates.format_time(dates.to_london(value) if isinstance(value, datetime) else value)


def format_relative_day(value: date | None, on: date | None = None) -> str:
    """today, yesterday, tomorrow; a weekday alone within the week; else 24 November (with another year's year)."""
    if value is None:
        return ""
    value, on = _to_local_date(value), on or get_today()
    return RELATIVE_DAYS.get((value - on).days) or dates.format_long_day_omitting_same_year(value, on)


def format_relative_day_and_time(value: datetime | None, on: date | None = None) -> str:
    """today at 8:41am; Monday 23 November, 6:20pm"""
    if value is None:
        return ""
    spoken, at = format_relative_day(value, on), format_time(value)
    between = "{day} at {time}" if " " not in spoken else "{day}, {time}"
    return messages.msg(between, day=spoken, time=at)


def format_days_ago_or_ahead(value: date | None, on: date | None = None) -> str:
    """today, yesterday, 12 days ago, in 9 days"""
    if value is None:
        return ""
    value, on = _to_local_date(value), on or get_today()
    days = (on - value).days
    if near := RELATIVE_DAYS.get(-days):
        return near
    many = messages.pluralise(abs(days), "day")
    return messages.msg("{days} ago", days=many) if days > 0 else messages.msg("in {days}", days=many)


def format_money(pence: int | None) -> str:
    """£62, £1,840.50"""
    return "" if pence is None else format_pence(pence)


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 case, 2 cases, 1,204 cases.

    Args:
        count: how many.
        one: the word for one.
        many: the word for several, where it doesn't just take an s.

    Returns:
        Number and word.
    """
    return messages.pluralise(count, one, many or "")


def format_long_day_omitting_current_year(value: date | None) -> str:
    """Tuesday 24 November, with its year where that is not this one."""
    return (
        ""
        if value is None
        else (
            format_long_day_without_year(value)
            if to_london_time(value).year == get_today().year
            else format_long_day(value)
        )
    )


def format_day_omitting_current_year(value: date | None, on: date | None = None) -> str:
    """24 November, with its year where that is not this one."""
    if value is None:
        return ""
    return (
        dates.format_day_without_year(to_london_time(value))
        if to_london_time(value).year == (on or get_today()).year
        else format_day(value)
    )


def quote(words: str) -> str:
    """“Her own words”: in marks once, also where whoever wrote them down typed the marks too."""
    bare = words.strip()
    if len(bare) > 1 and (bare[0], bare[-1]) in QUOTATION_MARKS and not set(bare[1:-1]) & {bare[0], bare[-1]}:
        bare = bare[1:-1]
    return f"“{bare}”" if bare else ""


def format_iso(value: date | time | None) -> str:
    """For the datetime attribute of a time element."""
    return "" if value is None else value.isoformat()


def _to_local_date(value: date) -> date:
    return dates.to_date(to_london_time(value))


FILTERS = {
    "day": format_day,
    "long_day": format_long_day,
    "weekday": format_long_day_without_year,
    "near_weekday": format_long_day_omitting_current_year,
    "short_day": format_short_weekday_and_day,
    "tiny_day": format_day_and_short_month,
    "tiny_near_day": format_day_and_short_month_omitting_current_year,
    "clock_time": format_time,
    "relative_day": format_relative_day,
    "moment": format_relative_day_and_time,
    "ago": format_days_ago_or_ahead,
    "money": format_money,
    "plural": plural,
    "capital": capitalise_first,
    "small": lower_first,
    "lower": lower_text,
    "near_day": format_day_omitting_current_year,
    "quoted": quote,
    "iso": format_iso,
}
