"""What only the holder of the audit key can write: a record's mac, a link's digest, a head's mac.

Each begins with the four bytes that mark its key (audit_keys.py). Whatever compares a mac says `like` which one: then
the key is the one that made it.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime

from handrail.platform.audit.audit_keys import find_audit_key, get_audit_key
from handrail.platform.audit.models import Record

FIRST_DIGEST = bytes(32)  # what the first link is tied to


def compute_record_mac(record: Record, *, like: bytes | memoryview | None = None) -> bytes:
    """Covers every field of the record.

    Args:
        record: a record of the trail.
        like: the mac that it is compared with; None for a new one.
    """
    return _compute_mac("record", encode_record_canonically(record), like)


def compute_link_digest(
    previous: bytes,
    sequence: int,
    record_id: object,
    record_mac: bytes,
    *,
    is_head: bool,
    like: bytes | memoryview | None = None,
) -> bytes:
    """Ties a record to everything before it.

    Args:
        previous: the digest of the link before; FIRST_DIGEST for none.
        sequence: the place in the chain, from 1.
        record_id: the record's number.
        record_mac: the record's own MAC.
        is_head: whether it ends a batch, and is written down outside the database too.
        like: the digest that it is compared with; None for a new one.

    Returns:
        The mark of the key and 32 bytes of HMAC-SHA-256.
    """
    text = f"{sequence} {record_id} {'head' if is_head else 'link'} "
    return _compute_mac("link", previous + record_mac + text.encode(), like)


def compute_row_mac(text: str, *, like: bytes | memoryview | None = None) -> bytes:
    """Covers the fields of a row that opens something (tamper_evident_rows.py).

    A key that ended makes no row good: it is then compared with the mac of the key in use.

    Args:
        text: the fields.
        like: the mac that it is compared with; None for a new one.
    """
    if like is not None and (found := find_audit_key(like)) and found.last_link is not None:
        like = None
    return _compute_mac("row", text.encode(), like)


def compute_checkpoint_mac(line: str, *, like: str = "") -> str:
    """Covers one line of the file of heads.

    Args:
        line: without its mac.
        like: the mac that it is compared with; "" for a new one.
    """
    return _compute_mac("head", line.encode(), _parse_hexadecimal(like)).hex()


def macs_equal(one: bytes | memoryview, other: bytes | memoryview) -> bool:
    """Whether two macs are equal, compared in constant time."""
    return hmac.compare_digest(bytes(one), bytes(other))


def had_key_of_mac_ended_before_link(mac: bytes | memoryview, sequence: int | None) -> bool:
    """Whether a mac is of a key that had ended before this place of the chain.

    Args:
        mac: of a record, a link or a head.
        sequence: the place; None for a record that is not sealed yet.
    """
    found = find_audit_key(mac)
    if found is None:
        return False
    return found.last_link is not None if sequence is None else not found.may_sign_link_at(sequence)


def encode_record_canonically(record: Record) -> bytes:
    """The one way to write a record down, whatever engine it came from."""
    about = str(record.about) if record.about else None
    who = [record.user_id, record.user_name, record.body_code, record.body_name, record.role]
    what = [record.verb, about, record.outcome, record.shown, record.why, record.rows]
    what += [record.network, record.device]
    return json.dumps(
        [3, str(record.id), _format_utc_moment(record.at), *who, *what], separators=(",", ":")
    ).encode()


def _format_utc_moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _compute_mac(purpose: str, data: bytes, like: bytes | memoryview | None) -> bytes:
    """A mac of no key that we know is compared with that of the key in use, and differs."""
    key = (find_audit_key(like) if like is not None else None) or get_audit_key()
    return key.mark + hmac.digest(key.key, purpose.encode() + b"\0" + data, hashlib.sha256)


def _parse_hexadecimal(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text) or None
    except ValueError:
        return None
