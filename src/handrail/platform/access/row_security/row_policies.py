"""The policies themselves, as SQL for PostgreSQL: a row is there for whoever may open its file, and for nobody else.

The settings that say who acts are read once for each statement (as sub-selects), never once for each row. Whether a
body holds a file is looked up by the file's key; what is open by a grant is a list that the settings hold.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import transaction

from handrail.platform.access.models import File, Grant
from handrail.platform.access.row_security.body_tables import list_body_tables
from handrail.platform.access.row_security.file_tables import (
    TableOfCaseFileRows,
    list_tables_of_case_file_rows,
    list_tables_of_users_own_rows,
)
from handrail.platform.access.row_security.staff_register_tables import list_staff_register_tables
from handrail.platform.access.row_security.system_actors import SystemActor

POLICY_NAME = "handrail_file"
_FILE, _GRANT = File._meta.db_table, Grant._meta.db_table


def _build_system_condition(systems: Iterable[SystemActor]) -> str:
    codes = ", ".join(f"'{system.value}'" for system in systems)
    return f"(SELECT current_setting('handrail.system', true) IN ({codes}))"


_SYSTEM = _build_system_condition(SystemActor)
_SYSTEM_OF_PERSONAL_TABLES = _build_system_condition(
    (
        *(SystemActor.MIGRATION, SystemActor.VERIFICATION, SystemActor.BACKUP, SystemActor.LOADER),
        *(SystemActor.FILE_LINKS, SystemActor.ERASURE, SystemActor.KEY_ROTATION),
    )
)
"""What one user alone holds: not even the work that reads every file reads it."""
_GRANTED = (
    "{column} = ANY ((SELECT string_to_array(current_setting('handrail.files', true), ',')::uuid[])::uuid[])"
)
_OWNS_ROW = "{column} = (SELECT nullif(current_setting('handrail.owned', true), '')::bigint)"
_OWNS_FILE = "((SELECT current_setting('handrail.owned', true) <> '') AND handrail_holds({column}))"
_IS_SELF = "{column} = (SELECT nullif(current_setting('handrail.{name}', true), '')::bigint)"
_OWN_BODY = "(SELECT nullif(current_setting('handrail.body', true), '')::bigint)"
_OWN_USER = "(SELECT nullif(current_setting('handrail.user', true), '')::bigint)"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION handrail_holds(file uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100 AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM public."{_FILE}"
        WHERE id = file AND owner_id = nullif(current_setting('handrail.owned', true), '')::bigint
    );
END $$
"""


def install_row_policies(connection: Any) -> None:
    """Put the policies up, or up to date. Asks one statement where they are."""
    there = set(connection.introspection.table_names())
    if connection.vendor != "postgresql" or _FILE not in there:
        return
    statements = build_policy_statements(there)
    mark = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('handrail_holds(uuid)'), 'pg_proc')")
        if cursor.fetchone() == (mark,):
            return
        for table in list_tables_with_installed_row_policy(cursor) - set(
            list_tables_meant_to_have_row_policy()
        ):
            cursor.execute(f'DROP POLICY {POLICY_NAME} ON "{table}"')
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY')
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON FUNCTION handrail_holds(uuid) IS '{mark}'")


def list_tables_meant_to_have_row_policy() -> list[str]:
    """Every table behind a policy."""
    personal = (table for table, _ in list_tables_of_users_own_rows())
    register = (place.table for place in list_staff_register_tables())
    bodies = (table for table, _ in list_body_tables())
    files = dict.fromkeys(place.table for place in list_tables_of_case_file_rows())
    return [_FILE, _GRANT, *files, *personal, *register, *bodies]


def list_unprotected_tables(connection: Any) -> set[str]:
    """Tables that should be behind a policy and are not, or whose owner is let past it."""
    with connection.cursor() as cursor:
        return set(list_tables_meant_to_have_row_policy()) - list_tables_with_installed_row_policy(cursor)


def list_tables_with_installed_row_policy(cursor: Any) -> set[str]:
    """The tables that have the policy, with their owner held to it."""
    cursor.execute(
        "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
        " WHERE polname = %s AND relrowsecurity AND relforcerowsecurity",
        [POLICY_NAME],
    )
    return {name for (name,) in cursor.fetchall()}


def build_policy_statements(tables: set[str]) -> list[str]:
    """All that puts the policies up on these tables, in order."""
    statements = [_FUNCTION, *_build_policy_statements_of_table(_FILE, *_build_file_policy_conditions())]
    for name, using, check in (
        *_iterate_case_file_table_conditions(),
        *_iterate_user_staff_and_body_table_conditions(),
    ):
        if name in tables:
            statements += _build_policy_statements_of_table(name, using, check)
    return statements


def _iterate_case_file_table_conditions() -> Iterator[tuple[str, str, str]]:
    """Each table of a file, with which rows are there and which may be written; grants first."""
    yield _GRANT, *_build_grant_policy_conditions()
    for name, places in groupby(list_tables_of_case_file_rows(), key=lambda place: place.table):
        condition = _join_conditions_by_or(_SYSTEM, *map(_build_row_condition_of_table, places))
        yield name, condition, condition


def _iterate_user_staff_and_body_table_conditions() -> Iterator[tuple[str, str, str]]:
    """The same of the tables of one person, of the register and of a body."""
    for name, columns in list_tables_of_users_own_rows():
        own = (_IS_SELF.format(column=column, name="user") for column in columns)
        condition = _join_conditions_by_or(_SYSTEM_OF_PERSONAL_TABLES, *own)
        yield name, condition, condition
    for register in list_staff_register_tables():
        using, check = (text.format(body=_OWN_BODY) for text in (register.using, register.check))
        yield register.table, _join_conditions_by_or(_SYSTEM, using), _join_conditions_by_or(_SYSTEM, check)
    for name, conditions in list_body_tables():
        condition = _join_conditions_by_or(
            _SYSTEM, *(text.format(body=_OWN_BODY, user=_OWN_USER) for text in conditions)
        )
        yield name, condition, condition


def _build_policy_statements_of_table(table: str, using: str, check: str) -> list[str]:
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS {POLICY_NAME} ON "{table}"',
        f'CREATE POLICY {POLICY_NAME} ON "{table}" USING ({using}) WITH CHECK ({check})',
    ]


def _build_file_policy_conditions() -> tuple[str, str]:
    """A file may be opened for, or be taken over by, the actor's own body alone.

    Returns:
        Which rows are there, and which may be written.
    """
    using = _join_conditions_by_or(_SYSTEM, _OWNS_ROW.format(column="owner_id"), _GRANTED.format(column="id"))
    return using, _join_conditions_by_or(using, _IS_SELF.format(column="owner_id", name="body"))


def _build_grant_policy_conditions() -> tuple[str, str]:
    """Whoever is given something sees the grant; only on a file that is open to them may anybody give.

    Returns:
        Which rows are there, and which may be written.
    """
    check = _join_conditions_by_or(
        _SYSTEM, _GRANTED.format(column="file_id"), _OWNS_FILE.format(column="file_id")
    )
    to_them = (_IS_SELF.format(column=f"to_{name}_id", name=name) for name in ("user", "body"))
    return _join_conditions_by_or(*to_them, check), check


def _build_row_condition_of_table(table: TableOfCaseFileRows) -> str:
    column = f'"{table.table}"."{table.column}"'
    if table.parent:
        key = f'"{table.parent}"."{table.parent_key}"'
        return f'EXISTS (SELECT 1 FROM "{table.parent}" WHERE {key} = {column})'  # its own policy asks
    granted = _GRANTED.format(column=column)
    if table.owner_column:
        return _join_conditions_by_or(_OWNS_ROW.format(column=table.owner_column), granted)
    return _join_conditions_by_or(
        granted, _OWNS_FILE.format(column=column)
    )  # a look into the list is cheaper than one for the file


def _join_conditions_by_or(*conditions: str) -> str:
    return " OR ".join(conditions)
