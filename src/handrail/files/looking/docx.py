"""A Word file is an archive: opened part by part within limits, and nothing in it may run or fetch anything."""

import io
import re
import zipfile
import zlib

from handrail.files.looking.refusal import NotTaken
from handrail.files.types import MEGABYTE, TAKEN

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
STEP = MEGABYTE
NEEDED = frozenset({"[Content_Types].xml", "word/document.xml"})
RUNS = re.compile(
    r"(vbaproject|vbadata|activex|/embeddings/|\.(bin|exe|dll|js|vbs|hta|lnk|cmd|bat|ps1)$)", re.I
)
FETCHES = re.compile(
    rb"<[^>]*(attachedTemplate|oleObject|frame|subDocument|externalLink)[^>]*TargetMode\s*=\s*[\"']External",
    re.I,
)
FETCHES_TOO = re.compile(
    rb"<[^>]*TargetMode\s*=\s*[\"']External[^>]*(attachedTemplate|oleObject|frame|subDocument|externalLink)",
    re.I,
)
MACROS = re.compile(rb"macroEnabled|vbaProject", re.I)
NOT_WHOLE = "This Word file is not whole. Open it on your device, save it again, and choose it."
HOLDS_MORE = (
    "This Word file holds a macro or another file, or fetches something. Save it as PDF, and choose that."
)
BOMB = "This Word file unpacks to far more than it is. Save it as PDF, and choose that."


def check(data: bytes) -> None:
    """Raises NotTaken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _parts(archive, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise NotTaken(NOT_WHOLE) from None


def _parts(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if not names >= NEEDED:
        raise NotTaken(f"This is an archive, or another kind of file that is made like one. We take {TAKEN}.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotTaken(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise NotTaken("This Word file is locked with a password. Save it without one, and choose it.")
    if any(RUNS.search(name) for name in names) or min(part.header_offset for part in parts):
        raise NotTaken(HOLDS_MORE)
    left = MOST_UNPACKED
    for part in parts:
        left -= _read(archive, part, left)


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Read a part for what it is, whatever its header says of its length."""
    told = part.filename.endswith((".rels", ".xml"))
    text, length = b"", 0
    with archive.open(part) as opened:
        while piece := opened.read(STEP):
            length += len(piece)
            if length > left:
                raise NotTaken(BOMB)
            if (told and part.filename.endswith(".rels")) or part.filename == "[Content_Types].xml":
                text += piece
    if MACROS.search(text) or FETCHES.search(text) or FETCHES_TOO.search(text):
        raise NotTaken(HOLDS_MORE)
    return length
