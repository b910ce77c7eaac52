"""Text that a spreadsheet must not take for a formula.

A cell that begins with one of these signs is run as a formula by common programs when a CSV file is opened. An
apostrophe before it says "this is text"; reading such a file back takes the apostrophe off again.
"""

from typing import Any, Final

FORMULA_STARTS: Final = tuple("=+-@＝＋－＠\t\r\n")  # full-width signs too: some programs read them alike
TEXT_MARK: Final = "'"
# What stands before them unseen: spaces, and marks of no width that turn letters round.
INVISIBLE_CHARACTERS: Final = (
    " \u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def escape_formula(value: Any) -> Any:
    """The value for a cell of a CSV file."""
    return TEXT_MARK + value if isinstance(value, str) and _is_formula(value) else value


def unescape_formula(text: str) -> str:
    """What stood there before it was made safe."""
    return text[1:] if text.startswith(TEXT_MARK) and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    """Whether it is a formula, or a formula behind marks of its own: each is marked once more."""
    return text.lstrip(TEXT_MARK).lstrip(INVISIBLE_CHARACTERS).startswith(FORMULA_STARTS)
