"""On PostgreSQL the suite runs as somebody whom the database's own rules hold."""

import pytest
from django.db import connections

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_the_suite_runs_as_an_ordinary_user(alias):
    connection = connections[alias]
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
