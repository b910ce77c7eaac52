"""The types of paper that are taken: a closed list. What runs, or draws itself in a browser, is none of them."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 25 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Type:
    """One type: its code, its name on a page, how its names may end (the first is given), how it is sent."""

    code: str
    name: str
    endings: tuple[str, ...]
    media: str


TYPES: Final[tuple[Type, ...]] = (
    Type("pdf", "PDF", ("pdf",), "application/pdf"),
    Type("jpeg", "JPEG picture", ("jpg", "jpeg", "jpe", "jfif"), "image/jpeg"),
    Type("png", "PNG picture", ("png",), "image/png"),
    Type(
        "docx",
        "Word file",
        ("docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Type("doc", "Word file of the older kind", ("doc",), "application/msword"),
    Type("txt", "plain text", ("txt", "text"), "text/plain; charset=utf-8"),
)
BY_CODE: Final = {one.code: one for one in TYPES}
TAKEN: Final = "PDF, JPEG, PNG, Word (DOC or DOCX) and plain text (TXT)"
