"""PDF: whole, and with nothing in it that runs, starts something or carries another file."""

import re
import zlib
from collections.abc import Iterator
from itertools import chain, islice

from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.files.inspection.polyglots import raise_if_archive_inside

TAIL = 2048
MOST_UNPACKED = 60 * MEGABYTE
MOST_LISTS = 10_000
FAR = 2_000  # bytes from the word that tells a list of objects to where its content begins
PIECES = (1024, 8 * 1024, 64 * 1024)
LIST = re.compile(b"/" + b"".join(rb"(?:%c|#%x)" % (letter, letter) for letter in b"ObjStm"), re.I)
STREAM = re.compile(rb"(?<!end)stream\r?\n")
ENDS = b"endstream"
ESCAPED = re.compile(rb"#[0-9A-Fa-f]{2}")
MEANT = {b"#" + number % byte: bytes([byte]) for byte in range(256) for number in (b"%02x", b"%02X")}
RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoTo[ER])\b")
RUNS_ANYWHERE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|FileAttachment|Rendition|RichMedia|SubmitForm|ImportData|GoTo[ER])\b"
    rb"|/XFA\s*(\[|\d+\s+\d+\s+R\b)"
)
LOCKED = re.compile(rb"/Encrypt\b\s*(<<|\d+\s+\d+\s+R\b)")
ELSEWHERE = re.compile(rb"/FS\s*/URL\b|/(OpenAction|AA)\s*<<[^>]{0,500}/URI\b")
"""A file that is fetched by its address, and a page of the web that opens by itself."""
OPENS = re.compile(rb"/(?:OpenAction|AA)\s+(\d{1,10})\s+(\d{1,5})\s+R\b")
MOST_OPENS = 1_000
PAIRS = re.compile(rb"\s*(?:\d{1,10}\s+)+")
OBJECT = re.compile(rb"\b(\d{1,10})\s+(\d{1,5})\s+obj\b")
BOMB = "This PDF unpacks to far more than it is. Print it to PDF again, and choose that."


def raise_unless_safe_pdf(data: bytes) -> None:
    """Raises FileRejectedError. Whatever the bytes are, the time it takes grows as they do and no faster."""
    if b"%%EOF" not in data[-TAIL:]:
        raise FileRejectedError("This PDF is not whole: its end is missing. Save it again, and choose it.")
    raise_if_archive_inside(data)
    decoded = _decode_pdf_names(data)
    if LOCKED.search(decoded):
        raise FileRejectedError("This PDF is locked or protected. Print it to PDF again, and choose it.")
    parts = [_decode_pdf_names(part) for part in (_strip_pdf_streams(data), *_unpack_object_lists(data))]
    if any(ELSEWHERE.search(part) for part in parts) or _does_pdf_lead_to_address_on_opening(
        parts[0], parts[1:]
    ):
        raise FileRejectedError(
            "This PDF fetches something or opens a web page by itself. Print it to PDF again, and choose it."
        )
    if RUNS_ANYWHERE.search(decoded) or any(RUNS.search(part) for part in parts):
        raise FileRejectedError(
            "This PDF holds a script, a form that sends itself, or another file. Print it to PDF again, and choose it."
        )


def _does_pdf_lead_to_address_on_opening(outside: bytes, lists: list[bytes]) -> bool:
    """Whether what happens on opening is an object of its own that leads to an address; it is not followed further."""
    wanted = {
        int(found[1]) for part in (outside, *lists) for found in islice(OPENS.finditer(part), MOST_OPENS)
    }
    if not wanted:
        return False
    plain = ((int(found[1]), outside[found.end() : found.end() + FAR]) for found in OBJECT.finditer(outside))
    packed = (one for part in lists for one in _iterate_packed_pdf_objects(part))
    return any(
        number in wanted and b"/URI" in body.partition(b"endobj")[0] for number, body in chain(plain, packed)
    )


def _iterate_packed_pdf_objects(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The number and the content of each object of a list, by the pairs of number and place at its beginning."""
    head = PAIRS.match(part)
    numbers = [int(number) for number in head[0].split()[: 2 * MOST_LISTS]] if head else []
    places = [(head.end() if head else 0) + place for place in numbers[1::2]]
    for number, start, end in zip(numbers[::2], places, [*places[1:], len(part)], strict=False):
        yield number, part[start : min(end, start + FAR)]


def _decode_pdf_names(part: bytes) -> bytes:
    """Names may be spelt with numbers: /J#61vaScript."""
    return ESCAPED.sub(lambda found: MEANT.get(found[0]) or MEANT[found[0].lower()], part)


def _strip_pdf_streams(data: bytes) -> bytes:
    """What stands outside of pictures and other streams, where a short word would stand by chance.

    A comment can look like the edge of a stream, so words that never stand there by chance are looked for everywhere.
    """
    kept, at = [], 0
    while (begins := STREAM.search(data, at)) and (ends := data.find(ENDS, begins.end())) >= 0:
        kept.append(data[at : begins.start()])
        at = ends + len(ENDS)
    return b"".join([*kept, data[at:]])


def _unpack_object_lists(data: bytes) -> list[bytes]:
    """What stands in packed lists of objects, where the same words can hide."""
    parts, left, to_read = [], MOST_UNPACKED, len(data)
    for count, found in enumerate(LIST.finditer(data)):
        if count >= MOST_LISTS:
            raise FileRejectedError(BOMB)
        begins = STREAM.search(data, found.end(), found.end() + FAR)
        if begins is None:
            continue
        part, read = _unpack_object_list_and_count_bytes_read(memoryview(data)[begins.end() :], left)
        left, to_read = left - len(part), to_read - read
        if left <= 0 or to_read < 0:
            raise FileRejectedError(BOMB)
        parts.append(part)
    return parts


def _unpack_object_list_and_count_bytes_read(content: memoryview, left: int) -> tuple[bytes, int]:
    """At most `left` bytes of one list, and how many were read for them. `left` is never nothing: that has no limit."""
    unpacker, parts, read = zlib.decompressobj(), [], 0
    for piece in _iterate_growing_pieces(content):
        try:
            parts.append(unpacker.decompress(piece, left))
        except zlib.error:
            break
        read, left = read + len(piece) - len(unpacker.unused_data), left - len(parts[-1])
        if unpacker.eof or left <= 0:
            break
    return b"".join(parts), read


def _iterate_growing_pieces(content: memoryview) -> Iterator[memoryview]:
    """Small ones first: most lists are short, and what follows them is not theirs."""
    at = 0
    while at < len(content):
        size = next((size for size in PIECES if size > at), PIECES[-1])
        yield content[at : at + size]
        at += size
