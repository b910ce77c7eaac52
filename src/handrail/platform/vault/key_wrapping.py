"""Wrapping one key with another, each wrapped key bound to the row that it belongs to."""

from uuid import UUID

from handrail.platform.vault import aead, sealing_keys
from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.models import BodyKey, FileKey

BODY_KEYS = ("body keys",)


def set_wrapped_body_key(row: BodyKey, key: bytes) -> None:
    """Put the key into its row, wrapped by the master key."""
    row.wrapped = sealing_keys.seal(BODY_KEYS, key, _make_associated_data_of_body_key(row))


def unwrap_body_key(row: BodyKey) -> bytes:
    """The body's key, or DecryptionError."""
    return sealing_keys.unseal(BODY_KEYS, row.wrapped, _make_associated_data_of_body_key(row))


def is_wrapped_by_present_master_key(row: BodyKey) -> bool:
    """Whether the body's key need not be wrapped anew."""
    return sealing_keys.is_sealed_by_present_key(BODY_KEYS, row.wrapped)


def set_wrapped_file_key(row: FileKey, key: bytes, body_row: BodyKey, body_key: bytes) -> None:
    """Put the key of a file into its row, wrapped by this body's key.

    Args:
        row: the file's; is changed, not saved.
        key: 32 bytes.
        body_row: the body's key as it is kept.
        body_key: the same, opened: 32 bytes.
    """
    row.body_code, row.body_key = body_row.body_code, body_row
    row.wrapped = aead.seal(body_key, key, _make_associated_data_of_file_key(row.file_id, body_row))


def unwrap_file_key(row: FileKey, body_key: bytes) -> bytes:
    """The file's key, or DecryptionError."""
    if row.wrapped is None or row.body_key is None:
        raise DecryptionError("This file's key was destroyed.")
    return UnwrappedBodyKey(row.body_key, body_key).file_key(row.file_id, row.wrapped)


class UnwrappedBodyKey:
    """A body's key at work: it opens the keys of many files, from columns that were fetched together."""

    __slots__ = ("_lock", "_whose")

    def __init__(self, row: BodyKey, key: bytes) -> None:
        self._lock, self._whose = aead.PreparedAeadKey(key), _encode_body_key_version(row)

    def file_key(self, file_id: UUID, wrapped: bytes | memoryview) -> bytes:
        """One file's key, or DecryptionError."""
        return self._lock.unseal(wrapped, _encode_file_id(file_id) + self._whose)


def _make_associated_data_of_body_key(row: BodyKey) -> bytes:
    return encode_length_prefixed_parts("body key", row.body_code, str(row.version))


def _make_associated_data_of_file_key(file_id: UUID, body_row: BodyKey) -> bytes:
    return _encode_file_id(file_id) + _encode_body_key_version(body_row)


def _encode_file_id(file_id: UUID) -> bytes:
    return encode_length_prefixed_parts("file key", str(file_id))


def _encode_body_key_version(body_row: BodyKey) -> bytes:
    return encode_length_prefixed_parts(body_row.body_code, str(body_row.version))
