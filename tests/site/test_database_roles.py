"""Which role of PostgreSQL may touch what."""

import pytest
from django.db import connections

from handrail.site import database_roles
from support.row_security import as_owner

pytestmark = pytest.mark.django_db


def get_rights(role, table, alias="default"):
    """The rights that a role has to a table, by their first letters."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) word"
            " WHERE has_table_privilege(%s, %s, word)",
            [role, table],
        )
        return {word for (word,) in cursor.fetchall()}


CHANGES = {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize(
    ("table", "serve", "analyse", "verify"),
    [
        ("records_person", CHANGES, set(), set()),
        ("records_case", CHANGES, set(), {"SELECT"}),
        ("access_grant", CHANGES, set(), {"SELECT"}),
        ("audit_record", {"SELECT", "INSERT"}, set(), {"SELECT"}),
        ("audit_link", {"SELECT", "INSERT"}, set(), {"SELECT"}),
        ("django_session", CHANGES, set(), set()),
        ("calls_return", CHANGES, {"SELECT"}, set()),
        ("directory_service", CHANGES, {"SELECT"}, set()),
        ("directory_servicecontact", CHANGES, set(), set()),
    ],
)
def test_each_role_has_what_it_needs_and_no_more(table, serve, analyse, verify):
    assert get_rights(database_roles.SERVE, table) == serve
    with as_owner():
        database_roles.grant_tables_to_database_roles("default")
    assert get_rights(database_roles.ANALYSE, table) == analyse
    assert get_rights(database_roles.VERIFY, table) == verify


def test_whoever_analyses_reads_no_key():
    assert get_rights(database_roles.ANALYSE, "vault_filekey", "keys") == set()
    assert get_rights(database_roles.VERIFY, "vault_filekey", "keys") == {"SELECT"}


def test_no_role_passes_row_level_security_and_no_password_is_in_the_script():
    script = database_roles.build_roles_script()
    made = [line for line in script.splitlines() if line.startswith("ALTER ROLE")]
    assert len(made) == 4
    assert all("NOSUPERUSER" in line and "NOBYPASSRLS" in line for line in made)
    assert "PASSWORD" not in script


def test_whoever_is_not_there_is_granted_nothing():
    assert database_roles.build_grant_statements(set(), ["records_case"]) == []
    granted = database_roles.build_grant_statements(
        {database_roles.ANALYSE}, ["records_case", "calls_return"]
    )
    assert granted[-1] == 'GRANT SELECT ON "calls_return" TO handrail_analyse'
