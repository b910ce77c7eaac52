"""The two databases as a whole: what each lacks, and bringing both up to date."""

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def count_unapplied_migrations_by_database() -> dict[str, int]:
    """How many migrations each database lacks, so that serving can refuse with what to do.

    Returns:
        By alias; a database that lacks none is left out.
    """
    lacking = {alias: len(_get_migration_plan(alias)) for alias in settings.DATABASES}
    return {alias: number for alias, number in lacking.items() if number}


def migrate_databases(verbosity: int = 0) -> None:
    """Bring every database up to date."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=verbosity, interactive=False)


def set_up_django() -> None:
    """Django ready for use: the commands of this package that touch a database begin with this."""
    django.setup()


def _get_migration_plan(alias: str) -> list[object]:
    executor = MigrationExecutor(connections[alias])
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))
