"""On PostgreSQL a query without any filter, of every table behind a policy, tells nothing to whoever has no way in."""

import pytest
from django.db import connection

from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.row_policies import list_tables_meant_to_have_row_policy
from support.demo_world import small_demo  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NO_WAY_IN = (Role.COLLATOR, Role.PLATFORM_ADMINISTRATOR)
"""Of an organisation that serves no area, so that no register is shared with them either."""
OF_EACH_ROOM = {
    *("records_case", "records_person", "access_grant", "directory_practitioners_practitioner"),
    *("conferences_conferenceitem", "justice_contractanswer", "separate_files_filelink"),
    *("intelligence_intelligencereport", "intelligence_outreachsession", "deployment_advicerequest"),
}


def count_rows() -> dict[str, int]:
    """How many rows of each protected table are there, for whoever acts. Tables without one are left out."""
    counts = (
        f"SELECT '{table}', count(*) FROM \"{table}\"" for table in list_tables_meant_to_have_row_policy()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return {table: number for table, number in cursor.fetchall() if number}


@pytest.mark.usefixtures("small_demo")
def test_most_protected_tables_have_rows_that_a_query_could_return() -> None:
    filled = set(count_rows())
    assert filled >= OF_EACH_ROOM
    assert len(filled) > len(list_tables_meant_to_have_row_policy()) / 2


@pytest.mark.usefixtures("small_demo")
def test_a_query_without_a_filter_returns_no_row_of_any_table_to_nobody(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite has no row-level security")
    with act_as_user_within_block(None):
        assert count_rows() == {}


@pytest.mark.usefixtures("small_demo")
@pytest.mark.parametrize("role", NO_WAY_IN)
def test_nor_to_a_role_that_has_no_way_in(role: Role, on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite has no row-level security")
    user = User.objects.filter(role=role.value).order_by("pk")[0]
    with act_as_user_within_block(user.actor):
        assert count_rows() == {}
