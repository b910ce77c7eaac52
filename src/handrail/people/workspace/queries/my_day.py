"""My day, whole: everything that is due, late or waiting for me or my team, from every part, most urgent first.

What is late comes first, then what falls due today, then what has no day and waits for an answer, then what comes.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from handrail.people.cases.events.my_day_rows import OPENING
from handrail.people.cases.my_day_row_provider import AT_ONCE, CheckedDayRows, MyDayQueryResult, MyDayRow
from handrail.people.cases.prompt_order import PromptRank, get_prompt_rank
from handrail.people.emergencies.my_day_rows import OPEN_NOW
from handrail.people.matching.queries.joined_cases import (
    convert_sql_rows_to_join_rows,
    list_visible_case_joins,
)
from handrail.people.records.models import Case
from handrail.people.records.sql_union import SqlRow
from handrail.people.workspace.day_row_providers_and_case_panels import (
    DAY_ROW_PROVIDERS,
    get_day_row_provider,
    get_rank_of_undated_my_day_row,
)
from handrail.people.workspace.queries.joined_day_rows import (
    count_open_cases_led_by_joined_case,
    merge_rows_of_joined_cases,
    merge_undated_duties_by_case,
)
from handrail.people.workspace.queries.my_day_rows import (
    MOST_CASES_OF_WORKER,
    MyDayCase,
    VisibleDayRow,
    build_visible_day_rows,
    count_own_cases_up_to_limit,
    unseal_visible_day_rows,
)
from handrail.people.workspace.queries.sql.my_day import fetch_day_rows_by_branch_name
from handrail.people.workspace.shown_day_rows import (
    ROWS_PER_PAGE,
    MyDayShownPart,
    are_all_due_after_tomorrow,
    count_pages,
    get_page_of_row,
    list_shown_for_reader_row_indexes,
    list_shown_todo_row_indexes,
    list_shown_waiting_row_indexes,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.vault.blind_code import BlindCodeField

MOST_ROWS = 60
PHASE: BlindCodeField = Case._meta.get_field("phase")
RANKED_SORTS = frozenset({"due", "no_plan"})
"""Rows whose `code` is that of a prompt of the pathway."""


@dataclass(frozen=True, slots=True)
class MyDayRowCounts:
    """How many there are in all, whether they stand on the page or not."""

    todo: int
    late: int
    now: int
    offers: int
    waiting: int
    for_reader: int
    more: int
    """To do, beyond those that any page of it shows."""


@dataclass(frozen=True, slots=True)
class MyDayPageRows:
    """Everything on the page, in the order in which it is shown: the day, or one page of one of its lists."""

    todo: tuple[MyDayRow, ...]
    part: MyDayShownPart
    page: int
    pages: int
    offers_page: int
    """On which page of all that is to do the first offer stands; 0 for no offer."""
    later: bool
    """Whether all that is left out comes after tomorrow."""
    late_left_out: int
    due_today_left_out: int
    """How many that do not stand on the page were due before, and how many are due today."""
    today: tuple[MyDayRow, ...]
    waiting: tuple[MyDayRow, ...]
    gaps: tuple[MyDayRow, ...]
    for_reader: tuple[MyDayRow, ...]
    gap_count: int
    count: MyDayRowCounts
    today_count: int
    cases: int
    team: bool
    shown: dict[UUID, tuple[str, ...]]


def get_my_day(
    actor: Actor, *, team: bool, part: MyDayShownPart = MyDayShownPart.DAY, page: int = 1
) -> MyDayPageRows:
    """The actor's day, or their team's. As many statements for one row as for a hundred.

    Args:
        actor: who reads.
        team: whether the team's day is asked for.
        part: the day, or which of its lists whole.
        page: of that list, from 1; the nearest where there is no such page.
    """
    lines = fetch_day_rows_by_branch_name(actor, team=team)
    mine = [_make_my_day_case_of_sql_row(line) for line in lines.get("case", [])]
    found = [row for provider in DAY_ROW_PROVIDERS for row in provider.make_candidates(actor, lines)]
    day = build_visible_day_rows(actor, mine, found)
    given = MyDayQueryResult(lines, day.accesses)
    finished = [provider.make_checked_day_rows(actor, given) for provider in DAY_ROW_PROVIDERS]
    open_cases = lines["open_count"][0].number if team else _count_open_cases(actor, mine, day.cases)
    joins = list_visible_case_joins(actor, convert_sql_rows_to_join_rows(lines.get("join", [])))
    beside = [VisibleDayRow(row, row.reference) for part in finished for row in part.rows]
    parts = _MyDayRowsBySection(
        merge_undated_duties_by_case(merge_rows_of_joined_cases([*day.rows, *beside], joins))
    )
    picked = parts.pick(part, page)
    shown = _unseal_sections(picked.todo, picked.today, picked.waiting, picked.gaps, picked.for_reader)
    first_offer = next((n for n, one in enumerate(parts.todo) if one.row.sort == "offer"), None)
    return MyDayPageRows(
        todo=tuple(sorted(shown.parts[0], key=get_urgency_sort_key)),
        part=part,
        page=picked.page,
        pages=picked.pages,
        offers_page=0 if first_offer is None else get_page_of_row(first_offer),
        later=are_all_due_after_tomorrow(picked.left_out),
        late_left_out=parts.count.late - _count_late_rows(picked.todo, today()),
        due_today_left_out=parts.count.now - sum(1 for one in picked.todo if one.row.due_on == today()),
        today=tuple(sorted(shown.parts[1], key=get_urgency_sort_key)),
        waiting=shown.parts[2],
        gaps=shown.parts[3],
        for_reader=shown.parts[4],
        gap_count=lines["gap_count"][0].number if team else 0,
        count=parts.count,
        today_count=parts.today_count,
        cases=open_cases - count_open_cases_led_by_joined_case(joins, None if team else mine),
        team=team,
        shown=_merge_shown_information_kinds_by_case(shown.shown, finished),
    )


def _make_my_day_case_of_sql_row(line: SqlRow) -> MyDayCase:
    phase = PHASE.decode(line.b)
    return MyDayCase(line.case_id, line.number, line.a, phase, line.day, line.sealed, bool(line.flag))


def _count_late_rows(rows: Iterable[VisibleDayRow], now: datetime.date) -> int:
    """What is for now is not late."""
    return sum(1 for one in rows if one.row.due_on and AT_ONCE < one.row.due_on < now)


def _count_open_cases(actor: Actor, mine: list[MyDayCase], opened: int) -> int:
    """How many cases are open: those that the policy opened, where all were looked at."""
    return opened if len(mine) < MOST_CASES_OF_WORKER else count_own_cases_up_to_limit(actor)


class _DisplayedDayRows(NamedTuple):
    """What is opened and shown of a day; `left_out` is to do as well and on no part of this page."""

    todo: list[VisibleDayRow]
    today: list[VisibleDayRow]
    waiting: list[VisibleDayRow]
    gaps: list[VisibleDayRow]
    for_reader: list[VisibleDayRow]
    left_out: list[MyDayRow]
    page: int = 1
    pages: int = 1


class _MyDayRowsBySection:
    """The rows, each in its part of the page, and in its order as far as it can be told before they are opened."""

    def __init__(self, rows: list[VisibleDayRow]) -> None:
        now = today()
        self.gaps = [one for one in rows if one.row.sort == "gap"]
        self.today = [one for one in rows if one.row.sort == "contact" and one.row.due_on == now]
        self.waiting = [one for one in rows if not one.row.ours]
        self.for_reader = sorted(
            (one for one in rows if get_day_row_provider(one.row).stands_apart),
            key=_make_urgency_sort_key_function(now),
        )
        apart = {id(one) for one in (*self.gaps, *self.today, *self.waiting, *self.for_reader)}
        todo = sorted((one for one in rows if id(one) not in apart), key=_make_urgency_sort_key_function(now))
        self.todo = todo[:MOST_ROWS]
        self.count = MyDayRowCounts(
            todo=len(self.todo),
            late=_count_late_rows(todo, now),
            now=sum(1 for one in todo if one.row.due_on == now),
            offers=sum(1 for one in todo if one.row.sort == "offer"),
            waiting=len(self.waiting),
            for_reader=len(self.for_reader),
            more=len(todo) - len(self.todo),
        )
        self.today_count = len(self.today)

    def pick(self, part: MyDayShownPart, page: int) -> _DisplayedDayRows:
        """The rows that the page shows.

        Args:
            part: the day, or which of its lists whole.
            page: of that list.
        """
        if part is MyDayShownPart.DAY:
            todo = list_shown_todo_row_indexes([one.row for one in self.todo], gaps=len(self.gaps))
            waiting = list_shown_waiting_row_indexes(len(self.waiting))
            return _DisplayedDayRows(
                [self.todo[n] for n in todo],
                self.today,
                [self.waiting[n] for n in waiting],
                self.gaps,
                [self.for_reader[n] for n in list_shown_for_reader_row_indexes(len(self.for_reader))],
                [one.row for n, one in enumerate(self.todo) if n not in {*todo}],
            )
        rows = {MyDayShownPart.TODO: self.todo, MyDayShownPart.FOR_READER: self.for_reader}.get(
            part, self.waiting
        )
        pages = count_pages(len(rows))
        page = min(max(page, 1), pages)
        on_page = rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
        if part is MyDayShownPart.TODO:
            return _DisplayedDayRows(on_page, [], [], [], [], [], page, pages)
        if part is MyDayShownPart.FOR_READER:
            return _DisplayedDayRows([], [], [], [], on_page, [], page, pages)
        return _DisplayedDayRows([], [], on_page, [], [], [], page, pages)


@dataclass(frozen=True, slots=True)
class _UnsealedMyDayRowsAndShownKinds:
    parts: tuple[tuple[MyDayRow, ...], ...]
    shown: dict[UUID, tuple[str, ...]]


def _unseal_sections(*parts: list[VisibleDayRow]) -> _UnsealedMyDayRowsAndShownKinds:
    """Each part with its names, all opened together."""
    told = unseal_visible_day_rows(one for part in parts for one in part)
    rows = iter(told.rows)
    return _UnsealedMyDayRowsAndShownKinds(
        tuple(tuple(islice(rows, len(part))) for part in parts), told.shown
    )


def _make_urgency_sort_key_function(now: datetime.date) -> Callable[[VisibleDayRow], tuple[object, ...]]:
    return lambda one: (*_get_rank_and_due_time_sort_key(one.row, now), one.reference, one.row.title)


def get_urgency_sort_key(row: MyDayRow) -> tuple[object, ...]:
    """Who has nowhere to go, is missing or in danger, then duties in law, late, today, what has no day, what comes.

    Returns:
        What rows are sorted by.
    """
    return (*_get_rank_and_due_time_sort_key(row, today()), row.reference, row.title)


def _get_rank_and_due_time_sort_key(row: MyDayRow, now: datetime.date) -> tuple[object, ...]:
    undated = row.due_on is None
    return (
        get_prompt_rank(row.code)
        if row.ours and row.sort in RANKED_SORTS
        else _get_rank_of_row_without_prompt_rank(row),
        row.due_on or now,
        undated,
        get_rank_of_undated_my_day_row(row) if undated else 0,
        row.due_time or datetime.time.max,
        row.started or now,
    )


def _get_rank_of_row_without_prompt_rank(row: MyDayRow) -> int:
    """Whoever has nowhere to sleep, and a case that is open in an emergency, come before every rank; an opening that
    was left with duties; all else by day.
    """
    if row.sort == OPENING:
        return PromptRank.DUTY
    if row.sort == "emergency" and row.code == OPEN_NOW:
        return -1
    return -1 if row.sort == "place" and row.due_on == AT_ONCE else PromptRank.OTHER


def _merge_shown_information_kinds_by_case(
    shown: dict[UUID, tuple[str, ...]], finished: Iterable[CheckedDayRows]
) -> dict[UUID, tuple[str, ...]]:
    """The kinds that were shown of each case, with those that the providers opened themselves."""
    merged = {key: {*kinds} for key, kinds in shown.items()}
    for part in finished:
        for key, kinds in (part.shown or {}).items():
            merged.setdefault(key, set()).update(kinds)
    return {key: tuple(sorted(kinds)) for key, kinds in merged.items()}
