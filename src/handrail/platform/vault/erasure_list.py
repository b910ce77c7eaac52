"""Reading the list of erasures: files that must not come back, whichever copy of the databases is restored."""

import datetime
import hashlib
import hmac
from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

from django.db import transaction

from handrail.platform.vault import master_key
from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts
from handrail.platform.vault.models import ErasedFile


class ErasureListEntry(TypedDict):
    """A line as a backup keeps it; `digest` is its mac in hexadecimal, so a line that somebody adds is found."""

    file_id: str
    erased_on: str
    digest: str


class TamperedErasureListError(Exception):
    """A line was written by something else than Handrail. Nothing is erased on its word."""


def get_erasure_days_by_file_id() -> dict[UUID, datetime.date]:
    """Every file on the list.

    Returns:
        The day of erasure by the file's number.

    Raises:
        TamperedErasureListError: a line's mac is wrong; names its file.
    """
    found: dict[UUID, datetime.date] = {}
    for line in ErasedFile.objects.order_by("erased_on", "file_id"):
        if not hmac.compare_digest(
            bytes(line.digest), compute_erased_file_line_mac(line.file_id, line.erased_on)
        ):
            raise TamperedErasureListError(str(line.file_id))
        found[line.file_id] = line.erased_on
    return found


def export_erasure_list() -> list[ErasureListEntry]:
    """Every line, for a copy that outlives this database."""
    return [
        ErasureListEntry(
            file_id=str(line.file_id), erased_on=line.erased_on.isoformat(), digest=bytes(line.digest).hex()
        )
        for line in ErasedFile.objects.order_by("erased_on", "file_id")
    ]


@transaction.atomic(using="keys")
def import_erasure_list(lines: Iterable[ErasureListEntry]) -> int:
    """Add the lines that the list lacks: of people who were erased after the copy of this database was made.

    Returns:
        How many it lacked.

    Raises:
        TamperedErasureListError: a line's mac is wrong; names its file. None is added.
    """
    rows = [_make_row_of_verified_entry(line) for line in lines]
    known = set(ErasedFile.objects.values_list("file_id", flat=True))
    new = {row.file_id: row for row in rows if row.file_id not in known}
    ErasedFile.objects.bulk_create(new.values())
    return len(new)


def _make_row_of_verified_entry(line: ErasureListEntry) -> ErasedFile:
    row = ErasedFile(
        file_id=UUID(line["file_id"]),
        erased_on=datetime.date.fromisoformat(line["erased_on"]),
        digest=bytes.fromhex(line["digest"]),
    )
    if not hmac.compare_digest(row.digest, compute_erased_file_line_mac(row.file_id, row.erased_on)):
        raise TamperedErasureListError(line["file_id"])
    return row


def compute_erased_file_line_mac(file_id: UUID, erased_on: datetime.date) -> bytes:
    """The mac of one line: 32 bytes."""
    text = encode_length_prefixed_parts(str(file_id), erased_on.isoformat())
    return hmac.digest(master_key.derive_key_of_purpose_under_root_key("erasure list"), text, hashlib.sha256)
