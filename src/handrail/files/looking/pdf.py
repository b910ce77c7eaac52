"""PDF: whole, and with nothing in it that runs, starts something or carries another file."""

import re
import zlib

from handrail.files.looking.polyglot import no_archive_inside
from handrail.files.looking.refusal import NotTaken
from handrail.files.types import MEGABYTE

TAIL = 2048
MOST_UNPACKED = 60 * MEGABYTE
PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.S)
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)\b")


def check(data: bytes) -> None:
    """Raises NotTaken."""
    if b"%%EOF" not in data[-TAIL:]:
        raise NotTaken("This PDF is not whole: its end is missing. Save it again, and choose it.")
    no_archive_inside(data)
    if any(RUNS.search(_plain(part)) for part in (STREAM.sub(b"", data), *_packed(data))):
        raise NotTaken(
            "This PDF holds a script, a form that sends itself, or another file. Print it to PDF again, and choose it."
        )


def _plain(part: bytes) -> bytes:
    """Names may be spelt with numbers: /J#61vaScript."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _packed(data: bytes) -> list[bytes]:
    """What stands in packed lists of objects, where the same words can hide."""
    parts, left = [], MOST_UNPACKED
    for found in PACKED.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(data[found.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        if unpacker.unconsumed_tail and left <= 0:
            raise NotTaken("This PDF unpacks to far more than it is. Print it to PDF again, and choose that.")
        parts.append(part)
    return parts
