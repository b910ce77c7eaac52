"""Wrapping one key with another, each wrapped key bound to the row that it belongs to."""

import secrets
from uuid import UUID

from handrail.vault import master, token
from handrail.vault.models import BodyKey, FileKey
from handrail.vault.parts import parts
from handrail.vault.unreadable import Unreadable


def fresh_key() -> bytes:
    """A new random key."""
    return secrets.token_bytes(32)


def wrap_body_key(row: BodyKey, key: bytes) -> None:
    """Put the key into its row, wrapped by the master key."""
    row.wrapped = token.seal(master.derive("body keys"), key, _body_place(row))


def unwrap_body_key(row: BodyKey) -> bytes:
    """The body's key, or Unreadable."""
    return token.unseal(master.derive("body keys"), row.wrapped, _body_place(row))


def wrap_file_key(row: FileKey, key: bytes, body_row: BodyKey, body_key: bytes) -> None:
    """Put the key into its row, wrapped by this body's key."""
    row.body_code, row.body_key = body_row.body_code, body_row
    row.wrapped = token.seal(body_key, key, _file_place(row.file_id, body_row))


def unwrap_file_key(row: FileKey, body_key: bytes) -> bytes:
    """The file's key, or Unreadable."""
    if row.wrapped is None or row.body_key is None:
        raise Unreadable("This file's key was destroyed.")
    return OpenBodyKey(row.body_key, body_key).file_key(row.file_id, row.wrapped)


class OpenBodyKey:
    """A body's key at work: it opens the keys of many files, from columns that were fetched together."""

    __slots__ = ("_lock", "_whose")

    def __init__(self, row: BodyKey, key: bytes) -> None:
        self._lock, self._whose = token.Lock(key), _whose(row)

    def file_key(self, file_id: UUID, wrapped: bytes | memoryview) -> bytes:
        """One file's key, or Unreadable."""
        return self._lock.unseal(wrapped, _file(file_id) + self._whose)


def _body_place(row: BodyKey) -> bytes:
    return parts("body key", row.body_code, str(row.version))


def _file_place(file_id: UUID, body_row: BodyKey) -> bytes:
    return _file(file_id) + _whose(body_row)


def _file(file_id: UUID) -> bytes:
    return parts("file key", str(file_id))


def _whose(body_row: BodyKey) -> bytes:
    return parts(body_row.body_code, str(body_row.version))
