"""Roles of PostgreSQL: who serves, migrates, analyses and verifies, and which tables each may touch.

The roles are made once, by whoever keeps the server (`handrail database roles | psql`). What each may do with which
table follows the tables: `handrail migrate` grants it anew each time, where the roles are there.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

MIGRATE, SERVE, ANALYSE, VERIFY = (f"handrail_{name}" for name in ("migrate", "serve", "analyse", "verify"))
ADDED_TO = ("audit_record", "audit_link")
"""Tables that are added to and never changed."""
ANALYSED_APPS = ("handrail.areas.", "handrail.directory", "handrail.platform.reference")
"""Packages whose tables name no person who is supported."""
NOT_ANALYSED = ("directory_servicecontact",)  # whom to ask for at a service
VERIFIED = (
    *ADDED_TO,
    *("access_user", "access_grant", "access_file", "records_case", "reference_body"),
    *("vault_filekey", "vault_bodykey", "vault_productkey", "django_migrations"),
)
"""What `handrail audit verify` compares."""


@dataclass(frozen=True, slots=True)
class DatabaseRole:
    """A role that signs in, and what it is for."""

    name: str
    purpose: str


ROLES = (
    DatabaseRole(MIGRATE, "owns the tables; `handrail migrate`, and nothing else"),
    DatabaseRole(
        SERVE,
        "`handrail serve` and its children; changes rows, never tables; only adds to the trail",
    ),
    DatabaseRole(ANALYSE, "reads counts: the directory, returns and reports; no table about a person"),
    DatabaseRole(VERIFY, "`handrail audit verify`; reads what it compares"),
)


def build_roles_script() -> str:
    """The script for psql, to be run once as a role that may make roles. It sets no password."""
    lines = [
        "-- Roles of Handrail. Run once for each server, as a role that may make roles:",
        "--   handrail database roles | psql --dbname=postgres",
        "-- then give each a password (psql: \\password handrail_serve), and run `handrail migrate` as",
        "-- handrail_migrate: it grants each role its tables.",
    ]
    for role in ROLES:
        lines += ["", f"-- {role.name}: {role.purpose}", *_build_role_statements(role)]
    for database in settings.DATABASES.values():
        lines += ["", *_build_database_statements(str(database["NAME"]))]
    return "\n".join(lines) + "\n"


def grant_tables_to_database_roles(alias: str) -> None:
    """Let each role that is there touch its tables, and no others. Asks nothing but which are there where none is."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[role.name for role in ROLES]]
        )
        there = {name for (name,) in cursor.fetchall()} - {connection.settings_dict["USER"]}
        tables = connection.introspection.table_names(cursor)
        for statement in build_grant_statements(there, tables):
            cursor.execute(statement)


def build_grant_statements(roles: set[str], tables: list[str]) -> list[str]:
    """What grants the roles their tables.

    Args:
        roles: names of those that are there.
        tables: all tables of one database.

    Returns:
        Statements in order: each begins with nothing.
    """
    statements = []
    for role in sorted(roles - {MIGRATE}):
        statements += [
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            f"GRANT USAGE ON SCHEMA public TO {role}",
        ]
        readable = [table for table in tables if _may_role_read_table(role, table)]
        if readable:
            statements.append(f"GRANT SELECT ON {_join_quoted_table_names(readable)} TO {role}")
    if SERVE in roles:
        changed = [table for table in tables if table not in (*ADDED_TO, "django_migrations")]
        added_to = [table for table in tables if table in ADDED_TO]
        statements.append(f"GRANT INSERT, UPDATE, DELETE ON {_join_quoted_table_names(changed)} TO {SERVE}")
        if added_to:
            statements.append(f"GRANT INSERT ON {_join_quoted_table_names(added_to)} TO {SERVE}")
    return statements


def _may_role_read_table(role: str, table: str) -> bool:
    if role == SERVE:
        return True
    return table in (VERIFIED if role == VERIFY else _list_tables_readable_by_analysis_role())


def _list_tables_readable_by_analysis_role() -> set[str]:
    models: list[Any] = apps.get_models(include_auto_created=True)
    analysed = {model._meta.db_table for model in models if model.__module__.startswith(ANALYSED_APPS)}
    return analysed - set(NOT_ANALYSED)


def _build_role_statements(role: DatabaseRole) -> list[str]:
    attributes = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    missing = f"WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role.name}')"
    return [
        f"SELECT 'CREATE ROLE {role.name}' {missing} \\gexec",
        f"ALTER ROLE {role.name} {attributes};",
    ]


def _build_database_statements(database: str) -> list[str]:
    quoted = '"' + database.replace('"', '""') + '"'
    plain = database.replace("'", "''")
    made = f"CREATE DATABASE {quoted} OWNER {MIGRATE}".replace("'", "''")
    names = ", ".join(role.name for role in ROLES)
    return [
        f"SELECT '{made}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{plain}') \\gexec",
        f"REVOKE ALL ON DATABASE {quoted} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {quoted} TO {names};",
    ]


def _join_quoted_table_names(tables: list[str]) -> str:
    return ", ".join(f'"{table}"' for table in tables)
