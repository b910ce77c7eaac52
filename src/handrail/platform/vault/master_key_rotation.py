"""Another master key, without losing anything: what it wrapped and sealed is wrapped and sealed anew.

Two steps with a restart of every process between them. After the first both master keys open everything; after the
second the old one opens nothing. Each may be stopped anywhere and run again.

What was sealed for minutes (drafts, links that were opened) is left to end by itself: so the old key is kept, wrapped
by the new one, for a day after the first step, and a last run of the second removes it.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from handrail.platform.vault import key_locks
from handrail.platform.vault.column_resealing import reseal_columns
from handrail.platform.vault.key_fingerprints import (
    MASTER,
    delete_other_key_fingerprints,
    record_key_fingerprint,
)
from handrail.platform.vault.key_wrapping import (
    is_wrapped_by_present_master_key,
    set_wrapped_body_key,
    unwrap_body_key,
)
from handrail.platform.vault.master_key import ROOT, get_master_key, get_wrapping_key_of_product_keys
from handrail.platform.vault.models import BodyKey, ProductKey
from handrail.platform.vault.product_keys import (
    get_wrapper_id,
    store_wrapped_product_key,
    unwrap_product_keys,
)
from handrail.platform.vault.router import KEYS
from handrail.platform.vault.sealing_keys import EARLIER_MASTER
from handrail.platform.vault.wal_checkpoint import truncate_wal

EARLIER_KEY_KEPT_FOR = datetime.timedelta(days=1)


class MasterKeyRotationError(Exception):
    """The rotation cannot begin or go on; says what to do."""


@dataclass(frozen=True, slots=True)
class MasterKeyRotationResult:
    """What the second step did, and when the old key may be removed; None where it is gone."""

    body_keys: int
    values: int
    earlier_kept_until: datetime.datetime | None


@transaction.atomic(using=KEYS)
def begin_master_key_rotation(new_master: bytes) -> None:
    """Let the new master key open everything too. The present one stays in use until every process was restarted.

    Raises:
        MasterKeyRotationError: both are the same, or the last rotation is not finished.
    """
    present = get_master_key()
    if new_master == present:
        raise MasterKeyRotationError("The new master key is the one in use.")
    before, after = get_wrapping_key_of_product_keys(present), get_wrapping_key_of_product_keys(new_master)
    others = ProductKey.objects.filter(purpose=ROOT).exclude(
        wrapped_by__in=[get_wrapper_id(before), get_wrapper_id(after)]
    )
    if others.exists():
        raise MasterKeyRotationError("The last change of the master key is not finished: run --finish first.")
    record_key_fingerprint(MASTER, new_master.decode())
    for version, content in unwrap_product_keys(ROOT, before).items():
        store_wrapped_product_key(ROOT, version, content, after)
    earlier = unwrap_product_keys(EARLIER_MASTER, before)
    for version, content in earlier.items():
        store_wrapped_product_key(EARLIER_MASTER, version, content, after)
    if present not in unwrap_product_keys(EARLIER_MASTER, after).values():
        store_wrapped_product_key(EARLIER_MASTER, max(earlier, default=0) + 1, present, after)


def finish_master_key_rotation(resealers: Iterator[Callable[[], int]]) -> MasterKeyRotationResult:
    """Seal anew, under the master key in use, what an earlier one sealed; then let the earlier one open nothing.

    Args:
        resealers: what seals anew the values that stand in no column of their own, each saying how many.

    Raises:
        MasterKeyRotationError: the key store does not know the master key in use.
    """
    wrapping_key = get_wrapping_key_of_product_keys(get_master_key())
    if not unwrap_product_keys(ROOT, wrapping_key):
        raise MasterKeyRotationError("The key store does not know this master key: begin with the other one.")
    other_roots = ProductKey.objects.filter(purpose=ROOT).exclude(wrapped_by=get_wrapper_id(wrapping_key))
    if other_roots.exists() and not unwrap_product_keys(EARLIER_MASTER, wrapping_key):
        raise MasterKeyRotationError(
            "HANDRAIL_VAULT_MASTER_KEY still holds the old key: put the new one there first."
        )
    body_keys = sum(
        _rewrap_body_key(pk) for pk in BodyKey.objects.order_by("pk").values_list("pk", flat=True)
    )
    values = reseal_columns() + sum(reseal() for reseal in resealers)
    ProductKey.objects.filter(purpose__in=(ROOT, EARLIER_MASTER)).exclude(
        wrapped_by=get_wrapper_id(wrapping_key)
    ).delete()
    delete_other_key_fingerprints(MASTER)
    kept_until = _remove_earlier_master_keys()
    truncate_wal()
    return MasterKeyRotationResult(body_keys, values, kept_until)


@transaction.atomic(using=KEYS)
def _rewrap_body_key(pk: int) -> bool:
    found = BodyKey.objects.filter(pk=pk).first()
    if found is None or is_wrapped_by_present_master_key(found):
        return False
    key_locks.lock_body_keys_exclusive(found.body_code)
    row = BodyKey.objects.select_for_update().filter(pk=pk).first()
    if row is None:  # its own rotation ended meanwhile
        return False
    set_wrapped_body_key(row, unwrap_body_key(row))
    row.save(update_fields=["wrapped"])
    return True


def _remove_earlier_master_keys() -> datetime.datetime | None:
    """Those whose day is over. Returns until when the rest is kept."""
    rows = ProductKey.objects.filter(purpose=EARLIER_MASTER)
    rows.filter(made_at__lte=timezone.now() - EARLIER_KEY_KEPT_FOR).delete()
    newest = rows.order_by("-made_at").values_list("made_at", flat=True).first()
    return newest + EARLIER_KEY_KEPT_FOR if newest else None
