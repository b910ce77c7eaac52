"""A Word file is an archive: opened part by part within limits, and nothing in it may run or fetch anything."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from handrail.platform.files.file_types import ACCEPTED_TYPES_TEXT, MEGABYTE
from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.kernel.messages import msg

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_TOLD = MEGABYTE
STEP = MEGABYTE
TYPES = "[Content_Types].xml"
NEEDED = frozenset({TYPES, "word/document.xml"})
TELL = (".rels", TYPES.lower())
RUNS = re.compile(
    r"(vbaproject|vbadata|activex|/embeddings/|\.(bin|exe|dll|js|vbs|hta|lnk|cmd|bat|ps1)$)", re.I
)
MACROS = re.compile(r"macroEnabled|vbaProject", re.I)
ELSEWHERE = "external"
MAY_LEAD_ELSEWHERE = "/hyperlink"
TAKES_IN = ("/afchunk", "/subdocument")
"""Relationships to a whole document that Word takes in when it opens this one."""
FOLLOWED = re.compile(r"(https?:|mailto:|tel:|#)", re.I)
NOT_WHOLE = "This Word file is not whole. Open it on your device, save it again, and choose it."
HOLDS_MORE = (
    "This Word file holds a macro or another file, or fetches something. Save it as PDF, and choose that."
)
BOMB = "This Word file unpacks to far more than it is. Save it as PDF, and choose that."
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    ParseError,
)


def raise_unless_safe_docx(data: bytes) -> None:
    """Raises FileRejectedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _raise_unless_parts_safe(archive)
    except UNREADABLE:
        raise FileRejectedError(NOT_WHOLE) from None


def _raise_unless_parts_safe(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if not names >= NEEDED:
        raise FileRejectedError(
            msg(
                "This is an archive, or another kind of file that is made like one. We take {taken}.",
                taken=ACCEPTED_TYPES_TEXT,
            )
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRejectedError(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRejectedError(
            "This Word file is locked with a password. Save it without one, and choose it."
        )
    if any(RUNS.search(name) for name in names) or min(part.header_offset for part in parts):
        raise FileRejectedError(HOLDS_MORE)
    left, told = MOST_UNPACKED, MOST_TOLD
    for part in parts:
        length, text = _read_part_length_and_text(archive, part, left, told)
        left, told = left - length, told - len(text)
        if text:
            _raise_if_external_relationship(text)


def _read_part_length_and_text(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, told: int
) -> tuple[int, bytes]:
    """Read a part for what it is, whatever its header says of its length; and its text, where it tells of others."""
    tells = part.filename.lower().endswith(TELL)
    text, length = b"", 0
    with archive.open(part) as opened:
        while piece := opened.read(STEP):
            length += len(piece)
            if length > (min(left, told) if tells else left):
                raise FileRejectedError(BOMB)
            if tells:
                text += piece
    return length, text


def _raise_if_external_relationship(text: bytes) -> None:
    """Read as Word reads it, letters spelt with numbers too. Only a link to web, mail or phone leads elsewhere."""
    for element in fromstring(text, forbid_dtd=True).iter():
        said = dict(_iterate_xml_attributes(element))
        elsewhere = said.get("targetmode", "").strip().lower() == ELSEWHERE
        kind = said.get("type", "").strip().lower()
        leads = kind.endswith(MAY_LEAD_ELSEWHERE) and FOLLOWED.match(said.get("target", "").strip())
        named = (value for name, value in said.items() if name != "target")
        if (elsewhere and not leads) or kind.endswith(TAKES_IN) or any(map(MACROS.search, named)):
            raise FileRejectedError(HOLDS_MORE)


def _iterate_xml_attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        yield name.rsplit("}", 1)[-1].lower(), value
