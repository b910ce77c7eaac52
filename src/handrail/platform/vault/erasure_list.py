"""Reading the list of erasures: files that must not come back, whichever copy of the databases is restored."""

import datetime
import hashlib
import hmac
from uuid import UUID

from handrail.platform.vault import master_key
from handrail.platform.vault.byte_encoding import encode_parts
from handrail.platform.vault.models import ErasedFile


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


def compute_erased_file_line_mac(file_id: UUID, erased_on: datetime.date) -> bytes:
    """The mac of one line: 32 bytes."""
    text = encode_parts(str(file_id), erased_on.isoformat())
    return hmac.digest(master_key.derive_key("erasure list"), text, hashlib.sha256)
