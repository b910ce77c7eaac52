"""Verifying the trail: every record, every link, the heads kept outside, and the stops.

Links are walked in order, a chunk at a time, so memory stays flat whatever the length of the trail. Records
written meanwhile are no fault: the walk ends where the chain ended when it began. Rows that cannot even be
read are a fault like any other, and the rest is still looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.module_loading import import_string

from handrail.platform.audit import checkpoints, triggers
from handrail.platform.audit.checkpoint_copy_stores import list_checkpoint_copy_stores
from handrail.platform.audit.checkpoint_verifier import CheckpointVerifier
from handrail.platform.audit.macs import (
    FIRST_DIGEST,
    compute_link_digest,
    compute_record_mac,
    had_key_of_mac_ended_before_link,
    macs_equal,
)
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.row_verification import NewestRowRevisionsInTrail, verify_tamper_evident_rows
from handrail.platform.audit.verification_report import VerificationReport

CHUNK = 2000
ENDED_KEY = "it was signed with an audit key that had ended."


def verify_trail(copy: Path | None = None, mailed: Path | None = None) -> VerificationReport:
    """Look at everything and say what is wrong, by the file of heads and every other place that has them.

    Args:
        copy: a copy of the file, to compare with instead.
        mailed: a file of lines that came by mail, to compare with instead.

    Returns:
        What was found.
    """
    report, revisions = VerificationReport(), NewestRowRevisionsInTrail()
    end, own, copies = _get_chain_and_checkpoint_ends(report)
    if copy or mailed:
        lines = checkpoints.iterate_checkpoint_copy_lines(copy or mailed)  # type: ignore[arg-type]
        own = CheckpointVerifier(lines, report, is_copy=True, is_sparse=mailed is not None)
        copies = []
    with _catch_and_report_unreadable_rows(report):
        _verify_links_to_end(end, [own, *copies], report, revisions)
    report.newest_head = own.newest
    report.newest_copies = {one.name: one.newest for one in copies}
    with _catch_and_report_unreadable_rows(report):
        _verify_unsealed_records(report, revisions)
    with _catch_and_report_unreadable_rows(report):
        verify_tamper_evident_rows(revisions, report)
    for name in settings.AUDIT_VERIFICATIONS:
        with _catch_and_report_unreadable_rows(report):
            import_string(name)(report)
    for name in sorted(triggers.find_missing_triggers(connection)):
        report.fault("stops", f"The trigger {name}, which refuses changes to the trail, is missing or off.")
    return report


@contextmanager
def _catch_and_report_unreadable_rows(report: VerificationReport) -> Iterator[None]:
    """Whoever edits the tables can put anything into them: a date that is none must not end the search."""
    try:
        yield
    except Exception as error:
        report.fault("unreadable", f"A row cannot be read, and those after it were not checked: {error!r}")


def _get_chain_and_checkpoint_ends(
    report: VerificationReport,
) -> tuple[int, CheckpointVerifier, list[CheckpointVerifier]]:
    """Where the chain, the file of heads and its copies end, at one moment: no sealer is between its steps."""
    with checkpoints.lock_checkpoint_file():
        last = Link.objects.order_by("-sequence").first()
        lines = checkpoints.iterate_checkpoint_lines(checkpoints.get_checkpoint_file_size())
        own = CheckpointVerifier(lines, report)
        return (last.sequence if last else 0), own, _list_verifiers_of_copies(report)


def _list_verifiers_of_copies(report: VerificationReport) -> list[CheckpointVerifier]:
    """Those of the places that can be reached."""
    found = []
    for place in list_checkpoint_copy_stores():
        try:
            found.append(CheckpointVerifier(place.read_lines(), report, name=place.name, is_copy=True))
        except Exception:
            report.unreached.append(place.name)
    return found


def _verify_links_to_end(
    end: int,
    alongside: list[CheckpointVerifier],
    report: VerificationReport,
    revisions: NewestRowRevisionsInTrail,
) -> None:
    sequence, digest = 0, FIRST_DIGEST
    for link, record in _iterate_chain_links_with_records(end):
        _report_sequence_fault(sequence, link, report)
        _report_record_fault(link, record, report)
        if record is not None:
            _report_digest_fault(digest, link, record, report)
            revisions.add(record)
        for one in alongside:
            one.check(link)
        report.sealed += 1
        sequence, digest = link.sequence, bytes(link.digest)
    for one in alongside:
        one.finish(sequence)


def _iterate_chain_links_with_records(end: int) -> Iterator[tuple[Link, Record | None]]:
    sequence = None
    while links := _fetch_links_after(sequence, end):
        records = Record.objects.in_bulk([link.record_id for link in links])
        for link in links:
            yield link, records.get(link.record_id)
        sequence = links[-1].sequence


def _fetch_links_after(after: int | None, end: int) -> list[Link]:
    links = Link.objects.filter(sequence__lte=end).order_by("sequence")
    return list((links if after is None else links.filter(sequence__gt=after))[:CHUNK])


def _report_sequence_fault(before: int, link: Link, report: VerificationReport) -> None:
    if link.sequence != before + 1:
        report.fault("deleted", f"After link {before} comes link {link.sequence}: those between are gone.")


def _report_record_fault(link: Link, record: Record | None, report: VerificationReport) -> None:
    if record is None:
        report.fault("deleted", f"Record {link.record_id} (link {link.sequence}) is gone.")
    elif had_key_of_mac_ended_before_link(record.mac, link.sequence):
        report.fault("inserted", f"Record {record.id} (link {link.sequence}): {ENDED_KEY}")
    elif not macs_equal(compute_record_mac(record, like=record.mac), record.mac):
        report.fault("edited", f"Record {record.id} (link {link.sequence}) was changed after it was written.")


def _report_digest_fault(before: bytes, link: Link, record: Record, report: VerificationReport) -> None:
    made = compute_link_digest(
        before, link.sequence, record.id, bytes(record.mac), is_head=link.is_head, like=link.digest
    )
    if had_key_of_mac_ended_before_link(link.digest, link.sequence):
        report.fault("chain", f"Link {link.sequence}: {ENDED_KEY}")
    elif not macs_equal(made, link.digest):
        report.fault(
            "chain",
            f"Link {link.sequence} does not follow from the one before: reordered, replaced or forged.",
        )


def _verify_unsealed_records(report: VerificationReport, revisions: NewestRowRevisionsInTrail) -> None:
    """The tail that the sealer has not reached: its records prove who wrote them, but not that none is gone."""
    sealed = Link.objects.filter(record_id=OuterRef("pk"))
    for record in Record.objects.filter(~Exists(sealed)).order_by("id").iterator(CHUNK):
        report.unsealed += 1
        revisions.add(record)
        report.oldest_unsealed = min(report.oldest_unsealed or record.at, record.at)
        if had_key_of_mac_ended_before_link(record.mac, None):
            report.fault("inserted", f"Record {record.id}: {ENDED_KEY}")
        elif not macs_equal(compute_record_mac(record, like=record.mac), record.mac):
            report.fault(
                "inserted", f"Record {record.id} was not written by the product, or was changed since."
            )
