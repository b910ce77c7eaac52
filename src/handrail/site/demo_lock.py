"""One load of the demo at a time: known by locks that end with the process that holds them, however it ends."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ADVISORY_LOCK: Final = (
    0x68616E64  # "hand": of one database of PostgreSQL, so any number that no other code locks
)
LOOKS_EVERY: Final = 0.5


@contextmanager
def hold_demo_lock(say_waiting: Callable[[], None]) -> Iterator[None]:
    """Nobody else loads or resets this demo until the block ends.

    The folder has a lock, and so has a database on a server, which loads from several folders or machines may share.

    Args:
        say_waiting: is called once where another process holds it, before we wait.
    """
    said = False

    def wait_until(is_ours: Callable[[], bool]) -> None:
        nonlocal said
        while not is_ours():
            if not said:
                say_waiting()
                said = True
            time.sleep(LOOKS_EVERY)

    with _get_demo_lock_path().open("w") as held, _open_server_connection() as server:
        wait_until(lambda: _lock_file(held))
        if server is not None:
            wait_until(lambda: _lock_server_database(server))
        yield


def _lock_file(held: IO[str]) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _open_server_connection() -> Iterator[BaseDatabaseWrapper | None]:
    """A connection of its own, as long as the lock is held: none on SQLite, where the folder's lock is enough."""
    if connections["default"].vendor != "postgresql":
        yield None
        return
    server = connections["default"].copy()
    try:
        yield server
    finally:
        server.close()


def _lock_server_database(server: BaseDatabaseWrapper) -> bool:
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        row: tuple[bool] = cursor.fetchone()
    return row[0]


def _get_demo_lock_path() -> Path:
    """Beside SQLite's file, which several folders of Handrail may name."""
    default = connections["default"]
    if default.vendor == "sqlite":
        stored = Path(str(default.settings_dict["NAME"]))
        return stored.with_name(f"{stored.name}.demo-lock")
    return Path(settings.VAR) / "demo.lock"
