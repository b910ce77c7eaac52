"""What becomes of a wait where its rule changes: bands of days, never the day of anybody."""

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.insight.publication.models import RuleChangeFigures
from handrail.insight.publication.months_and_quarters import format_month
from handrail.platform.kernel.dates import to_date
from handrail.platform.kernel.messages import msg

CHANGE: Final = "change"
CHANGES: Final = (
    ("earlier_more", "More than a month shorter"),
    ("earlier_31", "8 to 31 days shorter"),
    ("earlier_7", "1 to 7 days shorter"),
    ("same", "No change"),
    ("later_7", "1 to 7 days longer"),
    ("later_31", "8 to 31 days longer"),
    ("later_more", "More than a month longer"),
    ("no_limit", "No limit any more"),
    ("new_limit", "A limit where there is none now"),
)
"""Codes with their words, in the order of the page."""
type Due = datetime.date | datetime.datetime | None


class RuleChangeRow(NamedTuple):
    """One band: its words, how many people, and the length of its bar in a hundred."""

    words: str
    people: int
    bar: int


class RuleChangePanel(NamedTuple):
    """One change of one clock, as the page shows it."""

    title: str
    when: str
    before: str
    after: str
    people: int
    rows: Sequence[RuleChangeRow]


def find_wait_change_band(before: Due, after: Due) -> str:
    """The band of a wait.

    Args:
        before: the day on which it ends under the rules in force; None without a limit.
        after: the same under the changed rules.

    Returns:
        A code of CHANGES.
    """
    if before is None or after is None:
        return "same" if before is after else "no_limit" if after is None else "new_limit"
    days = (to_date(after) - to_date(before)).days
    if not days:
        return "same"
    side, length = ("later" if days > 0 else "earlier"), abs(days)
    return f"{side}_7" if length <= 7 else f"{side}_31" if length <= 31 else f"{side}_more"


def list_published_rule_changes() -> list[RuleChangePanel]:
    """Every change that was drawn, the newest year first. One statement."""
    return [_make_rule_change_panel(row) for row in RuleChangeFigures.objects.all()]


def _make_rule_change_panel(row: RuleChangeFigures) -> RuleChangePanel:
    people = {code: row.figures.get(f"{CHANGE}={code}", 0) for code, _ in CHANGES}
    most = max(people.values(), default=0) or 1
    return RuleChangePanel(
        title=row.clock_name,
        when=msg("{first} to {last}", first=format_month(row.first_month), last=format_month(row.last_month)),
        before=row.before,
        after=row.after,
        people=row.figures.get("", 0),
        rows=[
            RuleChangeRow(words, people[code], round(100 * people[code] / most))
            for code, words in CHANGES
            if people[code]
        ],
    )
