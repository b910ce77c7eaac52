"""Tests with real transactions, and live servers, end with Django's command `flush`, which empties every table.

On SQLite the database is put back, page by page, as it was before the first test: emptying two hundred tables and
loading the reference data again takes thirty times as long.
"""

import sqlite3
from contextlib import closing
from typing import Any

from django.core.management import get_commands
from django.core.management.commands import flush
from django.db import connections

from handrail.insight.publication import frozen_triggers
from handrail.platform.reference.load import load_reference_data
from support.row_security import as_owner
from support.trail import stops_down

_as_loaded: dict[str, sqlite3.Connection] = {}
"""SQLite's databases with the reference data and nothing else, in memory."""


class FlushAndLoad(flush.Command):
    """What refuses to be emptied stands aside, and the reference data is there again for the next test."""

    def handle(self, **options: Any) -> None:
        """As it was loaded, or as Django does it, between the two."""
        alias = options["database"]
        if alias in _as_loaded:
            # Through a connection of its own: a cursor left half read in the test's would be in the way.
            with closing(sqlite3.connect(connections[alias].settings_dict["NAME"])) as beside:
                beside.execute("PRAGMA synchronous = OFF")
                _as_loaded[alias].backup(beside)
            return
        if alias != "default":
            with as_owner(alias):
                super().handle(**options)
            return
        with stops_down() as connection:
            frozen_triggers.remove(connection)
            super().handle(**options)
            frozen_triggers.install(connection)
        load_reference_data()


def use_for_flush() -> None:
    """Call it once, from `pytest_configure`: whoever calls the command `flush` in this process gets this one."""
    get_commands()["flush"] = FlushAndLoad()


def keep_as_loaded() -> None:
    """The databases hold the reference data and nothing else: from here on they are put back to this."""
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            connections[alias].ensure_connection()
            _as_loaded[alias] = sqlite3.connect(":memory:")
            connections[alias].connection.backup(_as_loaded[alias])


def no_longer() -> None:
    """The databases are about to go."""
    while _as_loaded:
        _as_loaded.popitem()[1].close()
