"""Tests with real transactions, and live servers, end with Django's command `flush`, which empties every table.

On SQLite the database is put back as it was before the first test: emptying two hundred tables and loading the
reference data again takes two hundred times as long. Where nobody has the file open any more, only what differs is
written.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.core.management.commands import flush
from django.db import connections

from handrail.insight.publication import frozen_triggers
from support.row_security import as_owner
from support.trail import stops_down

_as_loaded: dict[str, bytes] = {}
"""SQLite's files with the reference data and nothing else."""
_reference: dict[str, bytes] = {}
"""PostgreSQL's rows of the reference tables: reading the files and comparing takes as long as a test."""
CHUNK = 1 << 16
_served: set[str] = set()
"""The test that runs, if it has a live server: a browser that is closed may still be answered."""


class FlushAndLoad(flush.Command):
    """What refuses to be emptied stands aside, and the reference data is there again for the next test."""

    def handle(self, **options: Any) -> None:
        """As it was loaded, or as Django does it, between the two."""
        alias = options["database"]
        if alias in _as_loaded:
            _put_back(alias)
            return
        if alias != "default":
            with as_owner(alias):
                super().handle(**options)
            return
        # Nothing here asks for Django's own permissions and content types, which would be written anew each time.
        options["inhibit_post_migrate"] = True
        with stops_down() as connection:
            frozen_triggers.remove(connection)
            super().handle(**options)
            frozen_triggers.install_frozen_triggers(connection)
            _copy_back(connection)


def note_server(item: pytest.Item) -> None:
    """Before each test."""
    _served.clear()
    if {"live_server", "chrome", "open_page"} & set(getattr(item, "fixturenames", ())):
        _served.add(item.nodeid)


def use_for_flush() -> None:
    """Call it once, from `pytest_configure`: whoever calls the command `flush` in this process gets this one."""
    get_commands()["flush"] = FlushAndLoad()


def _put_back(alias: str) -> None:
    """The last connection that closes takes the write-ahead log with it: where that is there still, a thread or a
    cursor left half read has the file open, and it is written through SQLite instead."""
    connections[alias].close()
    file = Path(connections[alias].settings_dict["NAME"])
    if not _served and not file.with_name(f"{file.name}-wal").exists():
        _write_what_differs(file, _as_loaded[alias])
        return
    with closing(sqlite3.connect(":memory:")) as kept, closing(sqlite3.connect(file)) as beside:
        kept.deserialize(_without_log(_as_loaded[alias]))
        beside.execute("PRAGMA synchronous = OFF")
        kept.backup(beside)


def _without_log(file: bytes) -> bytes:
    """What is in memory has no log: bytes 18 and 19 of SQLite's file format say so."""
    return file[:18] + b"\1\1" + file[20:]


def _write_what_differs(file: Path, wanted: bytes) -> None:
    now = file.read_bytes()
    with file.open("r+b") as written:
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            if now[start : start + CHUNK] != part:
                written.seek(start)
                written.write(part)
        written.truncate(len(wanted))


def _copy_back(connection: Any) -> None:
    with connection.cursor() as cursor:
        for table, rows in _reference.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)


def _copy_out() -> None:
    with as_owner(), connections["default"].cursor() as cursor:
        for model in apps.get_app_config("reference").get_models():
            table = model._meta.db_table
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                _reference[table] = b"".join(bytes(part) for part in copy)


def keep_as_loaded() -> None:
    """The databases hold the reference data and nothing else: from here on they are put back to this."""
    if connections["default"].vendor == "postgresql":
        _copy_out()
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                assert cursor.fetchone()[0] == 0, "nobody reads meanwhile"
            _as_loaded[alias] = Path(connections[alias].settings_dict["NAME"]).read_bytes()


def no_longer() -> None:
    """The databases are about to go."""
    _as_loaded.clear()
    _reference.clear()
