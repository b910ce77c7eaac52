"""Dates, times, money and counts as people write them: the filters of the templates.

Days are London days. Every function takes None and gives back an empty string, so that a page can say
"not known" itself. How a date is spelt is the kernel's; what a template may hand in is decided here.
"""

from datetime import date, datetime, time

from handrail.kernel import dates, saying

LONDON = dates.LONDON
MONTHS = dates.MONTHS
NEAR = {0: saying.say("today"), -1: saying.say("yesterday"), 1: saying.say("tomorrow")}
MARKS = {("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")}
capital, small = saying.capital, saying.small


def lower(value: object) -> str:
    """All letters small, in every language; what is no text is written as one first."""
    return saying.lower(value if isinstance(value, str) else str(value))


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
    if value is None:
        return ""
    spoken = dates.short(local(value))
    return saying.say("{day} {year}", day=spoken, year=local(value).year) if with_year else spoken


def tiny_day(value: date | None) -> str:
    """24 Nov"""
    return "" if value is None else dates.tiny(local(value))


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
    return NEAR.get((value - on).days) or dates.near(value, on)


def moment(value: datetime | None, on: date | None = None) -> str:
    """today 8:41am; Monday 23 November, 6:20pm"""
    if value is None:
        return ""
    spoken, at = relative_day(value, on), clock_time(value)
    between = "{day} {time}" if " " not in spoken else "{day}, {time}"
    return saying.say(between, day=spoken, time=at)


def ago(value: date | None, on: date | None = None) -> str:
    """today, yesterday, 12 days ago, in 9 days"""
    if value is None:
        return ""
    value, on = _plain(value), on or today()
    days = (on - value).days
    if near := NEAR.get(-days):
        return near
    many = saying.counted(abs(days), "day")
    return saying.say("{days} ago", days=many) if days > 0 else saying.say("in {days}", days=many)


def money(pence: int | None) -> str:
    """£62.00, £1,840.50"""
    if pence is None:
        return ""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 case, 2 cases, 1,204 cases; `many` for words that don't just take an s."""
    return saying.counted(count, one, many or "")


def in_year(value: date | None) -> str:
    """Tuesday 24 November, with its year where that is not this one."""
    return "" if value is None else (weekday(value) if local(value).year == today().year else long_day(value))


def near_day(value: date | None, on: date | None = None) -> str:
    """24 November, with its year where that is not this one."""
    if value is None:
        return ""
    return dates.of_month(local(value)) if local(value).year == (on or today()).year else day(value)


def quoted(words: str) -> str:
    """“Her own words”: in marks once, also where whoever wrote them down typed the marks too."""
    bare = words.strip()
    if len(bare) > 1 and (bare[0], bare[-1]) in MARKS and not set(bare[1:-1]) & {bare[0], bare[-1]}:
        bare = bare[1:-1]
    return f"“{bare}”" if bare else ""


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
    "small": small,
    "lower": lower,
    "near_day": near_day,
    "quoted": quoted,
    "iso": iso,
}
