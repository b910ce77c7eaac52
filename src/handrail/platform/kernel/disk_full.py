"""Whether an error says that the disk is full: then making room is all that has to be done."""

import errno
import sqlite3
from typing import Final

NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DISK_FULL_OF_POSTGRESQL: Final = "53100"


def is_disk_full(error: BaseException | None) -> bool:
    """Whether it, or what it came of, is a disk or quota without room. Databases wrap what the system says."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if isinstance(error, sqlite3.Error) and _is_full_on_sqlite(error):
            return True
        if getattr(error, "sqlstate", None) == DISK_FULL_OF_POSTGRESQL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_full_on_sqlite(error: sqlite3.Error) -> bool:
    """A write that fails is told as any failed write where the log beside the database takes it."""
    name: str = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM"))
