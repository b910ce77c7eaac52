"""Sealed bytes: AES-256-GCM with everything that is not secret bound in.

    magic (3) | format (1) | key id (4) | nonce (12) | ciphertext and tag

The magic begins with a byte that no UTF-8 text holds, so clear text is never taken for sealed bytes. The key
id tells that a wrong key was brought; it is a one-way print of a random key and gives nothing away.
"""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.platform.vault.errors import DecryptionError

MAGIC = b"\xffHR1"
HEAD = slice(8)
NONCE = slice(8, 20)
SHORTEST = 20 + 16


def has_shape_of_sealed_bytes(data: bytes) -> bool:
    """Whether these bytes have the shape of sealed bytes (not whether anybody can open them)."""
    return data[:4] == MAGIC and len(data) >= SHORTEST


class PreparedAeadKey:
    """One key made ready once, for whoever seals or opens many things with it. Keep it as short as the key."""

    __slots__ = ("_cipher", "_head")

    def __init__(self, key: bytes) -> None:
        self._cipher, self._head = AESGCM(key), MAGIC + compute_key_id(key)

    def __repr__(self) -> str:
        return "<Lock>"

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """The plain bytes, sealed for this place."""
        nonce = secrets.token_bytes(12)
        return self._head + nonce + self._cipher.encrypt(nonce, plain, self._head + place)

    def has_sealed(self, data: bytes) -> bool:
        """Whether sealed bytes say that this key sealed them."""
        return data[HEAD] == self._head

    def unseal(self, data: bytes | memoryview, place: bytes) -> bytes:
        """The plain bytes, or DecryptionError: another key, another place, or a changed bit."""
        data = bytes(data)
        if not has_shape_of_sealed_bytes(data):
            raise DecryptionError("These bytes were not sealed by the vault.")
        if data[HEAD] != self._head:
            raise DecryptionError("These bytes were sealed with another key.")
        try:
            return self._cipher.decrypt(data[NONCE], data[20:], self._head + place)
        except InvalidTag:
            raise DecryptionError("These bytes were changed, or belong somewhere else.") from None


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Seal bytes for this place with this key.

    Args:
        key: 32 bytes.
        plain: what nobody else may read.
        place: where it is kept: it opens nowhere else.

    Returns:
        Version, nonce, ciphertext and tag.
    """
    return PreparedAeadKey(key).seal(plain, place)


def unseal(key: bytes, data: bytes | memoryview, place: bytes) -> bytes:
    """The plain bytes of what `seal` gave.

    Args:
        key: the same as for sealing.
        data: what `seal` gave.
        place: the same as for sealing.

    Returns:
        The plain bytes.

    Raises:
        DecryptionError: another key or place, or changed bytes.
    """
    return PreparedAeadKey(key).unseal(data, place)


def compute_key_id(key: bytes) -> bytes:
    """Four bytes that tell keys apart: a one-way print of a random key."""
    return hashlib.sha256(b"handrail key id" + key).digest()[:4]
