"""Identifiers in the order of time (UUID version 7), so that new records lie together in every index."""

import secrets
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62

_lock = threading.Lock()
_last = (0, 0)  # the last microsecond that an identifier was made in, and how many came before it there


def new_uuid7(at: datetime) -> UUID:
    """An identifier for something that happens at this moment, after those made for it before."""
    micro = (at - EPOCH) // timedelta(microseconds=1)
    count = _next_counter_in_microsecond(micro)
    return UUID(
        int=_encode_time_bits(micro) | VERSION_7 | VARIANT | (count & 0x3FFF) << 48 | secrets.randbits(48)
    )


def make_lowest_uuid7_of_moment(at: datetime) -> UUID:
    """An identifier below every one made from this moment on."""
    return UUID(int=_encode_time_bits((at - EPOCH) // timedelta(microseconds=1)) | VERSION_7)


def _encode_time_bits(micro: int) -> int:
    millis, rest = divmod(micro, 1000)
    return millis << 80 | rest << 64  # the version's four bits lie between the two


def _next_counter_in_microsecond(micro: int) -> int:
    global _last
    with _lock:
        _last = (micro, _last[1] + 1 if _last[0] == micro else 0)
        return _last[1]
