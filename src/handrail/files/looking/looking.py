"""Which type a file is, whether it may be that, and whether it says the same of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from handrail.files.looking import bare, doc, docx, pdf, pictures, text
from handrail.files.looking.refusal import NotTaken
from handrail.files.naming import ending_of, tidy
from handrail.files.types import BY_CODE, LARGEST, MEGABYTE, TAKEN, TYPES, Type
from handrail.kernel.saying import say

CHECKS: tuple[tuple[str, bytes, Callable[[bytes], None]], ...] = (
    ("pdf", b"%PDF-", pdf.check),
    ("jpeg", b"\xff\xd8\xff", pictures.check_jpeg),
    ("png", b"\x89PNG\r\n\x1a\n", pictures.check_png),
    ("docx", b"PK\x03\x04", docx.check),
    ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", doc.check),
)
"""Each type that begins with a mark of its own; what begins with none of them may be plain text."""
BARE: dict[str, Callable[[bytes], bytes]] = {"jpeg": bare.bare_jpeg, "png": bare.bare_png}
"""Types of which not every byte is kept."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may be taken: its type, the name that it is kept under, and the bytes that are kept."""

    type: Type
    name: str
    data: bytes = field(repr=False)


def look(name: str, data: bytes, *, size: int | None = None) -> Looked:
    """Look a file over. `size` is its real length where not all of it was kept. Raises NotTaken."""
    if max(len(data), size or 0) > LARGEST:
        raise NotTaken(
            say(
                "The file is larger than {largest} MB. Send a smaller copy, or part of it.",
                largest=LARGEST // MEGABYTE,
            )
        )
    if not data:
        raise NotTaken(
            "The file is empty. Open it on your device to see that it is whole, and choose it again."
        )
    found = _type(data)
    kept = tidy(name)
    _same(found, kept)
    kept = kept if ending_of(kept) in found.endings else f"{kept}.{found.endings[0]}"
    return Looked(found, kept, BARE.get(found.code, bytes)(data))


def _type(data: bytes) -> Type:
    for code, mark, check in CHECKS:
        if data.startswith(mark):
            check(data)
            return BY_CODE[code]
    text.check(data)
    return BY_CODE["txt"]


def _same(found: Type, name: str) -> None:
    """The name may leave its ending out; where it has one, it says what the bytes are."""
    ending = ending_of(name)
    if not ending or ending in found.endings:
        return
    claimed = next((one.name for one in TYPES if ending in one.endings), f"“.{ending}”")
    raise NotTaken(
        say(
            "Its name says {claimed}, and its content is {name}. We take {taken}: save it again "
            "as what it is, and choose it again.",
            claimed=claimed,
            name=found.name,
            taken=TAKEN,
        )
    )
