"""Taking a paper in, taking it back, having it scanned. Each records itself in the same transaction."""

import hashlib
import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.key_access import KeyDestroyedError
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.files.file_types import FILE_TYPES_BY_CODE
from handrail.platform.files.inspection import InspectedFile
from handrail.platform.files.models import Paper, Part
from handrail.platform.files.object_store import ObjectStoreError, get_object_store, make_part_name
from handrail.platform.files.queries import decrypt_stored_document_bytes
from handrail.platform.files.scan_results import VirusScanState
from handrail.platform.files.scanner import VirusScannerError, VirusScannerReply, scan_bytes_for_viruses
from handrail.platform.files.sealed_parts import count_sealed_parts_of_file, iterate_sealed_parts
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.vault import keys
from handrail.platform.vault.cipher import DecryptionError

log = logging.getLogger(__name__)
SCANNER = ActorSnapshot("", "Automatic virus scan", "", "Handrail", "")
MOST_AT_ONCE = 200


@transaction.atomic
def attach_inspected_document(
    *,
    case_access: CaseAccess,
    kind: Kind,
    looked: InspectedFile,
    description: str,
    by: Actor,
) -> Paper:
    """Take in a paper that was looked over: sealed with the person's key, held until it is scanned.

    Args:
        case_access: the file, as open to whoever adds; must allow recording, and the kind.
        kind: what the paper is about.
        looked: the file as `inspect_file` gave it.
        description: in the worker's words; sealed.
        by: who acts.

    Returns:
        The paper, whose bytes wait for the scanner.

    Raises:
        ActionNotPossibleError: the kind is none that papers have, or the object store does not answer.
        KeyDestroyedError: nothing more can be written on the case.
    """
    case_access.require(Permission.RECORD)
    case_access.needs(Kind(kind))
    if Kind(kind) not in SHAREABLE_KINDS:
        raise ActionNotPossibleError("Choose what the document is about from the list.")
    cipher, data = case_access.cipher, looked.data
    if cipher is None:
        raise KeyDestroyedError
    paper = Paper(
        file_id=case_access.file_id,
        kind=Kind(kind).value,
        type=looked.type.code,
        size=len(data),
        parts=count_sealed_parts_of_file(data),
        added_at=timezone.now(),
        added_by_id=by.user_id,
    )
    paper.name, paper.description = looked.name, description
    paper.checksum = hashlib.sha256(data).hexdigest()
    paper.bind(case_access).save(force_insert=True)
    Part.objects.bulk_create(
        (
            Part(paper=paper, number=number, content=_keep_sealed_part(paper.pk, number, sealed))
            for number, sealed in iterate_sealed_parts(cipher, paper.pk, data)
        ),
        batch_size=4,
    )
    write_audit_record(
        who=by.who,
        verb="uploaded a document",
        about=case_access.file_id,
        shown=[paper.kind],
        why=looked.type.name,
    )
    return paper


def _keep_sealed_part(paper_id: UUID, number: int, sealed: bytes) -> bytes | None:
    """What the row keeps: the bytes, or nothing where the object store has them.

    An object whose transaction is undone names no row, and is deleted by `handrail documents tidy`.
    """
    store = get_object_store()
    if store is None:
        return sealed
    try:
        store.write(make_part_name(paper_id, number), sealed)
    except ObjectStoreError as error:
        log.error("A document could not be kept: %s", error)
        raise ActionNotPossibleError(
            "The document was not uploaded, because the document store did not answer. Try again in a few minutes."
        ) from None
    return None


@transaction.atomic
def withdraw_stored_document(*, case_access: CaseAccess, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more. It is kept, with the reason.

    Args:
        case_access: the file, as open to whoever withdraws; must allow recording.
        paper_id: a paper of the file.
        because: why, in words that are sealed.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is not on the case or not open, was taken back already, or no reason is given.
    """
    case_access.require(Permission.RECORD)
    paper = (
        Paper.objects.select_for_update(of=("self",)).filter(pk=paper_id, file=case_access.file_id).first()
    )
    if paper is None or Kind(paper.kind) not in case_access.kinds:
        raise ActionNotPossibleError("This document is not on this case.")
    if paper.taken_back_at is not None:
        raise ActionNotPossibleError("Someone has already withdrawn this document.")
    if not because.strip():
        raise ActionNotPossibleError("Enter why the document is withdrawn.")
    paper.taken_back_at, paper.taken_back_by_id = timezone.now(), by.user_id
    paper.bind(case_access).taken_back_because = because
    paper.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    write_audit_record(
        who=by.who,
        verb="withdrew a document",
        about=case_access.file_id,
        shown=[paper.kind],
        why=FILE_TYPES_BY_CODE[paper.type].name,
    )


def scan_waiting_documents_and_count_results(
    scanner: str, *, at_most: int = MOST_AT_ONCE
) -> tuple[int, int, int]:
    """Scan what waits, the longest waiting first.

    Returns:
        How many were clean, how many infected, how many could not be scanned.
    """
    said = [_scan_document(number, scanner) for number in _list_ids_of_documents_to_scan(at_most)]
    return (
        said.count(VirusScanState.CLEAN),
        said.count(VirusScanState.INFECTED),
        said.count(VirusScanState.WAITING),
    )


def _list_ids_of_documents_to_scan(at_most: int) -> list[UUID]:
    """The longest waiting, without those that nobody can read any more: their keys were destroyed."""
    rows = Paper.objects.filter(scan=VirusScanState.WAITING).order_by("id").values_list("pk", "file_id")
    found: list[UUID] = []
    page = list(rows[:MOST_AT_ONCE])
    while page and len(found) < at_most:
        readable = keys.find_ids_of_files_whose_key_exists(file_id for _, file_id in page)
        found += [number for number, file_id in page if file_id in readable]
        page = list(rows.filter(pk__gt=page[-1][0])[:MOST_AT_ONCE])
    return found[:at_most]


def _scan_document(number: UUID, scanner: str) -> VirusScanState:
    """The scanner is asked outside of any transaction: it may take its time, and holds nobody up."""
    paper = Paper.objects.get(pk=number)
    try:
        verdict = scan_bytes_for_viruses(decrypt_stored_document_bytes(paper), scanner)
    except (VirusScannerError, DecryptionError, ObjectStoreError) as error:
        log.warning("Paper %s could not be scanned: %s", number, error)
        return VirusScanState.WAITING
    return save_scan_verdict(number, verdict)


@transaction.atomic
def save_scan_verdict(number: UUID, verdict: VirusScannerReply) -> VirusScanState:
    """Keep what a scanner said of a paper."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=number)
    paper.scan = VirusScanState.CLEAN if verdict.clean else VirusScanState.INFECTED
    paper.scanned_at, paper.found = timezone.now(), verdict.found
    paper.save(update_fields=["scan", "scanned_at", "found"])
    why = "no viruses found" if verdict.clean else msg("found {found}", found=verdict.found)
    write_audit_record(
        who=SCANNER, verb="scanned a document", about=paper.file_id, shown=[paper.kind], why=why
    )
    return VirusScanState(paper.scan)
