"""All facts in an embedded DuckDB, in memory: read from the months' files, changed there, written as new files."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import duckdb
import numpy as np
from fsspec.implementations.memory import MemoryFileSystem

from handrail.insight.facts.case_fact import COLUMN_TYPES, CaseFact, get_create_table_sql
from handrail.insight.facts.sealed_files import read_sealed_file, write_sealed_file
from handrail.platform.kernel.ids import new_id

TABLE: Final = "case_facts"
FOLDER: Final = "facts"
NO_DOWNLOADS: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class FactDatabase:
    """Facts in memory. Use it as a context: it is gone afterwards."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:", config=dict(NO_DOWNLOADS))
        self._files = MemoryFileSystem()
        self.connection.register_filesystem(self._files)
        self.connection.execute("ATTACH ':memory:' AS facts (COMPRESS)")
        self.connection.execute("USE facts")
        self.connection.execute(get_create_table_sql(TABLE))

    def __enter__(self) -> "FactDatabase":
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.close()

    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""
        return self.connection.execute(sql, list(values)).fetchall()

    def add_facts(self, facts: Iterable[CaseFact], table: str = TABLE) -> None:
        """Put facts in, a column at a time: row by row would take a thousand times as long."""
        rows = list(facts)
        if not rows:
            return
        columns = list(zip(*rows, strict=True))
        given = {
            name: np.array(columns[place], dtype="int32" if kind == "INTEGER" else object)
            for place, (name, kind) in enumerate(COLUMN_TYPES.items())
        }
        self.connection.register("given", given)
        self.connection.execute(f"INSERT INTO {table} SELECT {', '.join(COLUMN_TYPES)} FROM given")
        self.connection.unregister("given")

    def compress(self) -> None:
        """Codes repeat: a million rows take 15 MB instead of 265, and are read faster."""
        self.connection.execute("CHECKPOINT facts")

    def load_month(self, month: str, revision: int, sha256: str) -> None:
        """Read a month's file. Raises MissingOrWrongFactFileError, DecryptionError: it is not the one written."""
        path = f"/{new_id()}.parquet"
        self._files.pipe_file(path, read_sealed_file(get_fact_file_name_of_month(month, revision), sha256))
        columns = ", ".join(COLUMN_TYPES)
        try:
            self.connection.execute(
                f"INSERT INTO {TABLE} SELECT {columns} FROM read_parquet('memory:/{path}')"
            )
        finally:
            self._files.rm(path)

    def write_month(self, month: str, revision: int) -> tuple[int, str]:
        """Write a month's facts as a new file.

        Args:
            month: “2026-11”.
            revision: above every one so far.

        Returns:
            How many rows it has, and the SHA-256 of the file.
        """
        path = f"/{new_id()}.parquet"
        wanted = f"SELECT * FROM {TABLE} WHERE month = '{month}' ORDER BY kind, pseudonym, nth"
        self.connection.execute(f"COPY ({wanted}) TO 'memory:/{path}' (FORMAT parquet)")
        try:
            sha256 = write_sealed_file(
                get_fact_file_name_of_month(month, revision), bytes(self._files.cat_file(path))
            )
        finally:
            self._files.rm(path)
        ((rows,),) = self.fetch(f"SELECT COUNT(*) FROM {TABLE} WHERE month = ?", [month])
        return rows, sha256


def get_fact_file_name_of_month(month: str, revision: int) -> str:
    """The name of a month's file in the folder of figures."""
    return f"{FOLDER}/{month}-{revision:06d}"
