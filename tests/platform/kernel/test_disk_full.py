"""What a full disk looks like through a database."""

import errno
import sqlite3
from pathlib import Path

import pytest

from handrail.platform.kernel.disk_full import is_disk_full


def test_a_database_that_may_not_grow_is_full(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "small.sqlite3")
    database.execute("PRAGMA max_page_count = 2")
    database.execute("CREATE TABLE t (x BLOB)")
    with pytest.raises(sqlite3.OperationalError) as raised:
        database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    database.close()
    wrapped = RuntimeError("the package between")
    wrapped.__cause__ = raised.value
    assert is_disk_full(wrapped)


def test_no_room_for_a_file_is_full() -> None:
    assert is_disk_full(OSError(errno.ENOSPC, "No space left on device"))
    assert is_disk_full(OSError(errno.EDQUOT, "Disk quota exceeded"))


def test_a_locked_database_or_a_missing_file_is_not_full() -> None:
    assert not is_disk_full(FileNotFoundError(errno.ENOENT, "No such file"))
    locked = sqlite3.OperationalError("database is locked")
    assert not is_disk_full(locked)
