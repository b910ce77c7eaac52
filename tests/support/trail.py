"""Tests and the audit trail, which refuses to be emptied.

Call `let_flush()` once, from `pytest_configure`: tests with real transactions (and live servers) end by emptying
every table, and the stops must stand aside for that. A test that plays the attacker uses `stops_down`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

from django.db import connections
from django.test import TransactionTestCase

from handrail.platform.audit import triggers
from handrail.platform.audit.actor_snapshot import ActorSnapshot

ANN = ActorSnapshot("u1", "Ann Field", "north", "North Police", "first responder")
FILE = UUID("00000000-0000-4000-8000-000000000001")


@contextmanager
def guard_lifted(alias: str = "default") -> Iterator[Any]:
    """The connection, without SQLite's guard over statements. Triggers stay."""
    connection = connections[alias]
    with getattr(connection, "guard_lifted", nullcontext)():
        yield connection


@contextmanager
def stops_down() -> Iterator[Any]:
    """The default connection without guard and triggers; they are back afterwards."""
    with guard_lifted() as connection:
        triggers.uninstall(connection)
        try:
            yield connection
        finally:
            triggers.install(connection)


def let_flush() -> None:
    """Let tests with real transactions empty the trail when they end."""
    flush = TransactionTestCase._fixture_teardown

    def without_stops(case: TransactionTestCase) -> None:
        with stops_down():
            flush(case)

    TransactionTestCase._fixture_teardown = without_stops
