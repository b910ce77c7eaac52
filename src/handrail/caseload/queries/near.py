"""Which rows of a day stand on its page at once: all that presses, and the next of the others. The rest is a link away.

What presses: whoever has nowhere to sleep or is missing, what is late, due today or tomorrow, and what somebody waits
to be answered.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from handrail.access.today import today
from handrail.casework.lists.queries.day import DayRow

AT_ONCE = 25
"""No more of what presses; places are never left out."""
AT_LEAST = 12
"""So many stand there, where there are so many, whether they press or not."""
WAITED_ON = 6
WORTH = 3
"""Fewer than these are not worth a link."""
ANSWERS = frozenset({"unworked", "hand_over", "form", "form_back", "referral"})


def near(rows: Sequence[DayRow]) -> list[int]:
    """Where those stand that are shown at once, among rows in the order of their urgency."""
    tomorrow = today() + datetime.timedelta(days=1)
    pressing = [n for n, row in enumerate(rows) if presses(row, tomorrow)]
    shown = {*pressing[:AT_ONCE], *(n for n in pressing if rows[n].sort == "place")}
    shown.update(_next(len(rows), shown))
    return _worth(sorted(shown), len(rows))


def waited_on(count: int) -> list[int]:
    """The same of what is waited on from others: the first of them."""
    return _worth([*range(min(count, WAITED_ON))], count)


def presses(row: DayRow, tomorrow: datetime.date) -> bool:
    """Whether the row is for today or tomorrow, or for somebody who waits."""
    return row.sort in ANSWERS if row.due_on is None else row.due_on <= tomorrow


def comes_later(rows: Iterable[DayRow]) -> bool:
    """Whether all of them have a day, and it comes after tomorrow."""
    tomorrow = today() + datetime.timedelta(days=1)
    return all(row.due_on and row.due_on > tomorrow for row in rows)


def _next(count: int, shown: set[int]) -> Iterator[int]:
    """The first of the others, up to so many in all."""
    others = [n for n in range(count) if n not in shown]
    return iter(others[: max(0, AT_LEAST - len(shown))])


def _worth(shown: list[int], count: int) -> list[int]:
    return shown if count - len(shown) >= WORTH else [*range(count)]
