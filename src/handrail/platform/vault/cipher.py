"""A file's key at work."""

from handrail.platform.vault.aead import PreparedAeadKey
from handrail.platform.vault.errors import DecryptionError

__all__ = ["Cipher", "DecryptionError"]

BLOCK = 16


class Cipher:
    """Seals and opens text with one file's key. Keep it no longer than the work in hand."""

    __slots__ = ("_lock",)

    def __init__(self, key: bytes) -> None:
        self._lock = PreparedAeadKey(key)

    def __repr__(self) -> str:
        return "<Cipher>"  # never the key: this may be printed in an error report

    def __reduce__(self) -> str:
        raise TypeError("A box holds a key and is not written down.")

    def seal(self, text: str, place: bytes) -> bytes:
        """The text, sealed for this place."""
        return self._lock.seal(_pad_to_blocks(text), place)

    def open(self, data: bytes | memoryview, place: bytes) -> str:
        """The text, or DecryptionError."""
        return _remove_padding(self._lock.unseal(data, place))

    def seal_bytes(self, data: bytes, place: bytes) -> bytes:
        """Bytes as they are, sealed for this place: their length shows."""
        return self._lock.seal(data, place)

    def open_bytes(self, data: bytes | memoryview, place: bytes) -> bytes:
        """The bytes, or DecryptionError."""
        return self._lock.unseal(data, place)


def _pad_to_blocks(text: str) -> bytes:
    """Filled up to whole blocks, so that a short name and a long one look alike."""
    data = text.encode() + b"\x80"
    return data + bytes(-len(data) % BLOCK)


def _remove_padding(data: bytes) -> str:
    data = data.rstrip(b"\0")
    if not data.endswith(b"\x80"):
        raise DecryptionError("The opened bytes do not have the shape that the vault gives.")
    return data[:-1].decode()
