"""Which rows of a day stand on its page at once: the first that press, then the next of the others. All are a link.

What presses: whoever has nowhere to sleep or is missing, what is late, due today or tomorrow, and what somebody waits
to be answered.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from handrail.people.cases.events.my_day_rows import OPENING
from handrail.people.cases.my_day_row_provider import MyDayRow
from handrail.people.cases.prompt_order import DUTIES_IN_LAW, SAFETY_FIRST
from handrail.people.workspace.day_row_providers_and_case_panels import get_day_row_provider
from handrail.platform.access.today import today

MOST_URGENT_SHOWN = 10
"""No more of what presses; places are never left out, nor the first of those that somebody waits to be answered."""
ANSWERS_SHOWN = 3
LEAST_SHOWN = 10
"""So many stand there, where there are so many, whether they press or not."""
MOST_WAITING_SHOWN = 3
MOST_FOR_READER_SHOWN = 4
"""Of what stands apart because it waits for the reader's decision."""
ROWS_PER_PAGE = 15
"""Of all that is to do, and of all that is waited on, on pages of their own: as many as a phone scrolls through."""
LEAST_LEFT_OUT = 3
"""Fewer than these are not worth a link."""


class MyDayShownPart(StrEnum):
    """What is asked for, as the address says it: the day, or one of its lists whole, page by page."""

    DAY = ""
    TODO = "all"
    WAITING = "waiting"
    FOR_READER = "for-you"


def list_shown_todo_row_indexes(rows: Sequence[MyDayRow], *, gaps: int = 0) -> list[int]:
    """Where those stand that are shown at once.

    Args:
        rows: in the order of their urgency.
        gaps: how many gaps in cover stand before them; so many fewer are shown, but none of danger or of a duty.
    """
    tomorrow = today() + datetime.timedelta(days=1)
    pressing = [n for n, row in enumerate(rows) if is_row_urgent(row, tomorrow)]
    answers = [n for n in pressing if rows[n].due_on is None and get_day_row_provider(rows[n]).awaits_answer]
    shown = {*pressing[: MOST_URGENT_SHOWN - gaps], *(n for n in pressing if rows[n].sort == "place")}
    shown |= {n for n in pressing[:MOST_URGENT_SHOWN] if rows[n].code in SAFETY_FIRST | DUTIES_IN_LAW}
    shown |= {*answers[:ANSWERS_SHOWN]}
    shown.update(_iterate_row_indexes_up_to_least_shown(len(rows), shown, LEAST_SHOWN - gaps))
    return _list_all_indexes_if_few_left_out(sorted(shown), len(rows))


def list_shown_waiting_row_indexes(count: int) -> list[int]:
    """The same of what is waited on from others: the first of them."""
    return _list_all_indexes_if_few_left_out([*range(min(count, MOST_WAITING_SHOWN))], count)


def list_shown_for_reader_row_indexes(count: int) -> list[int]:
    """The same of what waits for the reader's decision."""
    return _list_all_indexes_if_few_left_out([*range(min(count, MOST_FOR_READER_SHOWN))], count)


def is_row_urgent(row: MyDayRow, tomorrow: datetime.date) -> bool:
    """Whether the row is for today or tomorrow, for somebody who waits or is in danger, or a duty in law."""
    if row.sort == OPENING or row.code in SAFETY_FIRST | DUTIES_IN_LAW:
        return True
    return get_day_row_provider(row).awaits_answer if row.due_on is None else row.due_on <= tomorrow


def are_all_due_after_tomorrow(rows: Iterable[MyDayRow]) -> bool:
    """Whether all of them have a day, and it comes after tomorrow."""
    tomorrow = today() + datetime.timedelta(days=1)
    return all(row.due_on and row.due_on > tomorrow for row in rows)


def count_pages(rows: int) -> int:
    """How many pages a list has; an empty one has one."""
    return max(1, -(-rows // ROWS_PER_PAGE))


def get_page_of_row(index: int) -> int:
    """On which page a row stands, from 1."""
    return index // ROWS_PER_PAGE + 1


def _iterate_row_indexes_up_to_least_shown(count: int, shown: set[int], least: int) -> Iterator[int]:
    """The first of the others, up to so many in all."""
    others = [n for n in range(count) if n not in shown]
    return iter(others[: max(0, least - len(shown))])


def _list_all_indexes_if_few_left_out(shown: list[int], count: int) -> list[int]:
    return shown if count - len(shown) >= LEAST_LEFT_OUT else [*range(count)]
