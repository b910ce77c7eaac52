"""Dates, times, money and counts as people write them: the filters of the templates.

Days are London days. Every function takes None and gives back an empty string, so that a page can say
"not known" itself. How a date is spelt is the kernel's; what a template may hand in is decided here.
"""

from datetime import date, datetime, time

from handrail.kernel import dates

LONDON = dates.LONDON
MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))


def local(moment: date) -> date:
    """The moment in London; a plain date as it stands."""
    return dates.london(moment) if isinstance(moment, datetime) else moment


def today() -> date:
    """Today in London."""
    return datetime.now(LONDON).date()


def day(value: date | None) -> str:
    """24 November 2026"""
    return "" if value is None else dates.plain(local(value))


def long_day(value: date | None) -> str:
    """Tuesday 24 November 2026"""
    return "" if value is None else dates.in_words(local(value))


def weekday(value: date | None) -> str:
    """Tuesday 24 November"""
    return "" if value is None else dates.near(local(value), local(value))


def short_day(value: date | None, *, with_year: bool = False) -> str:
    """Tue 24 Nov, with its year when asked for."""
    return "" if value is None else dates.short(local(value)) + (f" {local(value).year}" if with_year else "")


def tiny_day(value: date | None) -> str:
    """24 Nov"""
    return "" if value is None else f"{local(value).day} {local(value):%b}"


def clock_time(value: time | datetime | None) -> str:
    """6:20pm, 2pm, noon, midnight"""
    if value is None:
        return ""
    return dates.clock_time(dates.london(value) if isinstance(value, datetime) else value)


def relative_day(value: date | None, on: date | None = None) -> str:
    """today, yesterday, tomorrow; a weekday alone within the week; else 24 November (with another year's year)."""
    if value is None:
        return ""
    value, on = _plain(value), on or today()
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((value - on).days)
    if near:
        return near
    return dates.near(value, on)


def moment(value: datetime | None, on: date | None = None) -> str:
    """today 8:41am; Monday 23 November, 6:20pm"""
    if value is None:
        return ""
    spoken = relative_day(value, on)
    return f"{spoken}{' ' if ' ' not in spoken else ', '}{clock_time(value)}"


def ago(value: date | None, on: date | None = None) -> str:
    """today, yesterday, 12 days ago, in 9 days"""
    if value is None:
        return ""
    value, on = _plain(value), on or today()
    days = (on - value).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(days)
    return near or (f"{days} days ago" if days > 0 else f"in {-days} days")


def money(pence: int | None) -> str:
    """£62.00, £1,840.50"""
    if pence is None:
        return ""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 case, 2 cases, 1,204 cases; `many` for words that don't just take an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """First letter large, the rest untouched: "in the NRM" becomes "In the NRM"."""
    return text[:1].upper() + text[1:]


def in_year(value: date | None) -> str:
    """Tuesday 24 November, with its year where that is not this one."""
    return "" if value is None else (weekday(value) if local(value).year == today().year else long_day(value))


def small(text: str) -> str:
    """First letter small, the rest untouched: for a phrase within a sentence."""
    return text[:1].lower() + text[1:]


def iso(value: date | time | None) -> str:
    """For the datetime attribute of a time element."""
    return "" if value is None else value.isoformat()


def _plain(value: date) -> date:
    return dates.day(local(value))


FILTERS = {
    "day": day,
    "long_day": long_day,
    "weekday": weekday,
    "short_day": short_day,
    "tiny_day": tiny_day,
    "clock_time": clock_time,
    "relative_day": relative_day,
    "moment": moment,
    "ago": ago,
    "money": money,
    "plural": plural,
    "capital": capital,
    "iso": iso,
}
