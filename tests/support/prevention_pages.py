"""Campaigns as the commissioner's office makes them through the pages, after Dyfed-Powys's and London's own."""

from datetime import date

from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions.scanning import scan_month
from handrail.insight.signals.models import Signal
from support.cast import LINCOLNSHIRE
from support.practice_pages import Pages, _day

TODAY = date(2026, 11, 24)
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)


def days(**named: date) -> dict[str, str]:
    """Days as a form sends them."""
    return {key: value for name, day in named.items() for key, value in _day(name, day).items()}


def set_up(pages: Pages, address: str = "/prevention/campaigns/add/", **more: str) -> str:
    """A campaign for a year. Where its page is."""
    given = {"title": "Know your rights on the farm", "aim": "Workers know whom to ask.", "funding": ""}
    return pages.post(address, **(given | {"budget": ""} | more), **days(starts_on=FIRST, ends_on=LAST))


def add_activity(pages: Pages, campaign: str, *, ends: date = date(2026, 9, 30), **more: object) -> None:
    """A film for farm workers in two languages, followed by “Online or in the news”."""
    given = {
        "what": "Film for dairy farms",
        "kind": "film",
        "sector": "agriculture",
        "language_codes": ["pl", "ro"],
        "heard": "online",
        "stage": "before",
    }
    pages.post(f"{campaign}activities/add/", **(given | more), **days(starts_on=FIRST, ends_on=ends))


def add_partner(pages: Pages, campaign: str) -> None:
    """A small organisation that is paid a part of what was agreed."""
    pages.post(
        f"{campaign}organisations/add/",
        name="Kanlungan",
        community="Filipino care workers",
        language="other",
        duties="Posts the messages in its groups and answers questions.",
        agreed="1500",
        paid="600",
        **days(paid_on=date(2026, 10, 2)),
    )


def scan_drop(newest: str) -> Signal:
    """The signal of Lincolnshire: nine referrals a month for 33 months, none in the last three; a neighbour stays."""
    months = [shift_month(newest, place - 35) for place in range(36)]
    counted = [
        TrueCount("referred", month, area, "", "", 0 if area == LINCOLNSHIRE and month in months[-3:] else 9)
        for month in months
        for area in (LINCOLNSHIRE, "E23000024")
    ]
    scan_month(newest, counted)
    return Signal.objects.get(area_code=LINCOLNSHIRE, measure="referred")
