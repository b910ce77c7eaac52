"""The embedded databases of the demo: whether they may be thrown away, and doing so.

Keys that this machine made for itself stay: new databases take them.
"""

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from handrail.site import serving_lock
from handrail.site.earlier_release import explain_database_of_earlier_release


def begin_demo_again_after_earlier_release() -> str:
    """Throw away what an earlier release made, where everything in it is invented.

    Returns:
        Why it has to stay, with what to do; "" where nothing of an earlier release is left.
    """
    if not (refusal := explain_database_of_earlier_release()):
        return ""
    if reason := begin_demo_again("an earlier release made the databases"):
        return f"{refusal}\n{reason}"
    return ""


def begin_demo_again(why: str) -> str:
    """Throw the demo away where everything in it is invented, and say so; tables of a database server too.

    Args:
        why: to be read after “The demo begins again:”.

    Returns:
        Why it has to stay; "" where nothing of it is left.
    """
    if reason := _explain_why_data_must_stay():
        return reason
    delete_demo_databases()
    print(f"     The demo begins again: {why}", flush=True)
    return ""


def explain_why_demo_databases_must_stay() -> str:
    """Why they may not be reset; "" where they may."""
    if connections["default"].vendor != "sqlite":
        return "This demo lives on a database server: drop its two databases there, then run `handrail demo`."
    return _explain_why_data_must_stay()


def delete_demo_databases() -> None:
    """Delete the databases, the heads of their trail and their files of figures.

    What says that all is invented goes last: one that is stopped halfway is finished by the next.
    """
    for path in [*Path(settings.INSIGHT_FILES).glob("*/*.sealed"), *_list_files_of_heads()]:
        path.unlink(missing_ok=True)
    for alias in reversed(settings.DATABASES):
        if connections[alias].vendor != "sqlite":
            _drop_tables(alias)
    connections.close_all()
    for path in _list_database_files():
        path.unlink(missing_ok=True)


def _explain_why_data_must_stay() -> str:
    if serving_lock.is_server_running():
        return "The pages are being served from these databases. Stop that first (Ctrl-C where it runs)."
    try:
        may_be_real = has_data_not_of_demo()
    except DatabaseError:
        return "This database cannot be read, so nobody knows whether everything in it is invented: it stays."
    return "This database does not say that everything in it is invented: it stays." if may_be_real else ""


def has_data_not_of_demo() -> bool:
    """Whether somebody has worked in it: tables that are missing were never made, so nobody has."""
    from handrail.platform.access.models import User  # noqa: PLC0415 - models need Django to be set up first
    from handrail.platform.reference.models import InventedDataMarker  # noqa: PLC0415 - the same
    from handrail.platform.reference.queries import is_database_of_demo_data_only as is_invented  # noqa: PLC0415 - the same

    tables = set(connections["default"].introspection.table_names())
    if User._meta.db_table not in tables:
        return False
    return User.objects.exists() and not (InventedDataMarker._meta.db_table in tables and is_invented())


def _drop_tables(alias: str) -> None:
    """Those of our models and the list of migrations, in one transaction; functions are replaced by the next ones."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        names = {*tables, "django_migrations"} & set(connection.introspection.table_names(cursor))
        if names:
            joined = ", ".join(connection.ops.quote_name(name) for name in sorted(names))
            cursor.execute(f"DROP TABLE {joined} CASCADE")


def _list_files_of_heads() -> list[Path]:
    heads = settings.AUDIT_HEADS
    return list(heads.parent.glob(f"{heads.name}*"))


def _list_database_files() -> list[Path]:
    """The keys' first, and each with its logs before it."""
    embedded = [alias for alias in reversed(settings.DATABASES) if connections[alias].vendor == "sqlite"]
    stored = [Path(str(connections[alias].settings_dict["NAME"])) for alias in embedded]
    return [path.with_name(path.name + end) for path in stored for end in ("-wal", "-shm", "-journal", "")]
