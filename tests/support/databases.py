"""Test databases: real files on SQLite (a live server has threads), and both stores open to every test.

What migrating makes is kept in `var/test-databases`, under a name that says of which migrations: a later run, and a
second worker that comes late, copy it. On PostgreSQL each run migrates.
"""

import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

from handrail.reference.load import load_all
from support.repository import ROOT

KEPT = ROOT / "var" / "test-databases"

JOURNEYS = frozenset({"test_journey", "test_tonight_journey", "test_signing_in"})
FIXTURES = frozenset({"db", "transactional_db", "live_server", "client", "cast"})


def keep_in(folder: Path) -> None:
    """Put SQLite's test databases into a folder of this run, so that no two runs meet; keep no connection."""
    for alias, database in settings.DATABASES.items():
        if "sqlite" in database["ENGINE"]:
            database.setdefault("TEST", {})["NAME"] = str(folder / f"{alias}.sqlite3")
        else:
            database["CONN_MAX_AGE"] = 0  # a live server's threads keep none open past the end of the run


def copied() -> bool:
    """Whether the databases of this run are copies of what an earlier one migrated, and so need no migrating."""
    if not _on_sqlite() or not _here().is_dir():
        return False
    for alias, database in settings.DATABASES.items():
        shutil.copyfile(_here() / alias, database["TEST"]["NAME"])
        database["TEST"]["MIGRATE"] = False
    return True


def keep_for_later() -> None:
    """Keep what was migrated just now, whole or not at all, and nothing that older migrations made."""
    if not _on_sqlite() or _here().is_dir():
        return
    making = Path(settings.DATABASES["default"]["TEST"]["NAME"]).parent / "kept"
    making.mkdir()
    for alias in settings.DATABASES:
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(making / alias)])
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # another worker was first
        shutil.move(making, _here())


def _on_sqlite() -> bool:
    return all("sqlite" in database["ENGINE"] for database in settings.DATABASES.values())


def _here() -> Path:
    """Named after everything that migrating reads."""
    made_of = sha256()
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            made_of.update(path.read_bytes())
    return KEPT / made_of.hexdigest()[:20]


def load_after_flush() -> None:
    """A test with real transactions ends by emptying every table: load again what the next test needs."""
    flush = TransactionTestCase._fixture_teardown

    def and_load(case: TransactionTestCase) -> None:
        flush(case)
        load_all()

    TransactionTestCase._fixture_teardown = and_load


def open_both(items: list[pytest.Item]) -> None:
    """Let every test that touches a database touch both: a case without its key store is not a case."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark or _in_browser(item) or FIXTURES & set(getattr(item, "fixturenames", ())):
            asked = {"databases": "__all__", "transaction": _lasting(item), **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**asked), append=False)


def leave_out_what_is_the_same(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what would say the same as beside the suite on SQLite: what touches no database, and how
    pages look in a browser. Journeys stay, and every page is asked for by the tests of doors.
    """
    if _on_sqlite():
        return
    same = [item for item in items if _is_the_same(item)]
    config.hook.pytest_deselected(items=same)
    items[:] = [item for item in items if item not in set(same)]


def _is_the_same(item: pytest.Item) -> bool:
    looks = _in_browser(item) and item.path.stem not in JOURNEYS
    return looks or not item.get_closest_marker("django_db")


def _lasting(item: pytest.Item) -> bool:
    """Whether what the test writes must be seen by other threads, and so is written for good."""
    return _in_browser(item) or bool(
        {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


def _in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.parts
