"""Sealing: put unsealed records in order and tie each to the one before."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from handrail.platform.audit import checkpoint_copy_stores, checkpoints, uuid7
from handrail.platform.audit.macs import FIRST_DIGEST, compute_link_digest
from handrail.platform.audit.models import Link, Record
from handrail.platform.vault.key_fingerprints import AUDIT, raise_unless_keys_fit

BATCH = 5000
CHUNK = 2000
LOCK = 0x68616E647261696C  # "handrail" in ASCII: any number that only the sealers ask for

UnsealedRecord = tuple[UUID, bytes | memoryview]
LOGGED = ("user_id", "body_code", "role", "verb", "outcome", "shown", "network", "device")
log = logging.getLogger(__name__)
trail_log = logging.getLogger("handrail.trail")


def seal_pending_records(*, since: datetime | None = None, batch: int = BATCH) -> int:
    """Seal what is unsealed (or only what was written since then). Returns how many records were sealed.

    Raises:
        KeysDoNotFitError: the audit key is missing, or not the one of this installation.
    """
    raise_unless_keys_fit(AUDIT)
    after, sealed = uuid7.make_lowest_uuid7_of_moment(since) if since else UUID(int=0), 0
    while links := _seal_batch_into_links(after, batch):
        sealed += len(links)
        after = links[-1].record_id
    checkpoint_copy_stores.mail_checkpoint_of_day()
    return sealed


@contextmanager
def pause_sealing() -> Iterator[None]:
    """No sealer, on this machine or another, is between its steps within: chain, heads and their copies agree."""
    with checkpoints.lock_checkpoint_file(), transaction.atomic():
        _lock_out_other_sealers()
        yield


def find_oldest_unsealed_at(since: datetime) -> datetime | None:
    """When the oldest record that was written since then and is in no link was written."""
    sealed = Link.objects.filter(record_id=OuterRef("pk"))
    unsealed = Record.objects.filter(
        ~Exists(sealed), id__gt=uuid7.make_lowest_uuid7_of_moment(since)
    ).order_by("id")
    return unsealed.values_list("at", flat=True).first()


def _seal_batch_into_links(after: UUID, size: int) -> list[Link]:
    with checkpoints.lock_checkpoint_file():
        _set_sqlite_to_full_synchronous()
        with transaction.atomic(durable=True):
            _lock_out_other_sealers()
            last = Link.objects.order_by("-sequence").first()
            links = list(_iterate_new_links(last, _fetch_unsealed_records(after, size)))
            Link.objects.bulk_create(links)
        _write_checkpoints_of_links(last, links)
        _write_records_to_log(links)
        checkpoint_copy_stores.copy_checkpoints_to_stores()
    return links


def _lock_out_other_sealers() -> None:
    """Wait for a sealer on another machine. (On SQLite the transaction itself is alone.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _set_sqlite_to_full_synchronous() -> None:
    """See the chain on the disk before its head is: or a power cut looks like a chain that was cut.

    This stays with the sealer's connection. PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")


def _fetch_unsealed_records(after: UUID, size: int) -> list[UnsealedRecord]:
    """The next of them. One that something else wrote and that cannot be read is passed over: the rest is sealed."""
    sealed = Link.objects.filter(record_id=OuterRef("pk"))
    unsealed = Record.objects.filter(~Exists(sealed), id__gt=after).order_by("id")
    rows = unsealed.values_list(Cast("id", TextField()), "mac")
    readable = (row for values in rows.iterator(CHUNK) if (row := _parse_unsealed_record(*values)))
    return list(islice(readable, size))


def _parse_unsealed_record(record_id: str, mac: object) -> UnsealedRecord | None:
    """The record's number and mac; None, with a word to the operator, where either is none."""
    try:
        if isinstance(mac, bytes | memoryview):
            return UUID(record_id), mac
    except (ValueError, TypeError, AttributeError):
        pass
    log.error(
        "A record of the audit trail cannot be sealed: run handrail audit verify. Its number: %.40r",
        record_id,
    )
    return None


def _iterate_new_links(last: Link | None, waiting: Sequence[UnsealedRecord]) -> Iterator[Link]:
    sequence, digest = (last.sequence, bytes(last.digest)) if last else (0, FIRST_DIGEST)
    for sequence, (record_id, mac) in enumerate(waiting, sequence + 1):  # noqa: B020 - goes on from the last
        is_head = record_id == waiting[-1][0]
        digest = compute_link_digest(digest, sequence, record_id, bytes(mac), is_head=is_head)
        yield Link(sequence=sequence, record_id=record_id, is_head=is_head, digest=digest)


def _write_records_to_log(links: Sequence[Link]) -> None:
    """For a collector elsewhere, where settings ask for it: who did what, without names and reasons."""
    if not settings.TRAIL_IN_LOG:
        return
    rows = Record.objects.in_bulk([link.record_id for link in links])
    for link in links:
        row = rows[link.record_id]
        told = {name: getattr(row, name) for name in LOGGED} | {
            "sequence": link.sequence,
            "record": str(row.pk),
            "about": str(row.about or ""),
            "recorded_at": row.at.isoformat(),
        }
        trail_log.info("A record of the trail.", extra={"trail": told})


def _write_checkpoints_of_links(last: Link | None, links: Sequence[Link]) -> None:
    if last is not None and _is_only_checkpoint_of_last_link_missing(last):
        _write_checkpoint_of_link(last)
    if links:
        _write_checkpoint_of_link(links[-1])


def _is_only_checkpoint_of_last_link_missing(last: Link) -> bool:
    """Whether a sealer stopped between its commit and its head: the file ends with the head before that one.

    A file that lacks more was cut. It is left as it is, so that `audit_verify` goes on saying so.
    """
    before = Link.objects.filter(is_head=True, sequence__lt=last.sequence).order_by("-sequence").first()
    newest = checkpoints.find_newest_checkpoint()
    return (newest.sequence if newest else 0) == (before.sequence if before else 0)


def _write_checkpoint_of_link(link: Link) -> None:
    checkpoints.append_checkpoint(checkpoints.Checkpoint(link.sequence, bytes(link.digest), timezone.now()))
