"""Text that a spreadsheet must not take for a formula.

A cell that begins with one of these signs is run as a formula by common programs when a CSV file is opened. An
apostrophe before it says "this is text"; reading such a file back takes the apostrophe off again.
"""

from typing import Any, Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
MARK: Final = "'"


def cell(value: Any) -> Any:
    """The value for a cell of a CSV file."""
    if isinstance(value, str) and (value.lstrip(" ").startswith(STARTS) or plain(value) != value):
        return MARK + value
    return value


def plain(text: str) -> str:
    """What stood there before it was made safe."""
    if text.startswith(MARK) and text[1:].lstrip(" ").startswith(STARTS):
        return text[1:]
    return text
