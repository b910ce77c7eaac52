"""Databases of release 0.1 are not carried on: they are recognised before anything is read or changed.

A database made on the way to 0.2, before its initial migrations were what they are now, is recognised likewise.
"""

from collections.abc import Iterable
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from handrail.platform.kernel.errors import DatabaseOfEarlierReleaseError

GONE: Final = "0002_indexes_of_no_use"
"""Which 48 apps had after 0.1.0. No migration takes this name again (tests/guards/test_migrations.py)."""
OURS: Final = "handrail."
COLUMNS_ON_SQLITE: Final = """SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_xinfo(t.name) AS c
    WHERE t.type = 'table'
"""
COLUMNS_ON_POSTGRESQL: Final = """SELECT t.relname, a.attname FROM pg_class AS t
    JOIN pg_attribute AS a ON a.attrelid = t.oid
    WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p')
    AND a.attnum > 0 AND NOT a.attisdropped
"""
REFUSAL: Final = (
    "This database was made by Handrail 0.1, whose databases later releases do not carry on: give this release new,\n"
    "empty ones (another HANDRAIL_VAR, or HANDRAIL_DATABASE_URL and HANDRAIL_KEYS_DATABASE_URL) and bring the cases\n"
    "over as docs/running.md says under “From 0.1 to 0.2”; a demo, where all is invented, begins again with\n"
    "`handrail demo`."
)


def require_databases_of_this_release() -> None:
    """Refuse to work on a database that was made by 0.1.

    Raises:
        DatabaseOfEarlierReleaseError: one was; its text says what to do.
    """
    if refusal := explain_database_of_earlier_release():
        raise DatabaseOfEarlierReleaseError(refusal)


def explain_database_of_earlier_release() -> str:
    """What to do about a database that 0.1 made; "" where none did, where none is there yet or none answers."""
    try:
        made_earlier = any(_is_of_earlier_release(alias) for alias in settings.DATABASES)
    except DatabaseError:
        return ""  # whatever comes next meets the same, and says so in its own words
    return REFUSAL if made_earlier else ""


def _is_of_earlier_release(alias: str) -> bool:
    """Whether a migration is recorded that is gone, or a column lacks that the recorded ones make today."""
    connection = connections[alias]
    applied = MigrationRecorder(connection).applied_migrations()
    if any(name == GONE for _, name in applied):
        return True
    columns = _list_columns(connection)
    if not applied or not _lacks_column(alias, apps.get_models(include_auto_created=True), columns):
        return False
    loader = MigrationLoader(connection)  # the models of today lack something: is it only not migrated yet?
    known = [key for key in applied if key in loader.graph.nodes]
    state = loader.graph.make_state(nodes=known)
    return _lacks_column(alias, state.apps.get_models(include_auto_created=True), columns)


def _list_columns(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Every column that is there, as table and column, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS_ON_SQLITE if connection.vendor == "sqlite" else COLUMNS_ON_POSTGRESQL)
        return {(table, column) for table, column in cursor.fetchall()}


def _lacks_column(alias: str, models: Iterable[type[Model]], columns: set[tuple[str, str]]) -> bool:
    """Whether one of our models has a field without its column in this database."""
    return any(
        (model._meta.db_table, field.column) not in columns
        for model in models
        if _is_table_of_ours(alias, model)
        for field in model._meta.local_concrete_fields
        if field.column
    )


def _is_table_of_ours(alias: str, model: type[Model]) -> bool:
    config = apps.get_app_config(model._meta.app_label)
    return (
        config.name.startswith(OURS)
        and model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model(alias, model)
    )
