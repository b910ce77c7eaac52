"""Test databases: real files on SQLite (a live server has threads), and both stores open to every test.

What migrating makes is kept under a name that says of which migrations, and copied: on SQLite in `var/test-databases`,
for later runs too; on PostgreSQL in the cluster, for whoever uses the same. The first worker migrates; the others wait
for it. A run that was broken off leaves nothing half made and holds nobody up: its lock ends with its process.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import ConnectionHandler

from support.repository import ROOT

KEPT = ROOT / "var" / "test-databases"
LOCKS = ROOT / "var"
TEMPLATE = "handrail_kept_"

EVERY_TEST = bool(os.environ.get("EVERY_TEST"))
JOURNEYS = frozenset({"test_journey"})
"""Of browsers this stays on PostgreSQL, for a live server's threads on its connections."""
FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "live_server", "client", "cast"})


def keep_in(folder: Path) -> None:
    """Give the test databases a place or a name of this process alone, so that no two runs meet; keep no connection."""
    own = uuid4().hex[:12]
    for alias, database in settings.DATABASES.items():
        database["CONN_MAX_AGE"] = 0  # a live server's threads keep none open past the end of the run
        on_sqlite = "sqlite" in database["ENGINE"]
        name = str(folder / f"{alias}.sqlite3") if on_sqlite else f"test_handrail_{own}_{alias}"
        database.setdefault("TEST", {})["NAME"] = name


class _FileLock:
    """Between the runs of a checkout: SQLite's copies are kept in it."""

    def __init__(self) -> None:
        LOCKS.mkdir(exist_ok=True)
        self._file = (LOCKS / "test-sqlite.lock").open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def share(self) -> None:
        """Whoever copies goes on beside others who do; nobody takes away what is copied."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def end(self) -> None:
        self._file.close()


class _ServerLock:
    """Between all runs on one PostgreSQL, whichever checkout they are of. It ends with its connection."""

    def __init__(self) -> None:
        self._connection = _connect_beside_the_databases()
        self._ask("pg_advisory_lock")

    def share(self) -> None:
        """As with files: it is held all the while, first alone and then with others."""
        self._ask("pg_advisory_lock_shared")
        self._ask("pg_advisory_unlock")

    def end(self) -> None:
        self._connection.close()

    def _ask(self, function: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtext(%s))", [TEMPLATE])


class Copies:
    """The databases of this run as copies of what was migrated before; and what this run migrated, for the next."""

    def take(self) -> bool:
        """Copy what is there. Whether the databases stand already; if nothing was kept, nobody else migrates now."""
        self._lock = _FileLock() if _on_sqlite() else _ServerLock()
        if not _is_kept():
            return False
        self._lock.share()
        if not _is_kept():  # a file's lock is let go for a moment when it is shared
            self._lock.end()
            return self.take()
        for alias, database in settings.DATABASES.items():
            database.setdefault("TEST", {})["MIGRATE"] = False
            if _on_sqlite():
                shutil.copyfile(find_kept_folder() / alias, database["TEST"]["NAME"])
            else:
                database["TEST"]["TEMPLATE"] = _template(alias)
        if _on_sqlite():
            self._lock.end()
        return _on_sqlite()

    def keep(self) -> None:
        """Keep what was migrated just now, if it was; whoever waits may go on."""
        if not _is_kept():
            _keep_files() if _on_sqlite() else _keep_templates()
        self._lock.end()


def copy_kept(folder: Path) -> None:
    """SQLite's databases as they were migrated and no more, under the names that Handrail gives them in a folder."""
    folder.mkdir()
    for alias, name in (("default", "handrail"), ("keys", "keys")):
        shutil.copyfile(find_kept_folder() / alias, folder / f"{name}.sqlite3")
    with closing(sqlite3.connect(folder / "keys.sqlite3")) as keys, keys:
        for table in ("vault_productkey", "vault_keyfingerprint"):
            keys.execute(f"DELETE FROM {table}")  # whoever uses the copy has secrets of their own


def _is_kept() -> bool:
    if _on_sqlite():
        return find_kept_folder().is_dir()
    return {_template(alias) for alias in settings.DATABASES} <= set(_templates())


def _keep_files() -> None:
    """Whole or not at all, and nothing that older migrations made."""
    making = Path(settings.DATABASES["default"]["TEST"]["NAME"]).parent / "kept"
    making.mkdir()
    for alias in settings.DATABASES:
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(making / alias)])
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # another run was first
        shutil.move(making, find_kept_folder())


def _keep_templates() -> None:
    """Each whole or not at all, and nothing that older migrations made."""
    with _beside_the_databases() as cursor:
        for old in _templates():
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        for alias in settings.DATABASES:
            made = connections[alias].settings_dict["NAME"]
            connections[alias].close()  # what is copied must have no visitor
            cursor.execute(f'CREATE DATABASE "{_template(alias)}" TEMPLATE "{made}"')


def _templates() -> list[str]:
    with _beside_the_databases() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE])
        return [name for (name,) in cursor.fetchall()]


@contextmanager
def _beside_the_databases() -> Iterator[CursorWrapper]:
    """A cursor in PostgreSQL's own database: whoever makes or drops another must not be in it."""
    with closing(_connect_beside_the_databases()) as connection, connection.cursor() as cursor:
        yield cursor


def _connect_beside_the_databases() -> BaseDatabaseWrapper:
    plain = "django.db.backends.postgresql"  # ours says who acts first, and databases are made outside transactions
    beside = {**settings.DATABASES["default"], "ENGINE": plain, "NAME": "postgres"}
    return ConnectionHandler({"default": beside})["default"]


def _template(alias: str) -> str:
    return f"{TEMPLATE}{find_kept_folder().name}_{alias}"


def _on_sqlite() -> bool:
    return all("sqlite" in database["ENGINE"] for database in settings.DATABASES.values())


def find_kept_folder() -> Path:
    """Named after everything that migrating reads."""
    made_of = sha256()
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            made_of.update(path.read_bytes())
    return KEPT / made_of.hexdigest()[:20]


def open_both(items: list[pytest.Item]) -> None:
    """Let every test that touches a database touch both: a case without its key store is not a case."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark or _in_browser(item) or FIXTURES & set(getattr(item, "fixturenames", ())):
            asked = {"databases": "__all__", "transaction": _lasting(item), **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**asked), append=False)


def leave_out_what_is_the_same(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what would say the same as beside the suite on SQLite: what touches no database, how
    pages look in a browser, the page tests of rooms, what is marked `one_engine`, and of each file of practices all but
    the first. Journeys stay, and tests/permissions asks for every page. With EVERY_TEST=1
    (`make test-postgres-whole`) all run that touch the suite's database: the whole suite under row-level security.
    """
    if _on_sqlite():
        return
    if EVERY_TEST:
        same = {item for item in items if _touches_no_database_of_the_suite(item)}
    else:
        same = {item for item in items if _is_the_same(item)} | _find_further_practices(items)
    config.hook.pytest_deselected(items=[*same])
    items[:] = [item for item in items if item not in same]


def _find_further_practices(items: list[pytest.Item]) -> set[pytest.Item]:
    """Practices are walked through pages: what is below has tests of its own on both engines, so that one walk of each
    file is enough here, beside those that are marked or write for good.
    """
    seen: set[Path] = set()
    further = set()
    for item in items:
        if (
            item.path.parent.name == "practices"
            and item.get_closest_marker("django_db")
            and not _needs_both(item)
        ):
            if item.path in seen:
                further.add(item)
            seen.add(item.path)
    return further


def begin_with_the_long_ones(items: list[pytest.Item]) -> None:
    """Browsers and processes first, and files that are long as a whole: whichever core is done early still finds short
    tests to take from the other. Those on the small demo follow each other: it is loaded once for them.
    """
    items.sort(
        key=lambda item: (
            not (_in_browser(item) or _starts_processes(item) or _is_long_file(item)),
            "small_demo" not in getattr(item, "fixturenames", ()),
        )
    )


def _starts_processes(item: pytest.Item) -> bool:
    return item.path.parent.name == "site" and not item.get_closest_marker("django_db")


def _is_long_file(item: pytest.Item) -> bool:
    file = item.getparent(pytest.Module)
    return file is not None and any(mark.name == "one_engine" for mark in file.own_markers)


def _is_the_same(item: pytest.Item) -> bool:
    looks = _in_browser(item) and item.path.stem not in JOURNEYS
    return (
        looks
        or _touches_no_database_of_the_suite(item)
        or bool(item.get_closest_marker("one_engine"))
        or _is_of_a_page(item)
    )


def _is_of_a_page(item: pytest.Item) -> bool:
    """Actions and queries have tests beside; what a page may show, and two who ask at once, are tried on both."""
    return "pages" in item.path.parts and not _needs_both(item)


def _needs_both(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    writes_for_good = bool(mark and mark.kwargs.get("transaction"))
    return writes_for_good or bool(item.get_closest_marker("both_engines"))


def _touches_no_database_of_the_suite(item: pytest.Item) -> bool:
    """Rules and guards; and programs that run on `copy_kept`, which is SQLite beside either suite."""
    return "migrated" in getattr(item, "fixturenames", ()) or not item.get_closest_marker("django_db")


def is_not_collected(path: Path) -> bool:
    """Whether PostgreSQL needs nothing of a file: the rules know no database, and of browsers only journeys stay."""
    if _on_sqlite() or EVERY_TEST:
        return False
    folder = path.relative_to(ROOT / "tests").parts[:1]
    looks = folder == ("browser",) and path.stem.startswith("test_") and path.stem not in JOURNEYS
    return looks or folder == ("pathway",)


def _lasting(item: pytest.Item) -> bool:
    """Whether what the test writes must be seen by other threads, and so is written for good."""
    return _in_browser(item) or bool(
        {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


def _in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.parts
