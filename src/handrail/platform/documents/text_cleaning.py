"""Text as every format can hold it.

What cannot stand in XML, cannot be seen, or turns the direction of what follows is taken out; the rest, in any
script, stays as it is. Formats escape what they are given: nothing here knows of markup.
"""

import unicodedata
from urllib.parse import urlsplit

# Marks that embed, override or isolate a direction: they reach beyond their own text. Plain direction marks stay.
DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
SPACES = {ord(c): " " for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
REPLACEMENT = "\ufffd"
SCHEMES = {"http", "https", "mailto"}
RIGHT_TO_LEFT = {"R", "AL"}


def clean_text(text: str) -> str:
    """One line of text: no control characters, no direction that outlives it, letters and accents as one."""
    flat = str(text).translate(SPACES).translate(DIRECTION_MARKS)
    return unicodedata.normalize("NFC", "".join(c for c in flat if not _is_hidden_character(c)))


def clean_href(href: str) -> str:
    """The address where it is one of the web, of mail or of this document or site; nothing otherwise."""
    if any(c <= " " or _is_hidden_character(c) for c in href):
        return ""
    if href.startswith("#") or (href.startswith("/") and not href.startswith("//")):
        return href
    try:
        return href if urlsplit(href).scheme.lower() in SCHEMES else ""
    except ValueError:
        return ""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d in RIGHT_TO_LEFT for d in directions if d in RIGHT_TO_LEFT | {"L"}), False)


def _is_hidden_character(c: str) -> bool:
    """Controls, halves of pairs, and what Unicode says is no character."""
    code = ord(c)
    return unicodedata.category(c) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
