"""Triggers that refuse to change what was answered: a later row follows it, on both engines.

A later migration that rebuilds one of these tables on SQLite loses its trigger: let it end with `put_up`.
"""

from typing import Any

TABLES = (
    "cases_channel",
    "records_consent",
    "records_dangercheck",
    "records_personmove",
    "records_safetyplanreview",
    "cases_safestcontactway",
)
REFUSAL = "What was answered is never edited, only followed."
SQLITE_TRIGGER = (
    "CREATE TRIGGER {table}_followed BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
)
POSTGRES_TRIGGER = (
    "CREATE TRIGGER {table}_followed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_refuse()"
)
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install_append_only_triggers(connection: Any) -> None:
    """Make the triggers; doing it again changes nothing."""
    remove(connection)
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION.format(words=REFUSAL))
        for table in TABLES:
            cursor.execute(
                (POSTGRES_TRIGGER if postgres else SQLITE_TRIGGER).format(table=table, words=REFUSAL)
            )


def remove(connection: Any) -> None:
    """Remove the triggers: for undoing the migration."""
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_followed{on.format(table=table)}")


def find_tables_without_trigger(connection: Any) -> set[str]:
    """Tables whose trigger should be there and is not."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {row[0] for row in cursor.fetchall()}
    return {table for table in TABLES if f"{table}_followed" not in found}
