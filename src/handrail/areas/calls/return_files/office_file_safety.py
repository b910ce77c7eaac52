"""What Excel and Word files have in common: both are ZIP packages, and a package may be a trap."""

import io
import zipfile

from handrail.areas.calls.return_files.columns import MAX_ROWS, MAX_UNPACKED_BYTES
from handrail.areas.calls.return_files.raw_tables import UnreadableReturnFileError
from handrail.platform.kernel.messages import msg

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"  # files of before 2007, and protected ones
MAX_PARTS = 2_000


def raise_if_unsafe_office_file(data: bytes, *, needs: str, called: str) -> None:
    """Refuse what is no such package, is protected, carries a program, or would not fit once unpacked.

    Args:
        data: the file.
        needs: a part that every such package has.
        called: the format's name, for messages.

    Raises:
        UnreadableReturnFileError: with what to send instead.
    """
    if data.startswith(OLE_SIGNATURE):
        raise UnreadableReturnFileError(
            msg(
                "This is an old {called} file, or has a password. Save it without a password, in the "
                "template’s format.",
                called=called,
            )
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableReturnFileError(
            msg("The file name says {called}, but the file is of another type.", called=called)
        ) from error
    names = {part.filename for part in parts}
    if needs not in names:
        raise UnreadableReturnFileError(
            msg("The file name says {called}, but the file is of another type.", called=called)
        )
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnreadableReturnFileError(
            "The file contains macros. Save it without them, in the template’s format."
        )
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise UnreadableReturnFileError(
            msg(
                "The file unpacks to {size} MB and must be {most_unpacked} MB or smaller. A return "
                "can have up to {most_rows} rows: remove anything that was not in the template.",
                size=f"{size / 1_000_000:,.0f}",
                most_unpacked=f"{MAX_UNPACKED_BYTES / 1_000_000:,.0f}",
                most_rows=MAX_ROWS,
            )
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableReturnFileError("The file is protected with a password. Save it again without one.")
