"""The types of paper that are taken: a closed list. What runs, or draws itself in a browser, is none of them."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
MAX_FILE_SIZE: Final = 25 * MEGABYTE


@dataclass(frozen=True, slots=True)
class AcceptedFileType:
    """One type: its code, its name on a page, how its names may end (the first is given), how it is sent."""

    code: str
    name: str
    endings: tuple[str, ...]
    media: str


FILE_TYPES: Final[tuple[AcceptedFileType, ...]] = (
    AcceptedFileType("pdf", "PDF", ("pdf",), "application/pdf"),
    AcceptedFileType("jpeg", "JPEG image", ("jpg", "jpeg", "jpe", "jfif"), "image/jpeg"),
    AcceptedFileType("png", "PNG image", ("png",), "image/png"),
    AcceptedFileType(
        "docx",
        "Word file",
        ("docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    AcceptedFileType("doc", "Older Word file", ("doc",), "application/msword"),
    AcceptedFileType("txt", "plain text", ("txt", "text"), "text/plain; charset=utf-8"),
)
FILE_TYPES_BY_CODE: Final = {one.code: one for one in FILE_TYPES}
ACCEPTED_TYPES_TEXT: Final = "PDF, JPEG, PNG, Word and plain text"
