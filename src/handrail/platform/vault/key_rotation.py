"""Giving bodies new keys: a new version, every file key wrapped again, the old versions removed.

A rotation that was stopped half way is finished by the next one. People read and write all the while.
"""

from django.db import transaction
from django.db.models import QuerySet

from handrail.platform.vault import key_locks
from handrail.platform.vault.actions import add_body_key
from handrail.platform.vault.key_wrapping import set_wrapped_file_key, unwrap_body_key, unwrap_file_key
from handrail.platform.vault.models import BodyKey, FileKey
from handrail.platform.vault.queries import find_newest_body_key
from handrail.platform.vault.router import KEYS
from handrail.platform.vault.wal_checkpoint import truncate_wal

BATCH = 500


def rotate_body_key(body_code: str) -> int:
    """Give this body a new key. Returns how many file keys were wrapped again."""
    newest = _create_new_body_key_version(body_code)
    moved = 0
    while count := _rewrap_file_key_batch(newest):
        moved += count
    _remove_older_body_keys(newest)
    truncate_wal()
    return moved


@transaction.atomic(using=KEYS)
def _create_new_body_key_version(body_code: str) -> BodyKey:
    key_locks.lock_body_keys_exclusive(
        body_code
    )  # a file key being made now is wrapped either before this or with the new version
    newest = find_newest_body_key(body_code)
    if newest is None:
        raise LookupError(f"There is no body key for {body_code!r}.")
    add_body_key(body_code, version=newest.version + 1)
    return BodyKey.objects.get(body_code=body_code, version=newest.version + 1)


@transaction.atomic(using=KEYS)
def _rewrap_file_key_batch(newest: BodyKey) -> int:
    rows = list(_select_file_keys_of_older_versions(newest)[:BATCH])
    to_key = unwrap_body_key(newest)
    from_keys = {row.pk: unwrap_body_key(row) for row in BodyKey.objects.filter(body_code=newest.body_code)}
    for row in rows:
        set_wrapped_file_key(row, unwrap_file_key(row, from_keys[row.body_key_id or 0]), newest, to_key)
    FileKey.objects.bulk_update(rows, ["body_code", "body_key", "wrapped"])
    return len(rows)


@transaction.atomic(using=KEYS)
def _remove_older_body_keys(newest: BodyKey) -> None:
    key_locks.lock_body_keys_exclusive(newest.body_code)
    BodyKey.objects.filter(body_code=newest.body_code, version__lt=newest.version, file_keys=None).delete()


def _select_file_keys_of_older_versions(newest: BodyKey) -> QuerySet[FileKey]:
    wrapped_before = FileKey.objects.filter(
        body_key__body_code=newest.body_code, body_key__version__lt=newest.version
    )
    return wrapped_before.select_related("body_key").select_for_update(of=("self",)).order_by("pk")
