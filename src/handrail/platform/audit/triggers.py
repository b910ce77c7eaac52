"""Triggers that refuse to change, delete or replace what the trail holds.

A later migration that rebuilds one of these tables on SQLite loses its triggers: let it end with `put_up`.
"""

from typing import Any

TABLES = ("audit_record", "audit_link")
REFUSAL_MESSAGE = "The audit trail is only ever added to."

SQLITE = {
    "{table}_no_update": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
    "{table}_no_delete": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
    # INSERT OR REPLACE removes the old row without asking the trigger above
    "{table}_no_replace": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    " BEGIN SELECT RAISE(ABORT, '{words}'); END",
}
SAME_ROW_CONDITIONS = {
    "audit_record": "id = NEW.id",
    "audit_link": "sequence = NEW.sequence OR record_id = NEW.record_id",
}
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = {"{table}_stop": "BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"}


def get_expected_trigger_names(vendor: str) -> set[str]:
    """The triggers that must be there."""
    return {name.format(table=table) for table in TABLES for name in _get_trigger_sql_by_name(vendor)}


def install_audit_triggers(connection: Any) -> None:
    """Make the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION.format(words=REFUSAL_MESSAGE))
        for table in TABLES:
            _install_audit_triggers_on_table(cursor, connection.vendor, table)


def _install_audit_triggers_on_table(cursor: Any, vendor: str, table: str) -> None:
    for name, body in _get_trigger_sql_by_name(vendor).items():
        name, body = (
            name.format(table=table),
            body.format(table=table, words=REFUSAL_MESSAGE, same=SAME_ROW_CONDITIONS[table]),
        )
        cursor.execute(f"CREATE TRIGGER {name} {body}")
        if vendor == "postgresql":  # ALWAYS: also for a session that calls itself a replica
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def uninstall(connection: Any) -> None:
    """Remove the triggers: for undoing the migration, and for tests that tamper."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in _get_trigger_sql_by_name(connection.vendor):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name.format(table=table)}{on}")


def find_missing_triggers(connection: Any) -> set[str]:
    """The triggers that should be there and are not, or are switched off."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {row[0] for row in cursor.fetchall()}
    return get_expected_trigger_names(connection.vendor) - found


def _get_trigger_sql_by_name(vendor: str) -> dict[str, str]:
    return POSTGRES if vendor == "postgresql" else SQLITE
