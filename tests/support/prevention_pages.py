"""Campaigns as the commissioner's office makes them through the pages, after Dyfed-Powys's and London's own."""

from datetime import date

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


def add_activity(pages: Pages, campaign: str, **more: object) -> None:
    """A film for farm workers in two languages, followed by “Online or in the news”."""
    given = {
        "what": "Film for dairy farms",
        "kind": "film",
        "sector": "agriculture",
        "language_codes": ["pl", "ro"],
        "heard": "online",
        "stage": "before",
    }
    pages.post(
        f"{campaign}activities/add/", **(given | more), **days(starts_on=FIRST, ends_on=date(2026, 9, 30))
    )


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
