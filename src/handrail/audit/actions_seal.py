"""Sealing: put unsealed records in order and tie each to the one before."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from handrail.audit import heads, ids
from handrail.audit.macs import FIRST, link_digest
from handrail.audit.models import Link, Record

BATCH = 5000
LOCK = 0x68616E647261696C  # "handrail" in ASCII: any number that only the sealers ask for

Waiting = tuple[UUID, bytes | memoryview]


def seal_pending(*, since: datetime | None = None, batch: int = BATCH) -> int:
    """Seal what is unsealed (or only what was written since then). Returns how many records were sealed."""
    after, sealed = ids.floor(since) if since else UUID(int=0), 0
    while links := _seal_batch(after, batch):
        sealed += len(links)
        after = links[-1].record_id
    return sealed


def _seal_batch(after: UUID, size: int) -> list[Link]:
    with heads.held():
        _outlive_power_cuts()
        with transaction.atomic(durable=True):
            _alone()
            last = Link.objects.order_by("-sequence").first()
            links = list(_links(last, _waiting(after, size)))
            Link.objects.bulk_create(links)
        _write_heads(last, links)
    return links


def _alone() -> None:
    """Wait for a sealer on another machine. (On SQLite the transaction itself is alone.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _outlive_power_cuts() -> None:
    """See the chain on the disk before its head is: or a power cut looks like a chain that was cut.

    This stays with the sealer's connection. PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")


def _waiting(after: UUID, size: int) -> list[Waiting]:
    sealed = Link.objects.filter(record_id=OuterRef("pk"))
    unsealed = Record.objects.filter(~Exists(sealed), id__gt=after).order_by("id")
    return list(unsealed.values_list("id", "mac")[:size])


def _links(last: Link | None, waiting: Sequence[Waiting]) -> Iterator[Link]:
    sequence, digest = (last.sequence, bytes(last.digest)) if last else (0, FIRST)
    for sequence, (record_id, mac) in enumerate(waiting, sequence + 1):  # noqa: B020 - goes on from the last
        is_head = record_id == waiting[-1][0]
        digest = link_digest(digest, sequence, record_id, bytes(mac), is_head=is_head)
        yield Link(sequence=sequence, record_id=record_id, is_head=is_head, digest=digest)


def _write_heads(last: Link | None, links: Sequence[Link]) -> None:
    if last is not None and _lacks_only(last):
        _write_head(last)
    if links:
        _write_head(links[-1])


def _lacks_only(last: Link) -> bool:
    """Whether a sealer stopped between its commit and its head: the file ends with the head before that one.

    A file that lacks more was cut. It is left as it is, so that `audit_verify` goes on saying so.
    """
    before = Link.objects.filter(is_head=True, sequence__lt=last.sequence).order_by("-sequence").first()
    newest = heads.newest()
    return (newest.sequence if newest else 0) == (before.sequence if before else 0)


def _write_head(link: Link) -> None:
    heads.append(heads.Head(link.sequence, bytes(link.digest), timezone.now()))
