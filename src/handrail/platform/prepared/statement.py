"""A query that is turned into SQL once for each of its forms, and then only run."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from handrail.platform.prepared.sql import Sql

type Asked = QuerySet[Any, Any]

MOST = 2_000


class _NotYet:
    """What is not written yet. None is a statement that no row can fit."""


NOT_YET = _NotYet()
_written: dict[object, Sql | _NotYet | None] = {}
"""Of the whole process: an engine's SQL is the same on each of its connections. Begun again where it grows too long."""


class Written:
    """One form of a statement, ready to run."""

    __slots__ = ("_form", "_write")

    def __init__(self, write: Callable[[], Asked], form: object) -> None:
        self._write, self._form = write, form

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows with these values: the columns that `values_list` named, as Django would give them."""
        found = self._sql()
        return found.run(values) if found else []

    def models(self, **values: Any) -> list[Any]:
        """The rows as Django's models, with what `select_related` and `annotate` added."""
        found = self._sql()
        return found.models(values) if found else []

    def model(self, **values: Any) -> Any:
        """The first of these, None where there is none."""
        return next(iter(self.models(**values)), None)

    def column(self, **values: Any) -> list[Any]:
        """The first column alone."""
        return [row[0] for row in self.rows(**values)]

    def count(self, **values: Any) -> int:
        """How many rows there are with these values: no more than the query's own limit, where it has one."""
        found = self._sql(counted=True)
        return int(found.run(values)[0][0]) if found else 0

    def _sql(self, *, counted: bool = False) -> Sql | None:
        form = (self._form, counted)
        found = _written.get(form, NOT_YET)
        if not isinstance(found, _NotYet):
            return found
        if len(_written) >= MOST:
            _written.clear()
        _written[form] = found = _sql_of(self._write(), counted=counted)
        return found


def statement[**P](write: Callable[P, Asked]) -> Callable[P, Written]:
    """A function that writes a query becomes one that gives it ready to run.

    Its own parameters choose among forms (which sort, which order) and are kept apart: they must be few and hashable.
    What differs from one run to the next is `given`.
    """

    def form(*args: P.args, **kwargs: P.kwargs) -> Written:
        return Written(lambda: write(*args, **kwargs), (write, args, *kwargs.items()))

    return form


def _sql_of(asked: Asked, *, counted: bool) -> Sql | None:
    """None where Django sees beforehand that no row can fit."""
    try:
        return Sql(asked, counted=counted)
    except EmptyResultSet:
        return None
