"""A Word file of the older kind: a small file system, in which macros and other files have rooms of their own."""

from handrail.platform.files.file_types import ACCEPTED_TYPES_TEXT
from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.kernel.messages import msg

SHORTEST = 1536


def _encode_directory_entry_name(name: str) -> bytes:
    return name.encode("utf-16-le")


DOCUMENT = _encode_directory_entry_name("WordDocument")
RUNS = tuple(
    _encode_directory_entry_name(name)
    for name in ("_VBA_PROJECT", "Macros", "\x01Ole10Native", "\x01CompObjNative")
)
LOCKED = (_encode_directory_entry_name("EncryptedPackage"), _encode_directory_entry_name("EncryptionInfo"))


def raise_unless_safe_doc(data: bytes) -> None:
    """Raises FileRejectedError."""
    if any(entry in data for entry in LOCKED):
        raise FileRejectedError(
            "This Word file is locked with a password. Save it without one, and choose it."
        )
    if len(data) < SHORTEST or DOCUMENT not in data:
        raise FileRejectedError(
            msg(
                "This is a file of an older office program, and no Word file. We take {taken}.",
                taken=ACCEPTED_TYPES_TEXT,
            )
        )
    if any(entry in data for entry in RUNS):
        raise FileRejectedError(
            "This Word file holds a macro or another file. Save it as PDF, and choose that."
        )
