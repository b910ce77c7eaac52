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
    if reason := explain_why_demo_databases_must_stay():
        return f"{refusal}\n{reason}"
    delete_demo_databases()
    print("     Databases: made by an earlier release, all invented; the demo begins again", flush=True)
    return ""


def explain_why_demo_databases_must_stay() -> str:
    """Why they may not be thrown away; "" where they may."""
    if connections["default"].vendor != "sqlite":
        return "This demo lives on a database server: drop its two databases there, then run `handrail demo`."
    if serving_lock.is_server_running():
        return "The pages are being served from these databases. Stop that first (Ctrl-C where it runs)."
    if has_data_not_of_demo():
        return "This database does not say that everything in it is invented: it stays."
    return ""


def delete_demo_databases() -> None:
    """Delete the databases, the heads of their trail and their files of figures."""
    connections.close_all()
    for path in _list_database_files():
        path.unlink(missing_ok=True)
    for path in Path(settings.INSIGHT_FILES).glob("*/*.sealed"):
        path.unlink()


def has_data_not_of_demo() -> bool:
    """Whether somebody has an account here and nothing says that all is invented."""
    from handrail.platform.access.models import User  # noqa: PLC0415 - models need Django to be set up first
    from handrail.platform.reference.queries import is_database_of_demo_data_only as is_invented  # noqa: PLC0415 - the same

    try:
        return not is_invented() and User.objects.exists()
    except DatabaseError:
        return False  # made halfway, or not at all: nobody has worked in it


def _list_database_files() -> list[Path]:
    stored = [Path(str(connections[alias].settings_dict["NAME"])) for alias in settings.DATABASES]
    logs = [path.with_name(path.name + end) for path in stored for end in ("-wal", "-shm", "-journal")]
    heads = settings.AUDIT_HEADS
    return [*stored, *logs, *heads.parent.glob(f"{heads.name}*")]
