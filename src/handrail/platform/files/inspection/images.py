"""Pictures: whole from the first byte to the last, not larger than a screen can bear, and nothing behind them."""

import zlib

from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.files.inspection.polyglots import raise_if_archive_inside

MAX_PIXELS = 120_000_000
NOT_WHOLE = "This picture is not whole. Open it on your device, save it again, and choose it."
BEHIND = "This picture has something else behind it. Open it on your device, save it again, and choose it."
TOO_MANY = "This picture has too many points to be opened safely. Save a smaller copy, and choose that."
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
MARKUP = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?php")
START_OF_SCAN, END = 0xDA, b"\xff\xd9"


def raise_unless_safe_png(data: bytes) -> None:
    """Chunk by chunk, each with its own sum. Raises FileRejectedError."""
    at, first = 8, True
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        kept = data[at + 8 + length : at + 12 + length]
        if len(body) < length or zlib.crc32(kind + body) != int.from_bytes(kept, "big") or len(kept) < 4:
            raise FileRejectedError(NOT_WHOLE)
        if first:
            _raise_if_too_many_pixels(kind == b"IHDR", body[:4], body[4:8])
        first, at = False, at + 12 + length
        if kind == b"IEND":
            if at != len(data):
                raise FileRejectedError(BEHIND)
            return
    raise FileRejectedError(NOT_WHOLE)


def raise_unless_safe_jpeg(data: bytes) -> None:
    """Segment by segment up to the picture, and its end. Cameras may leave a few bytes of their own behind it."""
    at, framed, length = 2, False, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF or mark in ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if mark in FRAMES:
            _raise_if_too_many_pixels(length >= 8, data[at + 7 : at + 9], data[at + 5 : at + 7])
            framed = True
        if mark == START_OF_SCAN:
            break
        at += 2 + length
    end = data.rfind(END)
    if not framed or end <= at or length < 2:
        raise FileRejectedError(NOT_WHOLE)
    raise_if_archive_inside(data)
    behind = data[end + 2 :].lower()
    if any(word in behind for word in MARKUP):
        raise FileRejectedError(BEHIND)


def _raise_if_too_many_pixels(well_formed: bool, width: bytes, height: bytes) -> None:
    points = int.from_bytes(width, "big") * int.from_bytes(height, "big")
    if not well_formed or not points:
        raise FileRejectedError(NOT_WHOLE)
    if points > MAX_PIXELS:
        raise FileRejectedError(TOO_MANY)
