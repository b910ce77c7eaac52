"""Verifying the trail: every record, every link, the heads kept outside, and the stops.

Links are walked in order, a chunk at a time, so memory stays flat whatever the length of the trail. Records
written meanwhile are no fault: the walk ends where the chain ended when it began. Rows that cannot even be
read are a fault like any other, and the rest is still looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef

from handrail.audit import heads, stops
from handrail.audit.heads_alongside import HeadsAlongside
from handrail.audit.macs import FIRST, link_digest, record_mac, same
from handrail.audit.models import Link, Record
from handrail.audit.report import Report

CHUNK = 2000


def verify(copy: Path | None = None) -> Report:
    """Look at everything and say what is wrong, by the file of heads or by a copy of it kept elsewhere."""
    report = Report()
    end, size = _ends()
    lines = heads.copied(copy) if copy else heads.lines(size)
    with _whatever_is_there(report):
        _walk(end, HeadsAlongside(lines, report, is_copy=copy is not None), report)
    with _whatever_is_there(report):
        _unsealed(report)
    for name in sorted(stops.missing(connection)):
        report.fault("stops", f"The trigger {name}, which refuses changes to the trail, is missing or off.")
    return report


@contextmanager
def _whatever_is_there(report: Report) -> Iterator[None]:
    """Whoever edits the tables can put anything into them: a date that is none must not end the search."""
    try:
        yield
    except Exception as error:
        report.fault("unreadable", f"A row cannot be read, and those after it were not checked: {error!r}")


def _ends() -> tuple[int, int]:
    """Where the chain and the file of heads end, at one moment: no sealer is between its two steps."""
    with heads.held():
        last = Link.objects.order_by("-sequence").first()
        return (last.sequence if last else 0), heads.size()


def _walk(end: int, alongside: HeadsAlongside, report: Report) -> None:
    sequence, digest = 0, FIRST
    for link, record in _chain(end):
        _check_sequence(sequence, link, report)
        _check_record(link, record, report)
        if record is not None:
            _check_digest(digest, link, record, report)
        alongside.check(link)
        report.sealed += 1
        sequence, digest = link.sequence, bytes(link.digest)
    alongside.finish(sequence)


def _chain(end: int) -> Iterator[tuple[Link, Record | None]]:
    sequence = None
    while links := _chunk(sequence, end):
        records = Record.objects.in_bulk([link.record_id for link in links])
        for link in links:
            yield link, records.get(link.record_id)
        sequence = links[-1].sequence


def _chunk(after: int | None, end: int) -> list[Link]:
    links = Link.objects.filter(sequence__lte=end).order_by("sequence")
    return list((links if after is None else links.filter(sequence__gt=after))[:CHUNK])


def _check_sequence(before: int, link: Link, report: Report) -> None:
    if link.sequence != before + 1:
        report.fault("deleted", f"After link {before} comes link {link.sequence}: those between are gone.")


def _check_record(link: Link, record: Record | None, report: Report) -> None:
    if record is None:
        report.fault("deleted", f"Record {link.record_id} (link {link.sequence}) is gone.")
    elif not same(record_mac(record), record.mac):
        report.fault("edited", f"Record {record.id} (link {link.sequence}) was changed after it was written.")


def _check_digest(before: bytes, link: Link, record: Record, report: Report) -> None:
    made = link_digest(before, link.sequence, record.id, bytes(record.mac), is_head=link.is_head)
    if not same(made, link.digest):
        report.fault(
            "chain",
            f"Link {link.sequence} does not follow from the one before: reordered, replaced or forged.",
        )


def _unsealed(report: Report) -> None:
    """The tail that the sealer has not reached: its records prove who wrote them, but not that none is gone."""
    sealed = Link.objects.filter(record_id=OuterRef("pk"))
    for record in Record.objects.filter(~Exists(sealed)).order_by("id").iterator(CHUNK):
        report.unsealed += 1
        report.oldest_unsealed = min(report.oldest_unsealed or record.at, record.at)
        if not same(record_mac(record), record.mac):
            report.fault(
                "inserted", f"Record {record.id} was not written by the product, or was changed since."
            )
