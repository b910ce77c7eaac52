"""After a key is destroyed: leave no copy of it in the key store's own working files."""

from django.db import connections

from handrail.platform.vault.router import KEYS


def truncate_wal() -> None:
    """On SQLite, empty the write-ahead log; freed pages of the file itself are wiped by `secure_delete`.

    PostgreSQL does this in its own time (vacuum and the recycling of its log).
    """
    connection = connections[KEYS]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
