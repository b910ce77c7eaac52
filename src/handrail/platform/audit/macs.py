"""What only the holder of the audit key can write: a record's mac, a link's digest, a head's mac."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from handrail.platform.audit.models import Record

SHORTEST = 32
FIRST_DIGEST = bytes(32)  # what the first link is tied to


def compute_record_mac(record: Record) -> bytes:
    """Covers every field of the record."""
    return _compute_mac("record", encode_record_canonically(record))


def compute_link_digest(
    previous: bytes, sequence: int, record_id: object, record_mac: bytes, *, is_head: bool
) -> bytes:
    """Ties a record to everything before it.

    Args:
        previous: the digest of the link before; FIRST_DIGEST for none.
        sequence: the place in the chain, from 1.
        record_id: the record's number.
        record_mac: the record's own MAC.
        is_head: whether it ends a batch, and is written down outside the database too.

    Returns:
        32 bytes of HMAC-SHA-256.
    """
    text = f"{sequence} {record_id} {'head' if is_head else 'link'} "
    return _compute_mac("link", previous + record_mac + text.encode())


def compute_row_mac(text: str) -> bytes:
    """Covers the fields of a row that opens something (tamper_evident_rows.py)."""
    return _compute_mac("row", text.encode())


def compute_checkpoint_mac(line: str) -> str:
    """Covers one line of the file of heads."""
    return _compute_mac("head", line.encode()).hex()


def macs_equal(one: bytes | memoryview, other: bytes | memoryview) -> bool:
    """Whether two macs are equal, compared in constant time."""
    return hmac.compare_digest(bytes(one), bytes(other))


def encode_record_canonically(record: Record) -> bytes:
    """The one way to write a record down, whatever engine it came from."""
    about = str(record.about) if record.about else None
    who = [record.user_id, record.user_name, record.body_code, record.body_name, record.role]
    what = [record.verb, about, record.outcome, record.shown, record.why, record.rows]
    return json.dumps(
        [2, str(record.id), _format_utc_moment(record.at), *who, *what], separators=(",", ":")
    ).encode()


def _format_utc_moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _compute_mac(purpose: str, data: bytes) -> bytes:
    return hmac.digest(_get_audit_key(), purpose.encode() + b"\0" + data, hashlib.sha256)


def _get_audit_key() -> bytes:
    text = str(settings.AUDIT_KEY)
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The audit key must have at least {SHORTEST} characters, made by a machine and not by a person. "
            "Set HANDRAIL_AUDIT_KEY."
        )
    return text.encode()
