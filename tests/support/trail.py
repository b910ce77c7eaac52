"""Tests and the audit trail, which refuses to be emptied.

A test that plays the attacker uses `stops_down`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

from django.db import connections

from handrail.platform.audit import triggers
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from support.row_security import as_owner

ANN = ActorSnapshot("u1", "Ann Field", "north", "North Police", "first responder")
FILE = UUID("00000000-0000-4000-8000-000000000001")


@contextmanager
def lift_guard(alias: str = "default") -> Iterator[Any]:
    """The connection, without SQLite's guard over statements. Triggers stay."""
    connection = connections[alias]
    with getattr(connection, "lift_guard", nullcontext)():
        yield connection


@contextmanager
def stops_down() -> Iterator[Any]:
    """The default connection without guard and triggers; they are back afterwards."""
    with lift_guard() as connection, as_owner():
        triggers.uninstall(connection)
        try:
            yield connection
        finally:
            triggers.install_audit_triggers(connection)
