"""Which type a file is, whether it may be that, and whether it says the same of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from handrail.platform.files.file_names import clean_file_name, get_extension
from handrail.platform.files.file_types import (
    ACCEPTED_TYPES_TEXT,
    FILE_TYPES,
    FILE_TYPES_BY_CODE,
    MAX_FILE_SIZE,
    MEGABYTE,
    AcceptedFileType,
)
from handrail.platform.files.inspection import doc, docx, images, metadata_removal, pdf, text
from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.kernel.messages import msg
from handrail.platform.parsers.parser_process import run_parser
from handrail.platform.parsers.wire import ParsedFile

CHECKS: tuple[tuple[str, bytes, Callable[[bytes], None]], ...] = (
    ("pdf", b"%PDF-", pdf.raise_unless_safe_pdf),
    ("jpeg", b"\xff\xd8\xff", images.raise_unless_safe_jpeg),
    ("png", b"\x89PNG\r\n\x1a\n", images.raise_unless_safe_png),
    ("docx", b"PK\x03\x04", docx.raise_unless_safe_docx),
    ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", doc.raise_unless_safe_doc),
)
"""Each type that begins with a mark of its own; what begins with none of them may be plain text."""
METADATA_REMOVERS: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": metadata_removal.strip_jpeg_metadata,
    "png": metadata_removal.strip_png_metadata,
}
"""Types of which not every byte is kept."""


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that may be taken: its type, the name that it is kept under, and the bytes that are kept."""

    type: AcceptedFileType
    name: str
    data: bytes = field(repr=False)


def inspect_file(name: str, data: bytes, *, size: int | None = None) -> InspectedFile:
    """Look a file over in a child process: what it is, whether it may come in, what is left without its metadata.

    Args:
        name: as the sender's machine calls it.
        data: the bytes, or as many as were kept.
        size: the real length in bytes where not all of it was kept.

    Returns:
        Type, cleaned name and cleaned bytes.

    Raises:
        FileRejectedError: too large, empty, of no type that is taken in, or not what its name says.
    """
    if max(len(data), size or 0) > MAX_FILE_SIZE:
        raise FileRejectedError(
            msg(
                "The file is larger than {largest} MB. Send a smaller copy, or part of it.",
                largest=MAX_FILE_SIZE // MEGABYTE,
            )
        )
    if not data:
        raise FileRejectedError(
            "The file is empty. Open it on your device to see that it is whole, and choose it again."
        )
    kept = clean_file_name(name)
    reply = run_parser(f"{__name__}:inspect_content_in_child", data, {"name": kept}, error=FileRejectedError)
    found = FILE_TYPES_BY_CODE[reply.value["type"]]
    kept = kept if get_extension(kept) in found.endings else f"{kept}.{found.endings[0]}"
    return InspectedFile(found, kept, reply.data if reply.value["changed"] else data)


def inspect_content_in_child(data: bytes, name: str) -> ParsedFile:
    """Runs in the child: the type and, where not every byte is kept, those that are. Raises FileRejectedError."""
    found = _detect_type_and_check_safety(data)
    _raise_unless_extension_matches(found, name)
    remove = METADATA_REMOVERS.get(found.code)
    return ParsedFile({"type": found.code, "changed": bool(remove)}, remove(data) if remove else b"")


def _detect_type_and_check_safety(data: bytes) -> AcceptedFileType:
    for code, mark, check in CHECKS:
        if data.startswith(mark):
            check(data)
            return FILE_TYPES_BY_CODE[code]
    text.raise_unless_plain_text(data)
    return FILE_TYPES_BY_CODE["txt"]


def _raise_unless_extension_matches(found: AcceptedFileType, name: str) -> None:
    """The name may leave its ending out; where it has one, it says what the bytes are."""
    ending = get_extension(name)
    if not ending or ending in found.endings:
        return
    claimed = next((one.name for one in FILE_TYPES if ending in one.endings), f"“.{ending}”")
    raise FileRejectedError(
        msg(
            "Its name says {claimed}, and its content is {name}. We take {taken}: save it again "
            "as what it is, and choose it again.",
            claimed=claimed,
            name=found.name,
            taken=ACCEPTED_TYPES_TEXT,
        )
    )
