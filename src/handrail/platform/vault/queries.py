"""Reading keys."""

import logging
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.key_wrapping import UnwrappedBodyKey, unwrap_body_key, unwrap_file_key
from handrail.platform.vault.models import BodyKey, FileKey

log = logging.getLogger(__name__)


def get_cipher_of_file(file_id: UUID) -> Cipher:
    """This file's cipher, or DecryptionError where there is no key or it was destroyed."""
    row = FileKey.objects.select_related("body_key").filter(file_id=file_id).first()
    if row is None:
        raise DecryptionError("There is no key for this file.")
    if row.body_key is None:
        raise DecryptionError("This file's key was destroyed.")
    return Cipher(unwrap_file_key(row, unwrap_body_key(row.body_key)))


def get_ciphers_by_file_id(file_ids: Iterable[UUID]) -> dict[UUID, Cipher]:
    """What seals and opens for each of these files, in one query.

    Columns, not rows: a list opens many, and each body's key is unwrapped once.

    Returns:
        By the file's number; a file whose key is missing or destroyed is left out.
    """
    bodies: dict[int, UnwrappedBodyKey | None] = {}
    found: dict[UUID, Cipher] = {}
    for file_id, wrapped, pk, body_code, version, body_wrapped in _select_usable_keys(set(file_ids)):
        if pk not in bodies:
            bodies[pk] = _unwrap_body_key_or_none(
                BodyKey(pk=pk, body_code=body_code, version=version, wrapped=body_wrapped)
            )
        body_key = bodies[pk]
        if body_key and (key := _unwrap_file_key_or_none(file_id, wrapped, body_key)):
            found[file_id] = Cipher(key)
    return found


def _select_usable_keys(files: Collection[UUID]) -> QuerySet[Any, Any]:
    kept = FileKey.objects.filter(file_id__in=files, destroyed_at=None, body_key__isnull=False)
    body = (f"body_key__{name}" for name in ("pk", "body_code", "version", "wrapped"))
    return kept.values_list("file_id", "wrapped", *body)


def find_ids_of_files_whose_key_exists(file_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these files whose key was not destroyed."""
    rows = FileKey.objects.filter(file_id__in=set(file_ids), destroyed_at=None, body_key__isnull=False)
    return set(rows.values_list("file_id", flat=True))


def list_file_and_key_holder_pairs(file_ids: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Whose key wraps the key of each of these files.

    Args:
        file_ids: at most as many as one statement takes.

    Returns:
        Pairs of file and organisation's code; files whose key is missing or destroyed are left out.
    """
    rows = FileKey.objects.filter(file_id__in=set(file_ids), body_key__isnull=False)
    return list(rows.values_list("file_id", "body_key__body_code"))


def _unwrap_body_key_or_none(row: BodyKey) -> UnwrappedBodyKey | None:
    try:
        return UnwrappedBodyKey(row, unwrap_body_key(row))
    except DecryptionError:
        log.exception("The key of body %s cannot be unwrapped.", row)
        return None


def _unwrap_file_key_or_none(file_id: UUID, wrapped: bytes, body_key: UnwrappedBodyKey) -> bytes | None:
    try:
        return body_key.file_key(file_id, wrapped)
    except DecryptionError:
        log.exception("The key of file %s cannot be unwrapped.", file_id)
        return None


def find_newest_body_key(body_code: str) -> BodyKey | None:
    """The version that new file keys are wrapped with."""
    return BodyKey.objects.filter(body_code=body_code).order_by("-version").first()
