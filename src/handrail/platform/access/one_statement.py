"""Several querysets read in one statement, for pages that show many small tables of one record.

    tasks, contacts = Task.objects.filter(…).order_by("due_on"), Contact.objects.filter(…)
    evaluate_in_one_statement([tasks, contacts])
    list(tasks)                                  # no further statement; joined rows and annotations are there too

Each queryset becomes a branch of one UNION ALL. Columns of a kind share a column of the statement, so that both engines
give the values that the queryset's own statement would give, and Django makes its objects of them as always.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, QuerySet

type Compiler = Any
"""Django's own, which its stubs do not describe closely enough to be told."""


_kinds: "dict[tuple[str, Field[Any, Any]], str]" = {}


class _QuerysetBranch(NamedTuple):
    """A queryset with its SQL, and the kind and name of each of its columns."""

    queryset: QuerySet[Any, Any]
    compiler: Compiler
    sql: str
    params: tuple[Any, ...]
    columns: list[tuple[str, str]]


def evaluate_in_one_statement(querysets: Iterable[QuerySet[Any, Any]]) -> None:
    """Fill the querysets with their rows, each in its own order: one statement, two for `prefetch_related`.

    Args:
        querysets: of one database, not evaluated yet. None of them may be an `iterator()`, a union or locked.
    """
    branches: list[_QuerysetBranch] = []
    for queryset in querysets:
        try:
            branches.append(_compile_queryset_branch(queryset))
        except EmptyResultSet:
            list(queryset)
    if len(branches) < 2:
        for branch in branches:
            list(branch.queryset)
        return
    rows = _fetch_rows_by_branch(connections[branches[0].queryset.db], branches)
    for branch, found in zip(branches, rows, strict=True):
        _set_querysets_result(branch, found)


def _compile_queryset_branch(queryset: QuerySet[Any, Any]) -> _QuerysetBranch:
    compiler: Compiler = queryset.query.get_compiler(queryset.db)
    sql, params = compiler.as_sql(with_col_aliases=True)
    columns = [
        (_get_column_sql_type(one.output_field, compiler.connection), alias)
        for one, _, alias in compiler.select
    ]
    return _QuerysetBranch(queryset, compiler, sql, tuple(params), columns)


def _get_column_sql_type(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> str:
    """The type under which the column may share a place with others: found out once for a column of a table."""
    if not hasattr(field, "model"):
        return _find_column_sql_type(field, connection)
    key = connection.vendor, field
    if key not in _kinds:
        _kinds[key] = _find_column_sql_type(field, connection)
    return _kinds[key]


def _find_column_sql_type(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> str:
    """Texts of every length are one."""
    kind = field.db_type(connection) or ""
    return "text" if kind.startswith(("varchar", "char")) else kind


def _fetch_rows_by_branch(
    connection: BaseDatabaseWrapper, branches: Sequence[_QuerysetBranch]
) -> list[list[tuple[object, ...]]]:
    """The rows of each branch, with its own columns in its own order."""
    width: dict[str, int] = {}
    for branch in branches:
        for kind, needed in Counter(kind for kind, _ in branch.columns).items():
            width[kind] = max(width.get(kind, 0), needed)
    slots = [(kind, number) for kind, most in width.items() for number in range(most)]
    places = [_assign_columns_to_slots(branch, slots) for branch in branches]
    # The first gives no row: it names the types, and SQLite's driver would turn values by the columns of the first.
    texts = ["SELECT 0, " + ", ".join(f"CAST(NULL AS {kind})" for kind, _ in slots) + " WHERE 1 = 0"]
    quote = connection.ops.quote_name
    for number, (branch, at) in enumerate(zip(branches, places, strict=True)):
        filled = dict(zip(at, (quote(alias) for _, alias in branch.columns), strict=True))
        columns = (filled.get(place, f"CAST(NULL AS {kind})") for place, (kind, _) in enumerate(slots))
        texts.append(f"SELECT {number}, {', '.join(columns)} FROM ({branch.sql}) AS part_{number}")
    rows: list[list[tuple[object, ...]]] = [[] for _ in branches]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), [value for branch in branches for value in branch.params])
        for number, *values in cursor.fetchall():
            rows[number].append(tuple(values[place] for place in places[number]))
    return rows


def _assign_columns_to_slots(branch: _QuerysetBranch, slots: Sequence[tuple[str, int]]) -> list[int]:
    """For each column of the branch the place of the statement's column that carries it."""
    at = {slot: place for place, slot in enumerate(slots)}
    used: dict[str, int] = {}
    places = []
    for kind, _ in branch.columns:
        places.append(at[kind, used.get(kind, 0)])
        used[kind] = used.get(kind, 0) + 1
    return places


def _set_querysets_result(branch: _QuerysetBranch, rows: list[tuple[object, ...]]) -> None:
    """Let the queryset read these rows as the answer to its own statement."""
    branch.compiler.execute_sql = lambda *_, **__: [rows]
    query: Any = branch.queryset.query
    query.get_compiler = lambda *_, **__: branch.compiler
    try:
        list(branch.queryset)
    finally:
        del query.get_compiler  # what is chained on the queryset later asks for itself
