"""The suite and row-level security: who acts, and as which role of PostgreSQL.

Tests set rows up, and call actions and queries directly, as a system actor; pages are asked for as whoever is signed
in. Both go through the serving role, which owns no table. What only the owner may do (emptying tables, taking triggers
away) stands within `as_owner`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from handrail.platform.access.row_security.system_row_actor import SystemActor, bind_system_actor_in_thread
from handrail.site import database_roles


def set_rows_up_as_system() -> None:
    """Call it once, from `pytest_configure`: the thread of the tests acts as the loader of invented rows."""
    bind_system_actor_in_thread(SystemActor.LOADER)


def go_on_as_serving_role() -> None:
    """From here on every connection is of the role that serves, as in life."""
    for alias in connections:
        if connections[alias].vendor == "postgresql":
            database_roles.grant_tables_to_database_roles(alias)
            connections[alias].close()
            settings.DATABASES[alias]["OPTIONS"]["assume_role"] = database_roles.SERVE


def go_back_to_owner() -> None:
    """The databases are about to go, which takes their owner."""
    for alias in connections:
        settings.DATABASES[alias]["OPTIONS"].pop("assume_role", None)
        connections[alias].close()


@contextmanager
def as_owner(alias: str = "default") -> Iterator[None]:
    """What is asked within is asked as the owner of the tables."""
    connection = connections[alias]
    if "assume_role" not in connection.settings_dict["OPTIONS"] or _is_owner(connection):
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {database_roles.SERVE}")


@contextmanager
def table_of(model: type[models.Model]) -> Iterator[None]:
    """The table of a model that only a test has, which the serving role may use too."""
    connection = connections["default"]
    with as_owner():
        with connection.schema_editor() as editor:
            editor.create_model(model)
        if connection.vendor == "postgresql":
            database_roles.grant_tables_to_database_roles("default")
    try:
        yield
    finally:
        with as_owner(), connection.schema_editor() as editor:
            editor.delete_model(model)


def _is_owner(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user <> %s", [database_roles.SERVE])
        return bool(cursor.fetchone()[0])
