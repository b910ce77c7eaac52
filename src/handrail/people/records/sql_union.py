"""The hand-written SQL of pages that are opened all day: one statement where there would be one for each table.

A statement is made of branches that share one set of columns, put together with UNION ALL. Each room writes the
branches for its own tables (`my_day_rows.py`, `case_panel.py`); a page has one place that puts its statement together
(`workspace/queries/sql/`), and `ask` here is the only code that executes one. Every value is a parameter. Who may see a
row is not decided here: the policy is asked of each case afterwards, and where its own row filter is needed, the
queryset that it gives is put into the statement (`embedded`).
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from handrail.people.records.models import Case

type Values = Mapping[str, Any]


class SqlRow(NamedTuple):
    """A row of any branch. What a branch does not name is None."""

    sort: str
    case_id: Any = None
    pk: Any = None
    number: Any = None
    a: Any = None
    b: Any = None
    c: Any = None
    d: Any = None
    e: Any = None
    f: Any = None
    g: Any = None
    h: Any = None
    day: Any = None
    until: Any = None
    moment: Any = None
    end: Any = None
    clock: Any = None
    sealed: Any = None
    flag: Any = None


TYPES = {
    **dict.fromkeys(("sort", "a", "b", "c", "d", "e", "f", "g", "h"), "text"),
    **dict.fromkeys(("case_id", "pk"), "uuid"),
    "number": "bigint",
    **dict.fromkeys(("day", "until"), "date"),
    **dict.fromkeys(("moment", "end"), "timestamp with time zone"),
    "clock": "time",
    "sealed": "bytea",
    "flag": "boolean",
}
LEFT_OUT = {name: f"CAST(NULL AS {kind})" for name, kind in TYPES.items()}
"""PostgreSQL takes a NULL for text where nothing says otherwise, and then refuses to put it under a number."""
FIRST = "SELECT " + ", ".join(LEFT_OUT[name] for name in SqlRow._fields) + " WHERE 1 = 0"
"""Comes before the branches and gives no row: SQLite's driver would turn some values by the columns of the first."""


def quote_table_name(model: type[Model]) -> str:
    """The table of a model, quoted."""
    return f'"{model._meta.db_table}"'


def build_branch_select_sql(sort: str, rest: str, **columns: str) -> str:
    """One SELECT: the columns that it fills, and everything from FROM on."""
    if unknown := columns.keys() - TYPES.keys():
        raise ValueError(f"No such columns: {unknown}")
    row = {"sort": f"'{sort}'"} | columns
    return "SELECT " + ", ".join(row.get(name, LEFT_OUT[name]) for name in SqlRow._fields) + " " + rest


def join_branches_sql(branches: Iterable[str]) -> str:
    """Several branches as one."""
    return " UNION ALL ".join(branches)


def wrap_limited_branch_sql(inner: str) -> str:
    """A branch with an order and a limit of its own, as both engines take it."""
    return f"SELECT * FROM ({inner}) AS first_of"


def build_union_all_sql(branches: Iterable[str], *, before: str = "") -> str:
    """The whole statement."""
    return before + join_branches_sql([FIRST, *branches])


def build_code_list_sql(codes: Iterable[str]) -> str:
    """Codes of ours as a list for IN. Never what somebody typed: anything but a code is refused."""
    codes = sorted(codes)
    if wrong := [code for code in codes if not re.fullmatch(r"[a-z0-9_]*", code)]:
        raise ValueError(f"Not codes: {wrong}")
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"


def embed_queryset_sql(rows: QuerySet[Any, Any], name: str) -> tuple[str, dict[str, object]]:
    """A queryset as a part of a statement.

    Returns:
        Its SQL, and its values under names that begin with `name`.
    """
    text, params = rows.query.sql_with_params()
    named = {f"{name}_{number}": value for number, value in enumerate(params)}
    places = iter(named)
    return re.sub(r"%%|%s", lambda at: at[0] if at[0] == "%%" else f"%({next(places)})s", text), named


def execute_and_fetch_rows(statement: str, values: Values) -> list[SqlRow]:
    """Execute a statement that reads. Returns its rows in their order, with Python's own types on both engines."""
    connection = connections[router.db_for_read(Case)]
    given = {name: _convert_value_for_engine(connection, value) for name, value in values.items()}
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows = cursor.fetchall()
    if connection.vendor == "sqlite":
        return [SqlRow(*(turn(value) for turn, value in zip(FROM_SQLITE, row, strict=True))) for row in rows]
    return [SqlRow(*row) for row in rows]


def group_rows_by_branch_name(lines: Iterable[SqlRow]) -> dict[str, list[SqlRow]]:
    """The rows of each branch.

    Returns:
        By the sort of the branch, in the order of the statement.
    """
    found: dict[str, list[SqlRow]] = {}
    for line in lines:
        found.setdefault(line.sort, []).append(line)
    return found


def _convert_value_for_engine(connection: BaseDatabaseWrapper, value: Any) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _make_none_keeping_converter(turn: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else turn(value)


def _parse_utc_moment(kept: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(kept).replace(tzinfo=datetime.UTC)


def _return_unchanged(value: Any) -> Any:
    return value


OF_SQLITE: dict[str, Callable[[Any], Any]] = {
    "uuid": _make_none_keeping_converter(UUID),
    "date": _make_none_keeping_converter(datetime.date.fromisoformat),
    "timestamp with time zone": _make_none_keeping_converter(_parse_utc_moment),
    "time": _make_none_keeping_converter(datetime.time.fromisoformat),
    "boolean": _make_none_keeping_converter(bool),
}
FROM_SQLITE = [OF_SQLITE.get(TYPES[name], _return_unchanged) for name in SqlRow._fields]
"""SQLite has neither numbers of this kind nor days: it keeps texts and integers, as Django writes them."""
