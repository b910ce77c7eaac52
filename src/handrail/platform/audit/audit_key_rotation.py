"""Another audit key, with the trail going on: each mac says which key made it.

Two steps with a restart of every process between them. After the first, macs of both keys are good everywhere. The
second signs rows that open something anew, writes down in the trail that the key was changed, and notes the last link
that the old key may stand behind: from then on it makes nothing good that is new. Each may be stopped anywhere and run
again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.db import transaction

from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.audit_keys import (
    AUDIT,
    AuditKey,
    clear_audit_key_cache,
    get_audit_key,
    get_wrapping_key_under_audit_key,
    list_other_audit_keys,
    store_audit_key,
)
from handrail.platform.audit.models import Link
from handrail.platform.audit.row_verification import iterate_tamper_evident_rows
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.vault import key_fingerprints
from handrail.platform.vault.models import ProductKey
from handrail.platform.vault.product_keys import get_wrapper_id, unwrap_product_keys
from handrail.platform.vault.router import KEYS

OPERATOR = ActorSnapshot("", "The service administrator", "", "", "")


class AuditKeyRotationError(Exception):
    """The rotation cannot begin or go on; says what to do."""


@transaction.atomic(using=KEYS)
def begin_audit_key_rotation(new: AuditKey) -> None:
    """Let each of both keys know the other, so that processes under either accept what the other signed.

    Raises:
        AuditKeyRotationError: both are the same, or the last rotation is not finished.
    """
    present, versions = (
        get_audit_key(),
        unwrap_product_keys(AUDIT, get_wrapping_key_under_audit_key(get_audit_key())),
    )
    if new.mark == present.mark:
        raise AuditKeyRotationError("The new audit key is the one in use.")
    others = list_other_audit_keys()
    if any(one.last_link is None and one.mark != new.mark for one in others):
        raise AuditKeyRotationError("A change to another audit key has begun: finish that one first.")
    key_fingerprints.record_key_fingerprint(key_fingerprints.AUDIT, new.key.decode())
    ended = [(v, one) for v, one in zip(versions, others, strict=True) if one.last_link is not None]
    for version, one in ended:
        store_audit_key(one, version, new)
    number = 1 + max((version for version, _ in ended), default=0)
    store_audit_key(present, number, new)
    store_audit_key(replace(new, is_next=True), number + 1, present)


def finish_audit_key_rotation(resigners: Iterable[Callable[[], int]]) -> int:
    """Sign anew what an earlier key signed and may be changed; then let that key make nothing new good.

    Args:
        resigners: what signs anew the rows that are not `TamperEvident`, each saying how many.

    Returns:
        How many rows were signed anew.

    Raises:
        AuditKeyRotationError: nothing was begun with the key in use.
    """
    present = get_audit_key()
    clear_audit_key_cache()
    others = list_other_audit_keys()
    if not others:
        raise AuditKeyRotationError(
            "The key store knows nothing of a change to this audit key: begin with the other one."
        )
    if any(one.is_next for one in others):
        raise AuditKeyRotationError(
            "HANDRAIL_AUDIT_KEY still holds the old key: put the new one there first."
        )
    signed = sum(map(_sign_row_anew_with_present_key, _iterate_rows_of_other_keys(present))) + sum(
        sign() for sign in resigners
    )
    coming = [one for one in list_other_audit_keys() if one.last_link is None]
    if coming:
        with transaction.atomic():
            write_audit_record(who=OPERATOR, verb="changed the audit key", about=None, why="")
        seal_pending_records()
        _record_last_link_of_old_key(
            coming, Link.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
        )
    key_fingerprints.delete_other_key_fingerprints(key_fingerprints.AUDIT)
    clear_audit_key_cache()
    return signed


def _iterate_rows_of_other_keys(present: AuditKey) -> Iterator[TamperEvident]:
    for row in iterate_tamper_evident_rows():
        if bytes(row.mac[: len(present.mark)]) != present.mark:
            yield row


def _sign_row_anew_with_present_key(row: TamperEvident) -> bool:
    """A row that something else wrote stays as it is: `audit verify` names it."""
    with transaction.atomic():
        kept = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if kept is None or not kept.is_intact:
            return False
        type(row)._base_manager.filter(pk=row.pk).update(mac=kept.compute_mac())
    return True


@transaction.atomic(using=KEYS)
def _record_last_link_of_old_key(coming: list[AuditKey], last: int) -> None:
    """Each in its row: what it was, and where it ended. What the old key knows of the new one goes."""
    present = get_audit_key()
    wrapper = get_wrapper_id(get_wrapping_key_under_audit_key(present))
    for version, one in zip(
        unwrap_product_keys(AUDIT, get_wrapping_key_under_audit_key(present)),
        list_other_audit_keys(),
        strict=True,
    ):
        if one in coming:
            ProductKey.objects.filter(purpose=AUDIT, version=version, wrapped_by=wrapper).delete()
            store_audit_key(replace(one, last_link=last), version, present)
    ProductKey.objects.filter(purpose=AUDIT).exclude(wrapped_by=wrapper).delete()
