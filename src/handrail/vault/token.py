"""Sealed bytes: AES-256-GCM with everything that is not secret bound in.

    magic (3) | format (1) | key id (4) | nonce (12) | ciphertext and tag

The magic begins with a byte that no UTF-8 text holds, so clear text is never taken for sealed bytes. The key
id tells that a wrong key was brought; it is a one-way print of a random key and gives nothing away.
"""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.vault.unreadable import Unreadable

MAGIC = b"\xffHR1"
KEY_ID = slice(4, 8)
NONCE = slice(8, 20)
SHORTEST = 20 + 16


def is_sealed(data: bytes) -> bool:
    """Whether these bytes have the shape of sealed bytes (not whether anybody can open them)."""
    return data[:4] == MAGIC and len(data) >= SHORTEST


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """The plain bytes, sealed for this place."""
    head = MAGIC + _key_id(key)
    nonce = secrets.token_bytes(12)
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + place)


def unseal(key: bytes, data: bytes | memoryview, place: bytes) -> bytes:
    """The plain bytes, or Unreadable: another key, another place, or a changed bit."""
    data = bytes(data)
    if not is_sealed(data):
        raise Unreadable("These bytes were not sealed by the vault.")
    if data[KEY_ID] != _key_id(key):
        raise Unreadable("These bytes were sealed with another key.")
    try:
        return AESGCM(key).decrypt(data[NONCE], data[20:], data[:8] + place)
    except InvalidTag:
        raise Unreadable("These bytes were changed, or belong somewhere else.") from None


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"handrail key id" + key).digest()[:4]
