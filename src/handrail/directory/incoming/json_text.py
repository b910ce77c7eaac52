"""Reading JSON that a stranger sent: how long, how deep and how much is looked at before it is read."""

import json
from typing import Any

from handrail.directory.incoming.row import NotReadable
from handrail.kernel.saying import say

MOST_BYTES = 4_000_000
DEEPEST = 40
MALFORMED = (
    "What came is not JSON that can be read. Ask the publisher whether the feed works, or send a file."
)


def read(content: bytes) -> Any:
    """The value. Raises NotReadable where it is too much, too deep or malformed."""
    if len(content) > MOST_BYTES:
        raise NotReadable(
            "What came is larger than 4 MB. Ask the publisher for smaller pages, or send it in parts."
        )
    try:
        text = content.decode("utf-8-sig")
        _measure(text)
        return json.loads(text, parse_constant=_nothing)
    except (ValueError, RecursionError) as error:
        raise NotReadable(MALFORMED) from error


def _measure(text: str) -> None:
    """Refuse what is nested deeper than any feed of services, without recursion."""
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if escaped:
            escaped = False
        elif quoted:
            escaped, quoted = letter == "\\", letter != '"'
        elif letter == '"':
            quoted = True
        elif letter in "[{":
            depth += 1
            if depth > DEEPEST:
                raise NotReadable(
                    say(
                        "What came is nested more than {deepest} deep: that is no list of services.",
                        deepest=DEEPEST,
                    )
                )
        elif letter in "]}":
            depth -= 1


def _nothing(constant: str) -> None:
    """Neither NaN nor Infinity is JSON."""
    raise ValueError(constant)
