"""Triggers that refuse to change or remove what was published, on both engines. Put up after each migration."""

from typing import Any, Final

from handrail.insight.publication.models import AreaFigures, LateRecords, Publication, RuleChangeFigures

REFUSAL: Final = "What was published stays as it was drawn."
TABLES: Final = tuple(
    model._meta.db_table for model in (Publication, AreaFigures, LateRecords, RuleChangeFigures)
)
_SQLITE: Final = (
    "CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb} ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{words}'); END"
)
_POSTGRES_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION insight_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES: Final = (
    "CREATE OR REPLACE TRIGGER {table}_{verb} BEFORE {verb} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION insight_refuse()"
)


def install_frozen_triggers(connection: Any) -> None:
    """Make the triggers where the tables are; doing it again changes nothing."""
    there = set(connection.introspection.table_names())
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(_POSTGRES_FUNCTION.format(words=REFUSAL))
        for table in TABLES:
            for verb in ("UPDATE", "DELETE") if table in there else ():
                cursor.execute(
                    (_POSTGRES if postgres else _SQLITE).format(table=table, verb=verb, words=REFUSAL)
                )


def remove(connection: Any) -> None:
    """Remove the triggers: for undoing a migration, and for emptying a database that is no longer needed."""
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}{on.format(table=table)}")
