"""Reading JSON that a stranger sent: how long, how deep and how much is looked at before it is read."""

import json
from typing import Any

from handrail.directory.incoming.errors import UnreadableListError
from handrail.platform.kernel.messages import msg

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
TOO_LARGE_MESSAGE = (
    "The feed is larger than 4 MB. Ask the publisher for smaller pages, or upload it in parts."
)
MALFORMED_MESSAGE = "The feed is not readable JSON. Ask the publisher if it works, or upload a file."


def parse_limited_json(content: bytes) -> Any:
    """The value. Raises UnreadableListError where it is too much, too deep or malformed."""
    if len(content) > MAX_BYTES:
        raise UnreadableListError(TOO_LARGE_MESSAGE)
    try:
        text = content.decode("utf-8-sig")
        _raise_if_nested_too_deep(text)
        return json.loads(text, parse_constant=_raise_on_json_nan_or_infinity)
    except (ValueError, RecursionError) as error:
        raise UnreadableListError(MALFORMED_MESSAGE) from error


def _raise_if_nested_too_deep(text: str) -> None:
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
            if depth > MAX_DEPTH:
                raise UnreadableListError(
                    msg(
                        "The feed is nested more than {deepest} levels deep, so it is not a list of services.",
                        deepest=MAX_DEPTH,
                    )
                )
        elif letter in "]}":
            depth -= 1


def _raise_on_json_nan_or_infinity(constant: str) -> None:
    """Neither NaN nor Infinity is JSON."""
    raise ValueError(constant)
