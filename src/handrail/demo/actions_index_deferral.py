"""Indexes taken away before a very large load and made again after it: each is then built once, in order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from django.db import connection, models

from handrail.demo.actions_bulk_row_writes import WRITE_ORDER
from handrail.platform.vault.models import FileKey

_SQLITE: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
)
_POSTGRES: Final = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = %s
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = format('%%I', indexname)::regclass)
"""


@contextmanager
def defer_indexes_of_case_tables(say: Callable[[str], None]) -> Iterator[None]:
    """Of the tables that cases fill. They come back even where the load breaks off; constraints stay all the while."""
    there = [
        row
        for model in WRITE_ORDER
        if model is not FileKey
        for row in _list_index_names_and_definitions(model)
    ]
    with connection.cursor() as cursor:
        for name, _ in there:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        began = monotonic()
        with connection.cursor() as cursor:
            for _, made in there:
                cursor.execute(made.replace("%", "%%"))
            cursor.execute("ANALYZE")
        say(f"Indexes: {len(there)} in {monotonic() - began:.0f} seconds")


def _list_index_names_and_definitions(model: type[models.Model]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        asked = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
        cursor.execute(asked, [model._meta.db_table])
        return list(cursor.fetchall())
