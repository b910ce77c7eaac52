"""Which letters the fonts inside the typst package can draw.

PDF/UA refuses a letter without a shape. `templates/drawable.txt` holds the code points that typst 0.15 drew, one
paragraph each, with its own fonts and no other; a test tries it against the typst that is installed.
"""

from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Final

REPLACEMENT_BOX: Final = "\u25a1"


def count_letters_without_glyph(text: str) -> int:
    """How many letters of the text would have no shape."""
    return 0 if text.isascii() else sum(not has_font_glyph(ord(c)) for c in text)


def replace_letters_without_glyph(text: str) -> str:
    """The text with a box for each of them."""
    return text if text.isascii() else "".join(c if has_font_glyph(ord(c)) else REPLACEMENT_BOX for c in text)


def has_font_glyph(code: int) -> bool:
    """Whether the fonts have a shape for the code point. White space needs none."""
    firsts, lasts = _load_code_point_ranges_with_glyph()
    found = bisect_right(firsts, code) - 1
    return code < 0x20 or (found >= 0 and code <= lasts[found])


@cache
def _load_code_point_ranges_with_glyph() -> tuple[list[int], list[int]]:
    words = (files("handrail.platform.documents") / "templates" / "drawable.txt").read_text("ascii").split()
    ends = [word.partition("-") for word in words]
    return [int(first, 16) for first, _, _ in ends], [int(last or first, 16) for first, _, last in ends]
