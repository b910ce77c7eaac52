"""The papers of one file, as far as their kinds are open to the reader; and one paper's content."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.files.file_types import FILE_TYPES_BY_CODE
from handrail.platform.files.models import Paper, Part
from handrail.platform.files.object_store import ObjectStoreError, get_object_store, make_part_name
from handrail.platform.files.scan_results import VirusScanState
from handrail.platform.files.sealed_parts import unseal_and_join_parts
from handrail.platform.vault.cipher import DecryptionError

MOST = 200


@dataclass(frozen=True, slots=True)
class StoredDocumentRow:
    """One paper as a list shows it. Its name is empty where the person's key was destroyed."""

    paper_id: UUID
    name: str
    description: str
    kind: Kind
    type: str
    media: str
    size: int
    scan: VirusScanState
    found: str
    added_at: datetime.datetime
    added_by: str
    added_by_body: str


@dataclass(frozen=True, slots=True)
class StoredDocumentList:
    """The papers that are open to the reader, newest first, and how many of those kinds were taken back."""

    lines: tuple[StoredDocumentRow, ...]
    taken_back: int


def list_stored_documents(case_access: CaseAccess) -> StoredDocumentList:
    """Those whose kind is open, each kind noted as shown. Two queries, three with the key."""
    open_ = [kind.value for kind in case_access.kinds]
    rows = Paper.objects.filter(file=case_access.file_id, kind__in=open_, taken_back_at__isnull=True)
    found = list(rows.select_related("added_by__body").order_by("-id").opened_for(case_access)[:MOST])
    back = Paper.objects.filter(file=case_access.file_id, kind__in=open_, taken_back_at__isnull=False).count()
    return StoredDocumentList(tuple(map(_make_stored_document_row, found)), back)


def get_stored_document_row(case_access: CaseAccess, paper_id: UUID) -> StoredDocumentRow:
    """One, where its kind is open to the reader. Raises NotVisible alike for none, and for one that is not."""
    return _make_stored_document_row(_get_visible_stored_document(case_access, paper_id))


def get_stored_document_rows_by_id(
    case_access: CaseAccess, numbers: Iterable[UUID]
) -> dict[UUID, StoredDocumentRow]:
    """Those of these papers that stand on the file and whose kind is open, each kind noted as shown. Two queries.

    Returns:
        By the paper's number; the others are left out.
    """
    open_ = [kind.value for kind in case_access.kinds]
    rows = Paper.objects.filter(
        file=case_access.file_id, pk__in=[*numbers], kind__in=open_, taken_back_at__isnull=True
    )
    found = rows.select_related("added_by__body").order_by("-id").opened_for(case_access)
    return {row.pk: _make_stored_document_row(row) for row in found}


def get_hidden_stored_document_ids(case_access: CaseAccess, numbers: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these papers that stand on the file and are not open to the reader: their numbers, and nothing else."""
    rows = Paper.objects.filter(file=case_access.file_id, pk__in=[*numbers], taken_back_at__isnull=True)
    shut = rows.exclude(kind__in=[kind.value for kind in case_access.kinds])
    return frozenset(shut.values_list("pk", flat=True))


def get_stored_document_checksum(case_access: CaseAccess, paper_id: UUID) -> str:
    """SHA-256 of its bytes, in hexadecimal. One that came in before these were kept is read for it."""
    row = _get_visible_stored_document(case_access, paper_id)
    return row.checksum.open() or hashlib.sha256(decrypt_stored_document_bytes(row)).hexdigest()


def read_stored_document_content(case_access: CaseAccess, paper_id: UUID) -> bytes:
    """Its bytes. Who may open what, and when, was asked before; what was found harmful is never given out."""
    row = _get_visible_stored_document(case_access, paper_id)
    if row.scan == VirusScanState.INFECTED:
        raise NotVisible
    return decrypt_stored_document_bytes(row)


def decrypt_stored_document_bytes(row: Paper) -> bytes:
    """The paper as it was taken in. Raises DecryptionError, or ObjectStoreError where the store does not answer."""
    cipher = UnrecordedKeyAccess(row.file_id).cipher
    if cipher is None:
        raise DecryptionError("The encryption key of this file was destroyed.")
    parts = Part.objects.filter(paper=row).order_by("number").values_list("number", "content")
    found = [_read_sealed_part(row.pk, number, content) for number, content in parts]
    if len(found) != row.parts:
        raise DecryptionError("Part of this document is missing.")
    return unseal_and_join_parts(cipher, row.pk, found, row.parts)


def _read_sealed_part(paper_id: UUID, number: int, content: bytes | memoryview | None) -> bytes:
    """The bytes of a part, wherever they lie."""
    if content is not None:
        return bytes(content)
    store = get_object_store()
    if store is None:
        raise ObjectStoreError("no object store is set, and this document lies in one")
    return store.read(make_part_name(paper_id, number))


def _get_visible_stored_document(case_access: CaseAccess, paper_id: UUID) -> Paper:
    rows = Paper.objects.select_related("added_by__body").opened_for(case_access)
    row = rows.filter(pk=paper_id, file=case_access.file_id, taken_back_at__isnull=True).first()
    if row is None:
        raise NotVisible
    case_access.needs(Kind(row.kind))
    return row


def _make_stored_document_row(row: Paper) -> StoredDocumentRow:
    return StoredDocumentRow(
        paper_id=row.pk,
        name=row.name.open(),
        description=row.description.open(),
        kind=Kind(row.kind),
        type=FILE_TYPES_BY_CODE[row.type].name,
        media=FILE_TYPES_BY_CODE[row.type].media,
        size=row.size,
        scan=VirusScanState(row.scan),
        found=row.found,
        added_at=row.added_at,
        added_by=row.added_by.name,
        added_by_body=row.added_by.body.name,
    )
