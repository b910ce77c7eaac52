"""Copying a database as it is at one moment, while people work, and bringing a copy back into an empty one."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connections
from psycopg.conninfo import make_conninfo

from handrail.platform.access.row_security.system_actors import SystemActor

SQLITE_FILE, POSTGRES_FILE = "database.sqlite3", "database.dump"
FOR_HANDRAIL = {
    "application_name",
    "options",
    "assume_role",
    "pool",
    "server_side_binding",
    "prepare_threshold",
    "isolation_level",
}
"""Options of a connection that are Django's or are set anew here."""


class DatabaseCopyError(Exception):
    """A program of PostgreSQL is missing or failed; says what it said."""


class DatabaseSnapshot(Protocol):
    """A database as it was when the snapshot was taken, whatever is written meanwhile."""

    def write_to(self, folder: Path) -> None:
        """Write the copy into the folder."""


@contextmanager
def hold_snapshot(alias: str) -> Iterator[DatabaseSnapshot]:
    """A snapshot of the database, for as long as the block lasts."""
    take = _hold_postgres_snapshot if get_database_engine(alias) == "postgresql" else _hold_sqlite_snapshot
    with take(alias) as snapshot:
        yield snapshot


def get_database_engine(alias: str) -> str:
    """`sqlite` or `postgresql`."""
    return connections[alias].vendor


def is_database_empty(alias: str) -> bool:
    """Whether the database has no table yet."""
    return not connections[alias].introspection.table_names()


def restore_database(alias: str, folder: Path) -> None:
    """Fill the empty database from the copy in the folder.

    Raises:
        DatabaseCopyError: the copy is of another engine, or cannot be read.
    """
    connections[alias].close()
    if get_database_engine(alias) == "postgresql":
        _restore_postgres(alias, folder / POSTGRES_FILE)
    else:
        _restore_sqlite(alias, folder / SQLITE_FILE)


class SqliteSnapshot:
    """A reading transaction: the write-ahead log keeps what it sees."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self._source = source

    def write_to(self, folder: Path) -> None:
        """Through SQLite's own backup, which follows the transaction."""
        with closing(sqlite3.connect(folder / SQLITE_FILE)) as target:
            self._source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


@contextmanager
def _hold_sqlite_snapshot(alias: str) -> Iterator[SqliteSnapshot]:
    path = connections[alias].settings_dict["NAME"]
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as source:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the transaction begins with a read
        yield SqliteSnapshot(source)


def _restore_sqlite(alias: str, copy: Path) -> None:
    if not copy.exists():
        raise DatabaseCopyError(
            f"There is no {copy}: the copy is of PostgreSQL, and this installation is not."
        )
    target = Path(connections[alias].settings_dict["NAME"])
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (target, target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
        path.unlink(missing_ok=True)
    shutil.copyfile(copy, target)


class PostgresSnapshot:
    """An exported snapshot of a transaction that reads: pg_dump joins it."""

    def __init__(self, alias: str, name: str) -> None:
        self._alias, self._name = alias, name

    def write_to(self, folder: Path) -> None:
        """Through pg_dump, as the system actor that the row policies let copy every row."""
        words = [
            *("--enable-row-security", "--format=custom", "--no-owner", "--no-privileges"),
            *(f"--snapshot={self._name}", f"--file={folder / POSTGRES_FILE}"),
        ]
        _run_program("pg_dump", self._alias, words)


@contextmanager
def _hold_postgres_snapshot(alias: str) -> Iterator[PostgresSnapshot]:
    password = connections[alias].settings_dict["PASSWORD"] or None
    with psycopg.connect(make_database_address(alias), password=password) as source:
        source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        source.read_only = True
        row = source.execute("SELECT pg_export_snapshot()").fetchone()
        yield PostgresSnapshot(alias, str(row[0] if row else ""))


def _restore_postgres(alias: str, copy: Path) -> None:
    if not copy.exists():
        raise DatabaseCopyError(f"There is no {copy}: the copy is of SQLite, and this installation is not.")
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(copy)]
    _run_program("pg_restore", alias, words)


def _run_program(name: str, alias: str, words: list[str]) -> None:
    """Run a program of PostgreSQL's own against the database; the password stands in no list of processes."""
    settings = connections[alias].settings_dict
    environment = os.environ | {"PGOPTIONS": f"-c handrail.system={SystemActor.BACKUP}"}
    if settings["PASSWORD"]:
        environment["PGPASSWORD"] = settings["PASSWORD"]
    try:
        done = subprocess.run(
            [name, f"--dbname={make_database_address(alias)}", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise DatabaseCopyError(
            f"{name} is not on this machine. Install the client programs of PostgreSQL."
        ) from None
    if done.returncode:
        raise DatabaseCopyError(f"{name} ended with an error:\n{done.stderr.strip()}")


def make_database_address(alias: str) -> str:
    """Where the database is, without its password."""
    settings: dict[str, Any] = connections[alias].settings_dict
    more = {name: value for name, value in settings["OPTIONS"].items() if name not in FOR_HANDRAIL}
    known = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    return make_conninfo(**{name: value for name, value in known.items() if value}, **more)
