"""What a room adds to My day: rows of one kind, from the statement that finds them to the words that they show.

A room declares a subclass of `MyDayRowProvider` for each kind of row in its own `my_day_rows.py`;
`workspace/providers.py` has the tuple of all.
Rows are found first, by the numbers of the cases; then the policy is asked of all cases at once;
names and other sealed text are opened only for the rows that are shown.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from handrail.people.cases import due_tags
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.url_cache import get_url

DAYS_AHEAD = datetime.timedelta(days=14)
MOST_PER_SORT = 30  # of each sort
AT_ONCE = datetime.date.min
"""The day of a row that comes before all: it is for now, and not late."""


class MyDayRow(NamedTuple):
    """One thing to do, or waited on. `sort` names its provider; `number` is the row that its button is about."""

    sort: str
    title: str
    case_id: UUID | None = None
    reference: str = ""
    called: str = ""
    phase: str = ""
    code: str = ""
    who: str = ""
    why: str = ""
    rule: str = ""
    source: str = ""
    confidence: str = ""
    kind: str = ""
    ours: bool = True
    started: datetime.date | None = None
    due_on: datetime.date | None = None
    due_time: datetime.time | None = None
    number: UUID | int | None = None
    warning: bool = False
    for_whom: str = ""
    joined: str = ""
    restricted: bool = False
    further: int = 0
    """How many more of the same sort its case has, that are not rows of their own."""


RowMaker = Callable[[CaseAccess], MyDayRow]


class DayRowCandidate(NamedTuple):
    """A row before the policy was asked: the kind that it tells of, whether only those who work on the case get it.

    What is sealed in it, or costs to read, is put in by `make` where the row is shown. `also`: a kind that the row does
    not show and that could be guessed from it.
    """

    case_id: UUID
    needs: Kind | None
    row: MyDayRow
    make: RowMaker | None = None
    inside: bool = False
    named: bool = True
    also: Kind | None = None


class DayRowViewer(NamedTuple):
    """Whose day it is, as far as the statement depends on it: one person or a team, and what their role may do."""

    team: bool
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class MyDayQueryResult:
    """What the statement gave, by the sort of its branches, and what the reader may see of each case that it found."""

    by_sort: Mapping[str, list[SqlRow]]
    accesses: Mapping[UUID, CaseAccess]

    def get(self, sort: str) -> list[SqlRow]:
        """The rows of one branch."""
        return self.by_sort.get(sort, [])


@dataclass(frozen=True, slots=True)
class CheckedDayRows:
    """Rows that need no further check, and the kinds that were shown of each case for the audit trail."""

    rows: tuple[MyDayRow, ...] = ()
    shown: Mapping[UUID, tuple[str, ...]] | None = None


class MyDayRowProvider:
    """Rows of one kind on My day. A subclass overrides what differs; the rest is a row about a case, with a day."""

    sort: str
    """The name of its rows, and of the branch of the statement that finds them."""
    awaits_answer = False
    """Whether somebody waits for an answer: such a row without a day is shown at once."""
    stands_apart = False
    """Whether its rows stand in a panel of their own: a decision of the reader, which no longer list may push out."""
    undated_tag = ("soon", "No due date")
    """State and words of the tag of a row without a day."""
    act: tuple[str, str] = ("Open case", "case")
    """Words of the button, and the name of its address."""
    has_number = False
    """Whether the address of the button names the row beside the case."""
    may_chase = False
    """Whether somebody else who owes us an answer can be asked again from here."""

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        """Branches of the statement. `mine` are the reader's open cases; `%(user)s %(body)s %(today)s %(until)s` are
        values."""
        return ()

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        """A branch that embeds a row filter of the policy, with its values; None where there is none."""
        return None

    def build_own_row_exists_sql(self, reader: DayRowViewer) -> str:
        """One row where the reader may have rows that hang on no case of theirs; empty where that is not asked.

        Most readers have none: all providers ask in one statement, as the system, and only then read their rows.
        """
        return ""

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        """Rows about cases, before the policy is asked."""
        return ()

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        """Rows about no case, or ones that this provider checks and opens itself."""
        return CheckedDayRows()

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        """State and words of its tag."""
        return self.undated_tag if row.due_on is None else make_due_tag_of_day_row(row)

    def get_title(self, row: MyDayRow) -> str:
        """What is to be done, verb first."""
        return row.title

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        """Words of the button, and the address of the act itself."""
        name, address = self.act
        return name, get_url(address, row.reference, *([row.number] if self.has_number else []))

    def get_href(self, row: MyDayRow) -> str:
        """Where the title leads."""
        return get_url("case", row.reference) if row.reference else self.get_act(row)[1]

    def describe(self, row: MyDayRow) -> str:
        """Why today, in one line."""
        return ""

    def describe_waiting(self, row: MyDayRow) -> str:
        """The same, where somebody else owes us an answer."""
        return msg("From: {who}.", who=row.who)

    def get_explanation(self, row: MyDayRow) -> tuple[str, str]:
        """Why it is asked for at all, and the source of that; empty where nothing needs saying."""
        return "", row.source


def make_due_tag_of_day_row(row: MyDayRow) -> tuple[str, str]:
    """How near the day is.

    Returns:
        The tag's state and its words.
    """
    return due_tags.make_due_tag(kind="maximum", ours=row.ours, due_on=row.due_on, started=None)


def to_london_date(moment: datetime.datetime) -> datetime.date:
    """The day of a moment, in London."""
    return timezone.localtime(moment).date()


def build_own_cases_join_sql(model: type[Model], name: str) -> str:
    """The rows of a table for each case. CROSS JOIN keeps SQLite from reading the whole table instead."""
    return f"mine CROSS JOIN {quote_table_name(model)} {name}"


def build_any_row_branch_sql(sort: str, rest: str) -> str:
    """A branch of one empty row where there is any row.

    Args:
        sort: the provider's.
        rest: everything from FROM on, without an order.
    """
    return wrap_limited_branch_sql(build_branch_select_sql(sort, f"{rest} LIMIT 1"))
