"""Test databases: real files on SQLite (a live server has threads), and both stores open to every test."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from handrail.reference.load import load_all

FIXTURES = frozenset({"db", "transactional_db", "live_server", "client", "cast"})


def keep_in(folder: Path) -> None:
    """Put SQLite's test databases into a folder of this run, so that no two runs meet; keep no connection."""
    for alias, database in settings.DATABASES.items():
        if "sqlite" in database["ENGINE"]:
            database.setdefault("TEST", {})["NAME"] = str(folder / f"{alias}.sqlite3")
        else:
            database["CONN_MAX_AGE"] = 0  # a live server's threads keep none open past the end of the run


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


def _lasting(item: pytest.Item) -> bool:
    """Whether what the test writes must be seen by other threads, and so is written for good."""
    return _in_browser(item) or bool(
        {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


def _in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.parts
