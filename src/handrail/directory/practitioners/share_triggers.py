"""Triggers that keep the shares of a post at 100 percent or less, whoever adds one at the same moment.

No constraint of a row can see the other rows of its post. On PostgreSQL the post is locked first, so that of two who
add shares at once the later one counts the earlier one's; SQLite has one writer.
"""

from typing import Any, Final

REFUSAL: Final = "The shares of a post add up to 100 percent at most."
TABLE: Final = "directory_practitioners_postarea"
SQLITE_TRIGGER: Final = (
    "CREATE TRIGGER {table}_whole_{verb} BEFORE {verb} ON {table} WHEN NEW.cost_share + (SELECT"
    " COALESCE(SUM(cost_share), 0) FROM {table} WHERE post_id = NEW.post_id AND id IS NOT NEW.id) > 100"
    " BEGIN SELECT RAISE(ABORT, '{words}'); END"
)
POSTGRES_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION practitioners_whole_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM directory_practitioners_post WHERE id = NEW.post_id FOR UPDATE;
  IF NEW.cost_share + (SELECT COALESCE(SUM(cost_share), 0) FROM {table}
    WHERE post_id = NEW.post_id AND id IS DISTINCT FROM NEW.id) > 100
  THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$
"""
POSTGRES_TRIGGER: Final = (
    "CREATE TRIGGER {table}_whole_{verb} BEFORE {verb} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION practitioners_whole_shares()"
)
VERBS: Final = ("INSERT", "UPDATE")


def install(connection: Any) -> None:
    """Make the triggers; doing it again changes nothing."""
    remove(connection)
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION.format(table=TABLE, words=REFUSAL))
        for verb in VERBS:
            sql = POSTGRES_TRIGGER if postgres else SQLITE_TRIGGER
            cursor.execute(sql.format(table=TABLE, verb=verb, words=REFUSAL))


def remove(connection: Any) -> None:
    """Remove the triggers: for undoing the migration."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in VERBS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_whole_{verb}{on}")
