"""The two databases as a whole: what each lacks, and bringing both up to date."""

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.migrations.executor import MigrationExecutor

from handrail.site import database_roles
from handrail.site.earlier_release import require_databases_of_this_release


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
        for app in _list_apps_to_migrate(alias):
            call_command(
                "migrate", *filter(None, [app]), database=alias, verbosity=verbosity, interactive=False
            )
        database_roles.grant_tables_to_database_roles(alias)


def set_up_django(*, of_any_release: bool = False) -> None:
    """Django ready for use: the commands of this package that touch a database begin with this.

    Args:
        of_any_release: where a command says itself what becomes of a database that 0.1 made.

    Raises:
        DatabaseOfEarlierReleaseError: 0.1 made one of the databases.
    """
    django.setup()
    if not of_any_release:
        require_databases_of_this_release()


def record_background_job_run(job: str) -> None:
    """Note for whoever watches the server that a job of `handrail serve` has done its round."""
    from handrail.platform.monitoring.actions import record_background_job_run as record_run  # noqa: PLC0415 - its model needs Django
    from handrail.platform.monitoring.background_jobs import BackgroundJob  # noqa: PLC0415 - the same

    record_run(BackgroundJob(job))


def _list_apps_to_migrate(alias: str) -> list[str | None]:
    """None for all of them: only the main database. Elsewhere those that have tables there, a handful."""
    if alias == DEFAULT_DB_ALIAS:
        return [None]
    labels = [config.label for config in apps.get_app_configs() if config.models_module]
    return [label for label in labels if router.allow_migrate(alias, label)]


def _get_migration_plan(alias: str) -> list[object]:
    executor = MigrationExecutor(connections[alias])
    graph = executor.loader.graph
    leaves = [leaf for app in _list_apps_to_migrate(alias) for leaf in graph.leaf_nodes(app)]
    return list(executor.migration_plan(leaves))
