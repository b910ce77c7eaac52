"""A page has all its rows before it is drawn: a template that asks the database is a fault, which tests find."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NoReturn

from django.db import connections


class QueryInTemplateError(Exception):
    """A template asked the database: fetch what it shows in the query of the page."""


@contextmanager
def refuse_database_queries() -> Iterator[None]:
    """Raise QueryInTemplateError for every statement that is sent inside, to either database."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_refuse_database_query))
        yield


def _refuse_database_query(execute: Any, sql: str, params: Any, many: bool, context: Any) -> NoReturn:
    raise QueryInTemplateError(sql)
