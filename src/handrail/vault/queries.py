"""Reading keys."""

import logging
from collections.abc import Iterable
from uuid import UUID

from handrail.vault.box import Box
from handrail.vault.models import BodyKey, FileKey
from handrail.vault.unreadable import Unreadable
from handrail.vault.wrapping import unwrap_body_key, unwrap_file_key

log = logging.getLogger(__name__)


def box(file_id: UUID) -> Box:
    """This file's box, or Unreadable where there is no key or it was destroyed."""
    row = FileKey.objects.select_related("body_key").filter(file_id=file_id).first()
    if row is None:
        raise Unreadable("There is no key for this file.")
    if row.body_key is None:
        raise Unreadable("This file's key was destroyed.")
    return Box(unwrap_file_key(row, unwrap_body_key(row.body_key)))


def boxes(file_ids: Iterable[UUID]) -> dict[UUID, Box]:
    """The boxes of these files in one query; a file whose key is missing or destroyed is left out."""
    rows = list(
        FileKey.objects.select_related("body_key").filter(file_id__in=set(file_ids), destroyed_at=None)
    )
    body_keys = _body_keys(rows)
    opened = ((row.file_id, _opened(row, body_keys)) for row in rows)
    return {file_id: found for file_id, found in opened if found}


def _body_keys(rows: list[FileKey]) -> dict[int, bytes]:
    """Each body's key unwrapped once."""
    found: dict[int, bytes] = {}
    for body_row in {row.body_key for row in rows if row.body_key}:
        try:
            found[body_row.pk] = unwrap_body_key(body_row)
        except Unreadable:
            log.exception("The key of body %s cannot be unwrapped.", body_row)
    return found


def _opened(row: FileKey, body_keys: dict[int, bytes]) -> Box | None:
    body_key = body_keys.get(row.body_key_id or 0)
    if body_key is None:
        return None
    try:
        return Box(unwrap_file_key(row, body_key))
    except Unreadable:
        log.exception("The key of file %s cannot be unwrapped.", row.file_id)
        return None


def newest_body_key(body_code: str) -> BodyKey | None:
    """The version that new file keys are wrapped with."""
    return BodyKey.objects.filter(body_code=body_code).order_by("-version").first()
