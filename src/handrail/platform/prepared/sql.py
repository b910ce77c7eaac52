"""The SQL of one query for one engine, with places for its values, and what turns its columns into values."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MethodType, SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count
from django.db.models.query import ModelIterable
from django.db.models.sql.subqueries import AggregateQuery

from handrail.platform.prepared.values import Mark, fill

PLACE = re.compile(r"%%|%s")
CHANGES = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f]{32}$")
"""A day, a moment or the number of a file, as either engine has it: never the same from one run to the next.

Nor is a whole number, as users and bodies have; true, false and the 1 that Django writes for EXISTS are no such."""
type Turn = Callable[[Any, BaseDatabaseWrapper], Any]


class Sql:
    """Kept for the life of the process, so it holds on to no connection."""

    __slots__ = ("_alias", "_asked", "_between", "_lists", "_marks", "_shape", "_turns")

    def __init__(self, asked: Any, *, counted: bool = False) -> None:
        """The query itself, or one that counts its rows."""
        connection = connections[asked.db]
        query = _count_of(asked) if counted else asked.query
        compiler = query.get_compiler(asked.db)
        text, marks = compiler.as_sql()
        _refuse_what_changes(marks)
        columns = [] if counted else [each[0] for each in compiler.select[: compiler.col_count]]
        self._alias, self._marks, self._asked = asked.db, tuple(marks), asked
        self._shape = compiler.select, compiler.klass_info, compiler.annotation_col_map
        self._lists = tuple(mark.name for mark in marks if isinstance(mark, Mark) and mark.many)
        self._between = _between_lists(text, self._marks)
        turns = compiler.get_converters(columns)
        self._turns = tuple(
            (at, _turn(one, of, connection)) for at, (all_of, of) in turns.items() for one in all_of
        )

    def run(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows with these values."""
        connection = connections[self._alias]
        with connection.cursor() as cursor:
            cursor.execute(self._text(values), fill(connection, self._marks, values))
            rows = cursor.fetchall()
        return list(self._turned(rows, connection)) if self._turns else rows

    def models(self, values: Mapping[str, Any]) -> list[Any]:
        """The rows as models: Django's own iterable over rows that are there already."""
        again = _Again(self._shape, self.run(values))
        query = SimpleNamespace(get_compiler=lambda using: again)
        asked: Any = SimpleNamespace(
            db=self._alias,
            query=query,
            model=self._asked.model,
            _fetch_mode=self._asked._fetch_mode,
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def _text(self, values: Mapping[str, Any]) -> str:
        text = self._between[0]
        for name, after in zip(self._lists, self._between[1:], strict=True):
            text += ", ".join(["%s"] * (len(values[name]) or 1)) + after
        return text

    def _turned(
        self, rows: Iterable[tuple[Any, ...]], connection: BaseDatabaseWrapper
    ) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            columns = list(row)
            for at, turn in self._turns:
                columns[at] = turn(columns[at], connection)
            yield tuple(columns)


class _Again:
    """What `ModelIterable` asks of a compiler, for rows that were fetched and turned."""

    def __init__(self, shape: tuple[Any, Any, Any], rows: list[tuple[Any, ...]]) -> None:
        self.select, self.klass_info, self.annotation_col_map = shape
        self._rows = rows

    def execute_sql(self, **_how: Any) -> None:
        """It ran already."""

    def results_iter(self, _results: None) -> list[tuple[Any, ...]]:
        """The rows."""
        return self._rows


def _count_of(asked: Any) -> AggregateQuery:
    """Counted by the engine, so that a thousand rows are not fetched to know how many there are."""
    query = AggregateQuery(asked.model, asked.query)
    query.add_annotation(Count("*"), alias="count")
    return query


def _refuse_what_changes(marks: Iterable[Any]) -> None:
    for mark in marks:
        if (
            isinstance(mark, (datetime.date, UUID))
            or (isinstance(mark, int) and mark > 1)
            or (isinstance(mark, str) and CHANGES.match(mark))
        ):
            raise ValueError(
                "A day or a number was written into a statement that is kept. Say `given` instead."
            )


def _between_lists(text: str, marks: tuple[Any, ...]) -> tuple[str, ...]:
    """The SQL cut where a list will stand, which has as many places as the list is long."""
    cuts, found = [0], iter(marks)
    for place in PLACE.finditer(text):
        if place.group() == "%s" and isinstance(mark := next(found), Mark) and mark.many:
            cuts += place.span()
    cuts.append(len(text))
    return tuple(text[cuts[n] : cuts[n + 1]] for n in range(0, len(cuts), 2))


def _turn(converter: Any, of: Any, connection: BaseDatabaseWrapper) -> Turn:
    """A converter of the engine's is called on the connection that runs, not on that on which it was found."""
    if isinstance(converter, MethodType) and converter.__self__ is connection.ops:
        plain = converter.__func__
        return lambda value, running: plain(running.ops, value, of, running)
    return lambda value, running: converter(value, of, running)
