"""Who may change a body's keys at the same time.

Making file keys goes on side by side; a rotation's turning points are alone. Call these inside a
transaction: they end with it. SQLite needs none of it, since its transactions are alone from their start.
"""

import hashlib

from django.db import connections

from handrail.platform.vault.router import KEYS


def lock_body_keys_shared(body_code: str) -> None:
    """Stay clear of a rotation of this body's key, side by side with others."""
    _take_advisory_lock("pg_advisory_xact_lock_shared", body_code)


def lock_body_keys_exclusive(body_code: str) -> None:
    """Wait until nobody uses this body's key for writing, and keep everybody out."""
    _take_advisory_lock("pg_advisory_xact_lock", body_code)


def _take_advisory_lock(function: str, body_code: str) -> None:
    if connections[KEYS].vendor != "postgresql":
        return
    number = hashlib.sha256(f"handrail vault {body_code}".encode()).digest()[:8]
    with connections[KEYS].cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [int.from_bytes(number, "big", signed=True)])
