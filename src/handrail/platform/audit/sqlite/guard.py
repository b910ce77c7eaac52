"""What a connection may not do: SQLite asks before it prepares each statement."""

import sqlite3
from collections.abc import Callable

from handrail.platform.audit import triggers

GUARDED_PRAGMAS = {"writable_schema", "recursive_triggers"}
TRIGGER_NAMES = triggers.get_expected_trigger_names("sqlite")
TABLES = set(triggers.TABLES)

Authoriser = Callable[[int, str | None, str | None, str | None, str | None], int]


def make_audit_trigger_guard_authoriser(is_lifted: Callable[[], bool]) -> Authoriser:
    """Refuses statements that would take the stops away, unless the guard is lifted at that moment."""

    def ask(
        action: int, first: str | None, second: str | None, _database: str | None, _by: str | None
    ) -> int:
        refuses = REFUSALS.get(action)
        refused = refuses is not None and refuses(_lower(first), second, _lower(second)) and not is_lifted()
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    return ask


def _lower(text: str | None) -> str:
    return (text or "").lower()


REFUSALS: dict[int, Callable[[str, str | None, str], bool]] = {
    sqlite3.SQLITE_DROP_TRIGGER: lambda trigger, _raw, _table: trigger in TRIGGER_NAMES,
    sqlite3.SQLITE_DROP_TABLE: lambda table, _raw, _none: table in TABLES,
    sqlite3.SQLITE_ALTER_TABLE: lambda _database, _raw, table: table in TABLES,
    sqlite3.SQLITE_PRAGMA: lambda pragma, value, _lower: pragma in GUARDED_PRAGMAS and value is not None,
}
