"""Triggers that refuse to change what was answered: a later row follows it, on both engines.

A later migration that rebuilds one of these tables on SQLite loses its trigger: let it end with `put_up`.
"""

from typing import Any

TABLES = (
    "casework_channel",
    "casework_consent",
    "casework_dangercheck",
    "casework_moved",
    "casework_planreview",
    "casework_safestcontact",
)
WORDS = "What was answered is never edited, only followed."
SQLITE = "CREATE TRIGGER {table}_followed BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
POSTGRES = (
    "CREATE TRIGGER {table}_followed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION casework_refuse()"
)
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION casework_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def put_up(connection: Any) -> None:
    """Make the triggers; doing it again changes nothing."""
    take_down(connection)
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION.format(words=WORDS))
        for table in TABLES:
            cursor.execute((POSTGRES if postgres else SQLITE).format(table=table, words=WORDS))


def take_down(connection: Any) -> None:
    """Remove the triggers: for undoing the migration."""
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_followed{on.format(table=table)}")


def missing(connection: Any) -> set[str]:
    """Tables whose trigger should be there and is not."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {row[0] for row in cursor.fetchall()}
    return {table for table in TABLES if f"{table}_followed" not in found}
