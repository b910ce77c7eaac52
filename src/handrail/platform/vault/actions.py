"""Making, moving and destroying file keys.

Each commits at once in the key store, whatever becomes of the caller's transaction in the other database: a
key without data is harmless, data without a key is lost.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.platform.vault import key_locks
from handrail.platform.vault.erasure_list import compute_erased_file_line_mac
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.key_generation import generate_key
from handrail.platform.vault.key_wrapping import (
    set_wrapped_body_key,
    set_wrapped_file_key,
    unwrap_body_key,
    unwrap_file_key,
)
from handrail.platform.vault.models import BodyKey, ErasedFile, FileKey
from handrail.platform.vault.queries import find_newest_body_key
from handrail.platform.vault.router import KEYS
from handrail.platform.vault.wal_checkpoint import truncate_wal


class KeyExistsError(Exception):
    """This file has a key or had one. A destroyed key is never replaced."""


def create_file_key(file_id: UUID, body_code: str) -> None:
    """Give a new file its key, in the care of this body."""
    try:
        with transaction.atomic(using=KEYS):
            body_row = _get_or_create_body_key(body_code)
            row = FileKey(file_id=file_id)
            set_wrapped_file_key(row, generate_key(), body_row, unwrap_body_key(body_row))
            row.save(force_insert=True)
    except IntegrityError:
        raise KeyExistsError(f"File {file_id} has a key already, or had one that was destroyed.") from None


@transaction.atomic(using=KEYS)
def rewrap_file_key(file_id: UUID, to_body_code: str) -> None:
    """Hand a file's key to another body. What was sealed stays as it is and stays readable."""
    body_row = _get_or_create_body_key(to_body_code)
    row = _lock_file_key_row(file_id)
    if row.body_key is None:
        raise DecryptionError("This file's key was destroyed.")
    key = unwrap_file_key(row, unwrap_body_key(row.body_key))
    set_wrapped_file_key(row, key, body_row, unwrap_body_key(body_row))
    row.save()


def destroy_file_key(file_id: UUID) -> None:
    """Make a file unreadable for good and leave a tombstone. Doing it again changes nothing."""
    with transaction.atomic(using=KEYS):
        row = _lock_file_key_row(file_id)
        if row.destroyed_at is None:
            row.wrapped, row.body_key, row.destroyed_at = None, None, timezone.now()
            row.save()
    truncate_wal()


def record_erased_file_and_destroy_key(file_id: UUID, on: datetime.date) -> None:
    """Put a file on the list of erasures and destroy its key, in one transaction. Doing it again changes nothing."""
    with transaction.atomic(using=KEYS):
        line = ErasedFile(file_id=file_id, erased_on=on, digest=compute_erased_file_line_mac(file_id, on))
        ErasedFile.objects.bulk_create([line], ignore_conflicts=True)
        FileKey.objects.filter(file_id=file_id, destroyed_at=None).update(
            wrapped=None, body_key=None, destroyed_at=timezone.now()
        )
    truncate_wal()


def _lock_file_key_row(file_id: UUID) -> FileKey:
    """The row alone: after a wait, PostgreSQL joins it to nothing where its body key is newer than the question."""
    row = FileKey.objects.select_for_update().filter(pk=file_id).first()
    if row is None:
        raise DecryptionError("There is no key for this file.")
    return row


def _get_or_create_body_key(body_code: str) -> BodyKey:
    """The body's newest key, made where it has none; safe when two do it at once."""
    key_locks.lock_body_keys_shared(body_code)
    newest = find_newest_body_key(body_code)
    if newest is None:
        add_body_key(body_code, version=1)
        newest = BodyKey.objects.get(body_code=body_code, version=1)
    return newest


def add_body_key(body_code: str, *, version: int) -> None:
    """Add a version of a body's key; where another process was first, its key stands."""
    row = BodyKey(body_code=body_code, version=version)
    set_wrapped_body_key(row, generate_key())
    BodyKey.objects.bulk_create([row], ignore_conflicts=True)
