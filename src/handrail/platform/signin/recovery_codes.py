"""Recovery codes: shown once when they are made; afterwards there are slow hashes of them alone, each with its salt.

Nine digits: which of the ten it is, and eight random ones, so that one hash is tried and not ten. The row has a mac:
codes that something else put there open nothing.
"""

import json
import secrets
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password

from handrail.platform.audit.macs import compute_row_mac, macs_equal

COUNT, RANDOM_DIGITS = 10, 8
HASHES, MAC = "hashes", "mac"


def make_recovery_codes() -> list[str]:
    """Ten of them, each beginning with its place."""
    return [f"{place}{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}" for place in range(COUNT)]


def format_recovery_code(code: str) -> str:
    """In three groups, as it is read."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def find_index_of_unused_recovery_code(row: Authenticator, typed: str) -> int | None:
    """Which of the codes it is, where it is right and was not used; None else."""
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())
    if len(digits) != 1 + RANDOM_DIGITS or not is_recovery_row_intact(row):
        return None
    place = int(digits[0])
    return place if check_password(digits, row.data[HASHES][place]) else None


def count_recovery_codes_left(row: Authenticator) -> int:
    """How many were not used."""
    return sum(1 for kept in row.data[HASHES] if kept) if is_recovery_row_intact(row) else 0


def is_recovery_row_intact(row: Authenticator) -> bool:
    """Whether Handrail made the codes, for this person."""
    try:
        kept = bytes.fromhex(row.data[MAC])
        return macs_equal(compute_recovery_mac(row.pk, row.user_id, row.data[HASHES], like=kept), kept)
    except (KeyError, TypeError, ValueError):
        return False


def compute_recovery_mac(pk: int, user_id: int, hashes: Sequence[str], *, like: bytes | None = None) -> bytes:
    """Over whose the codes are and which are left.

    Args:
        pk: the number of the row.
        user_id: whose they are.
        hashes: of each code; "" for one that was used.
        like: the mac that it is compared with; None for a new one.
    """
    return compute_row_mac(json.dumps(["recovery codes", pk, user_id, list(hashes)]), like=like)
