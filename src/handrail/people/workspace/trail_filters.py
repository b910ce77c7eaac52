"""What the page of who has looked is narrowed to, read from its address. What means nothing is passed over."""

import datetime
import re
from collections.abc import Iterable

from django.http import QueryDict

from handrail.platform.access.kinds import Kind
from handrail.platform.audit.queries import TrailFilter, UserNamedInTrail
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui import formatting

TAB_OUTCOMES = {"looks": "read", "changes": "done", "refused": "refused"}
"""Outcome, by the tab's code in the address."""
TAB_NAMES = {"refused": "Refused", "looks": "Views", "changes": "Changes"}
LAST_PAGE = 1_000_000
DAY = re.compile(r"(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})")
DAYS = ("since", "until")


def parse_trail_filter(given: QueryDict, people: Iterable[UserNamedInTrail]) -> TrailFilter:
    """Which records the address asks for."""
    person, kind = given.get("person", ""), given.get("kind", "")
    return TrailFilter(
        outcome=TAB_OUTCOMES[parse_access_log_tab(given)],
        user_id=person if person in {one.user_id for one in people} else "",
        since=_parse_trail_day(given.get("since", "")),
        until=_parse_trail_day(given.get("until", "")),
        kind=kind if kind in set(Kind) and parse_access_log_tab(given) == "looks" else "",
    )


def parse_access_log_tab(given: QueryDict) -> str:
    """The tab that the address asks for; the first where it asks for none."""
    tab = given.get("list", "")
    return tab if tab in TAB_OUTCOMES else "looks"


def parse_trail_page_number(given: QueryDict) -> int:
    """The page that the address asks for, from 1."""
    said = given.get("page", "")
    return min(max(int(said), 1), LAST_PAGE) if said.isascii() and said.isdecimal() and len(said) < 9 else 1


def describe_active_trail_filters(
    wanted: TrailFilter, people: Iterable[UserNamedInTrail]
) -> list[tuple[str, str]]:
    """The filters that hold.

    Returns:
        Each in words, with its name in the address.
    """
    named = {one.user_id: UserText(one.user_name) for one in people}
    found = [
        (named.get(wanted.user_id, "") if wanted.user_id else "", "person"),
        (Kind(wanted.kind).words if wanted.kind else "", "kind"),
        (msg("From {day}", day=formatting.format_day(wanted.since)) if wanted.since else "", "since"),
        (msg("To {day}", day=formatting.format_day(wanted.until)) if wanted.until else "", "until"),
    ]
    return [(text, name) for text, name in found if text]


def get_typed_trail_days(given: QueryDict) -> dict[str, str]:
    """The two days as they stand in their boxes.

    Returns:
        By name in the address: 24/11/2026, or as typed where it means no day.
    """
    return {name: _format_typed_day(given.get(name, "")) for name in DAYS}


def list_unreadable_trail_days(given: QueryDict) -> list[str]:
    """What was typed and means no day, so that the page can say that it was not filtered by."""
    return [said for name in DAYS if (said := given.get(name, "").strip()) and not _parse_trail_day(said)]


def _format_typed_day(said: str) -> str:
    day = _parse_trail_day(said)
    return f"{day.day}/{day.month}/{day.year}" if day else said.strip()


def _parse_trail_day(said: str) -> datetime.date | None:
    """A day as people write it, 24/11/2026, or as links do, 2026-11-24; within the years that a trail can have."""
    written = DAY.fullmatch(said.strip())
    try:
        day = (
            datetime.date(*(int(part) for part in reversed(written.groups())))
            if written
            else datetime.date.fromisoformat(said.strip())
        )
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2999 else None
