"""A photograph without what its camera wrote beside the picture: where and when it was taken, with what, by whom.

The picture itself stays as it was sent, and so does which way up it is.
"""

import re
from typing import Final, Literal

from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.files.inspection.images import NOT_WHOLE

MARK = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd8]")
END: Final = 0xD9
METADATA_MARKERS: Final = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
"""Exif, XMP, makers' notes, comments. 0xE0 and 0xEE say how the colours are written."""
MOST_PIECES: Final = 100_000  # a camera writes some hundreds
COLOURS: Final = 0xE2
PROFILE: Final = b"ICC_PROFILE\0"
EXIF: Final = b"Exif\0\0"
ORDERS: Final[dict[bytes, Literal["little", "big"]]] = {b"II": "little", b"MM": "big"}
ORIENTATION_TAG: Final = 0x0112
ORIENTATION_ONLY_EXIF: Final = (
    b"\xff\xe1\x00\x22" + EXIF + b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
)
PNG_MARK: Final = 8
PNG_METADATA_CHUNKS: Final = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt"})


def strip_jpeg_metadata(data: bytes) -> bytes:
    """Mark by mark to the end of the picture; cameras hang second pictures behind it. Raises FileRejectedError."""
    kept, at = [data[:2]], 2
    while found := MARK.search(data, at):
        mark = data[found.end() - 1]
        length = 0 if mark == END else int.from_bytes(data[found.end() : found.end() + 2], "big")
        body = data[found.end() + 2 : found.end() + length]
        kept += [
            data[at : found.start()],
            _get_kept_bytes_of_segment(mark, found[0] + data[found.end() : found.end() + 2], body),
        ]
        at = found.end() + length
        if mark == END:
            return b"".join(kept[:-1]) + found[0]
        if length < 2 or at > len(data) or len(kept) > MOST_PIECES:
            break
    raise FileRejectedError(NOT_WHOLE)


def strip_png_metadata(data: bytes) -> bytes:
    """Chunk by chunk; what is left out has no say in how the picture looks."""
    kept, at = [data[:PNG_MARK]], PNG_MARK
    while at < len(data):
        after = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in PNG_METADATA_CHUNKS:
            kept.append(data[at:after])
        at = after
    return b"".join(kept)


def _get_kept_bytes_of_segment(mark: int, head: bytes, body: bytes) -> bytes:
    """What stays of one segment."""
    if body.startswith(EXIF):
        turned = _read_exif_orientation(body[len(EXIF) :])
        return ORIENTATION_ONLY_EXIF % turned if turned else b""
    return (
        b"" if mark in METADATA_MARKERS or (mark == COLOURS and not body.startswith(PROFILE)) else head + body
    )


def _read_exif_orientation(exif: bytes) -> int:
    """Which way up, where it is another than as it was taken; else nothing."""
    order = ORDERS.get(exif[:2])
    if order is None:
        return 0
    start = int.from_bytes(exif[4:8], order)
    for at in range(start + 2, start + 2 + 12 * int.from_bytes(exif[start : start + 2], order), 12):
        if int.from_bytes(exif[at : at + 2], order) == ORIENTATION_TAG:
            way = int.from_bytes(exif[at + 8 : at + 10], order)
            return way if 2 <= way <= 8 else 0
    return 0
