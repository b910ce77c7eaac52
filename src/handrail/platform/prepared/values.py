"""Values that come when a statement runs, and how each engine wants them."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands among the parameters of a statement where a value will come, or a list of them."""

    name: str
    many: bool


class Given(Expression):
    """What `filter` takes in place of a value that is not known yet."""

    def __init__(self, name: str, *, many: bool) -> None:
        super().__init__()
        self.mark = Mark(name, many)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any]]:
        """One place for one parameter; of a list in the brackets that IN asks for."""
        return "(%s)" if self.mark.many else "%s", (self.mark,)


@cache
def given(name: str) -> Any:
    """A value that comes by this name when the statement runs. Never null: ask for that with `isnull`."""
    return Given(name, many=False)


@cache
def many(name: str) -> Any:
    """A list of values that comes by this name, for `__in`. An empty one fits nothing."""
    return Given(name, many=True)


def fill(connection: BaseDatabaseWrapper, marks: tuple[Any, ...], values: Mapping[str, Any]) -> list[Any]:
    """The parameters in their order, lists laid flat; those that are no marks as they stand."""
    filled: list[Any] = []
    for mark in marks:
        if not isinstance(mark, Mark):
            filled.append(mark)
        elif mark.many:
            filled.extend(_list_for_engine(connection, values[mark.name]))
        else:
            filled.append(for_engine(connection, values[mark.name]))
    return filled


def _list_for_engine(connection: BaseDatabaseWrapper, values: Collection[Any]) -> Iterable[Any]:
    """The same for each of a list. Most are the numbers of a hundred cases, asked for again in the next statement."""
    if not values:
        return (None,)
    if {*map(type, values)} == {UUID}:
        return values if connection.features.has_native_uuid_field else [one.hex for one in values]
    return [for_engine(connection, one) for one in values]


def for_engine(connection: BaseDatabaseWrapper, value: Any) -> Any:
    """The value as Django would hand it to this engine."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value
